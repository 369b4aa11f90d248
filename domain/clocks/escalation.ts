import type { Addressee, Clock, ClockRuleId } from '../../schemas/clocks.ts'
import { addHours, type Instant } from '../calendar/instant.ts'
import { isOpen } from './plan.ts'
import { clockRules, type Force } from './rules.ts'

/** One more who hears of a deadline that still stands missed. */
export interface Escalation {
  readonly to: Addressee
  /** Hours of elapsed time since the panel was told. */
  readonly afterHours: number
}

/** Level of the alert to the panel, when the deadline is recorded as missed; escalations follow from 2. */
export const FIRST_LEVEL = 1

/**
 * Who else hears of a missed deadline, and after how long. The lists are ours: no source gives any. A partnership settles its own
 * here, by the force of the rule or for one rule.
 */
const byForce: Readonly<Record<Force, readonly Escalation[]>> = {
  statute: [
    { to: 'chair', afterHours: 24 },
    { to: 'partners', afterHours: 72 },
  ],
  guidance: [{ to: 'chair', afterHours: 7 * 24 }],
  local: [],
}

const byRule: Readonly<Partial<Record<ClockRuleId, readonly Escalation[]>>> = {
  // Guidance that its authors call a statutory requirement (S51).
  D3: byForce.statute,
  // Siblings may be at risk while nobody has met.
  D4: [
    { to: 'chair', afterHours: 4 },
    { to: 'partners', afterHours: 24 },
  ],
}

/** Who hears of a missed deadline of this rule after the panel, in order. */
export const escalationsOf = (rule: ClockRuleId): readonly Escalation[] =>
  byRule[rule] ?? byForce[clockRules.find(({ id }) => id === rule)?.force ?? 'local']

/** An escalation with its level: 2 for the first after the panel. */
export interface NumberedEscalation extends Escalation {
  readonly level: number
}

/**
 * Escalations that a missed clock still has before it; none once it is met or superseded.
 * They count from when the panel was told, not from the due time: after an outage, or where the death was notified after the
 * deadline, the panel still has its time to act. Otherwise the two differ by minutes.
 */
function escalationsAhead(clock: Clock): readonly NumberedEscalation[] {
  if (!isOpen(clock) || clock.missedAt === undefined) return []
  const reached = clock.escalations?.at(-1)?.level ?? FIRST_LEVEL
  return escalationsOf(clock.rule)
    .map((one, index) => ({ ...one, level: FIRST_LEVEL + 1 + index }))
    .filter(({ level }) => level > reached)
}

/** Escalations of a missed clock whose time has passed and that are not recorded yet, the nearest first. */
export const escalationsDue = (clock: Clock, at: Instant): readonly NumberedEscalation[] =>
  escalationsAhead(clock).filter((one) => at > timeOf(one, clock))

/**
 * When the service next has to act on a clock: when its deadline passes, or when it is escalated next. `undefined` for a clock
 * that is met or superseded, and for a missed one of which everybody has been told.
 */
export function chaseTimeOf(clock: Clock): Instant | undefined {
  if (isOpen(clock) && clock.missedAt === undefined) return clock.dueAt
  const [next] = escalationsAhead(clock)
  return next && timeOf(next, clock)
}

const timeOf = ({ afterHours }: Escalation, { missedAt, dueAt }: Clock) => addHours(missedAt ?? dueAt, afterHours)

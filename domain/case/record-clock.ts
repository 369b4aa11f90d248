import type { ClockRuleId, Moment } from '../../schemas/clocks.ts'
import type { Instant } from '../calendar/instant.ts'
import { clockChoicesOf } from '../clocks/panel-choices.ts'
import { currentClock, isFromNotification } from '../clocks/plan.ts'
import { clockRules, type ClockRule } from '../clocks/rules.ts'
import { hasEnded } from '../panel-work/stages.ts'
import type { Case } from './case.ts'
import { withWhatFollows } from './clocks.ts'
import type { Some } from './decide.ts'
import type { Actor, Decided, RequestMark } from './events.ts'

/** What a person records of a clock: when it was done, or when that happened from which the clock is counted. */
export type ClockRecord = {
  readonly rule: ClockRuleId
  readonly note?: string | undefined
  readonly request: RequestMark
} & ({ readonly metAt: Instant } | { readonly startedAt: Instant })

/** Why a record is refused; the words for people stand where it is answered. */
export type ClockRefusal =
  /** The rule has no clock, the panel has none of it on this case yet, or the case has ended. */
  | 'does-not-run'
  /** The service itself knows the moment: from the notification. */
  | 'known-from-notification'
  | 'in-the-future'
  | 'before-start'
  /** It is recorded already; whoever corrects it says why. */
  | 'correction-needs-note'

export type ClockRecorded =
  | { readonly outcome: 'recorded'; readonly events: Some<Decided> }
  | { readonly outcome: 'refused'; readonly because: ClockRefusal }

/** Records when something was done or began, with what follows for every clock that waits for that moment or is counted from it. */
export function recordClock(known: Case, record: ClockRecord, at: Instant, by: Actor): ClockRecorded {
  const rule = clockRules.find(({ id }) => id === record.rule)
  if (!rule || !known.routing || hasEnded(known.work.stage)) return refused('does-not-run')
  const refusal = 'metAt' in record ? refusalOfMet(known, record, rule, at) : refusalOfStart(known, record, rule, at)
  if (refusal) return refused(refusal)

  const decided = 'metAt' in record ? met(record, rule) : started(known, record, rule)
  return { outcome: 'recorded', events: withWhatFollows(known, [decided], at, by) }
}

type MetRecord = Extract<ClockRecord, { metAt: Instant }>
type StartRecord = Extract<ClockRecord, { startedAt: Instant }>

const refused = (because: ClockRefusal): ClockRecorded => ({ outcome: 'refused', because })

function refusalOfMet(known: Case, { metAt, note }: MetRecord, rule: ClockRule, at: Instant): ClockRefusal | undefined {
  if (isFromNotification(rule.metBy)) return 'known-from-notification'
  const clock = currentClock(known.routing?.clocks ?? [], rule.id)
  if (!clock) return 'does-not-run'
  if (metAt > at) return 'in-the-future'
  if (metAt < clock.startedAt) return 'before-start'
  const isCorrection = clock.metAt !== undefined && isRecorded(known, rule.metBy)
  return isCorrection && note === undefined ? 'correction-needs-note' : undefined
}

function refusalOfStart(
  known: Case,
  { startedAt, note }: StartRecord,
  rule: ClockRule,
  at: Instant,
): ClockRefusal | undefined {
  const moment = startOf(known, rule)
  if (isFromNotification(moment)) return 'known-from-notification'
  if (startedAt > at) return 'in-the-future'
  // Only the death itself comes before everything that is counted here.
  const diedAt = known.routing?.clocks.find((clock) => clock.startedBy === 'death')?.startedAt
  if (diedAt !== undefined && startedAt < diedAt) return 'before-start'
  return isRecorded(known, moment) && note === undefined ? 'correction-needs-note' : undefined
}

/** By a person: what the panel's work only shows is no correction. */
const isRecorded = ({ recordedMoments }: Case, moment: Moment) =>
  recordedMoments.some((one) => one.moment === moment && one.record !== undefined)

/** What the clock is counted from on this case: sources differ, and the panel may have settled on another start. */
function startOf({ routing }: Case, { id, startedBy }: ClockRule): Moment {
  return (routing && clockChoicesOf(routing.panel)[id]?.startedBy) ?? startedBy
}

const met = ({ rule, metAt, note, request }: MetRecord, { metBy: moment }: ClockRule): Decided => ({
  type: 'ClockMet',
  happened: { request, rule, moment, metAt, ...(note !== undefined && { note }) },
})

const started = (known: Case, { rule: id, startedAt, note, request }: StartRecord, rule: ClockRule): Decided => ({
  type: 'ClockStarted',
  happened: { request, rule: id, moment: startOf(known, rule), startedAt, ...(note !== undefined && { note }) },
})

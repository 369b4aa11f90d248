import type { Clock, ClockRuleId, ClockStanding, Limit, Moment } from '../../schemas/clocks.ts'
import type { Instant } from '../calendar/instant.ts'
import { dueAt } from './due-at.ts'
import { clockRules, type ClockFacts, type ClockRule } from './rules.ts'

export type { Clock } from '../../schemas/clocks.ts'

/** When things happened, as far as they have. */
export type Moments = Readonly<Partial<Record<Moment, Instant>>>

/** What a panel settled where sources differ, by rule; each is one of the rule's `choices`. */
export type ClockChoices = Readonly<
  Partial<Record<ClockRuleId, { readonly limit?: Limit; readonly startedBy?: Moment }>>
>

export interface KnownForClocks {
  readonly moments: Moments
  /** The moment of death is the earliest possible one, not a known one (see `momentsOfNotification`). */
  readonly deathIsEarliestPossible: boolean
  readonly facts: ClockFacts
  /** The rules' own readings stand for whatever is left out. */
  readonly choices?: ClockChoices
}

/** Every clock that runs or has been met on what is known so far, the first due first. */
export const planClocks = (known: KnownForClocks): readonly Clock[] =>
  clockRules.flatMap((rule) => clockOf(rule, known) ?? []).sort(inOrderOfDueTime)

function clockOf(rule: ClockRule, known: KnownForClocks): Clock | undefined {
  const { moments, facts, choices } = known
  const { limit = rule.limit, startedBy = rule.startedBy } = choices?.[rule.id] ?? {}
  const startedAt = moments[startedBy]
  if (startedAt === undefined || isRuledOut(rule, facts)) return undefined
  const metAt = moments[rule.metBy]
  return {
    rule: rule.id,
    name: rule.name,
    whoActs: rule.whoActs,
    startedBy,
    startedAt,
    ...(startedBy === 'death' && known.deathIsEarliestPossible && { startIsEarliestPossible: true as const }),
    ...otherStart(rule, startedBy, moments),
    dueAt: dueAt(limit, startedAt),
    // What was done before meets no clock that starts later: a case taken up again is reviewed again.
    ...(metAt !== undefined && metAt >= startedAt && { metAt }),
  }
}

const isRuledOut = ({ unless = {} }: ClockRule, facts: ClockFacts) =>
  (Object.keys(unless) as (keyof ClockFacts)[]).some((fact) => facts[fact] === unless[fact])

/** Disputed clocks keep the time stamp of the reading that this panel does not follow (D10). */
function otherStart({ choices }: ClockRule, chosen: Moment, moments: Moments): Pick<Clock, 'otherStart'> {
  const startedBy = choices?.starts?.find((start) => start !== chosen)
  if (startedBy === undefined) return {}
  const startedAt = moments[startedBy]
  return startedAt === undefined ? {} : { otherStart: { startedBy, startedAt } }
}

/**
 * The clocks after a change of facts or rules. What was met stays met, and may have to be met anew; a clock whose deadline changed, or that no longer
 * applies, stays visible as superseded; what is known of a missed deadline stays with it, also when the deadline comes back.
 * The same change applied twice changes nothing.
 * @param next what `planClocks` makes of the changed facts
 * @param at when the change was recorded
 */
export function replanClocks(previous: readonly Clock[], next: readonly Clock[], at: Instant): readonly Clock[] {
  const current = next.map((clock) => keepMissed(keepMet(clock, currentClock(previous, clock.rule)), previous))
  const past = previous.flatMap((clock) => {
    if (clock.supersededAt !== undefined) return [clock]
    const successor = currentClock(next, clock.rule)
    if (successor && isSameDeadline(clock, successor)) return []
    const isDone = successor ? isDoneBefore(successor, clock) : clock.metAt !== undefined
    return [isDone ? clock : { ...clock, supersededAt: at }]
  })
  return [...current, ...past].sort(inOrderOfDueTime)
}

/** The clock of a rule that counts now: of a review that was taken up again, the later one. */
export const currentClock = (clocks: readonly Clock[], rule: ClockRuleId): Clock | undefined =>
  clocks
    .filter((clock) => clock.rule === rule && clock.supersededAt === undefined)
    .reduce<Clock | undefined>(
      (latest, clock) => (latest && latest.startedAt > clock.startedAt ? latest : clock),
      undefined,
    )

/** Done before it all began again: a turn of its own. Where the notification gives the start, it was only corrected. */
const isDoneBefore = (successor: Clock, { metAt }: Clock) =>
  metAt !== undefined && metAt < successor.startedAt && !isFromNotification(successor.startedBy)

/** Moments that come with the notification, and change only with it. */
export const isFromNotification = (moment: Moment) => moment === 'death' || moment === 'notification-received'

const keepMet = (clock: Clock, before: Clock | undefined): Clock =>
  before?.metAt === undefined || before.metAt < clock.startedAt ? clock : { ...clock, metAt: before.metAt }

function keepMissed(clock: Clock, previous: readonly Clock[]): Clock {
  const { missedAt, escalations } =
    previous.find((one) => one.rule === clock.rule && one.dueAt === clock.dueAt && one.missedAt !== undefined) ?? {}
  return { ...clock, ...(missedAt !== undefined && { missedAt }), ...(escalations !== undefined && { escalations }) }
}

/** Whether two plans come to the same: the same deadlines, met and superseded alike. */
export const areSameClocks = (some: readonly Clock[], others: readonly Clock[]): boolean =>
  some.length === others.length && some.every((clock, index) => tellingOf(clock) === tellingOf(others[index]))

const tellingOf = (clock: Clock | undefined) =>
  clock &&
  [
    clock.rule,
    clock.startedBy,
    clock.startedAt,
    clock.startIsEarliestPossible,
    clock.otherStart?.startedAt,
    clock.dueAt,
    clock.metAt,
    clock.supersededAt,
  ].join('|')

const isSameDeadline = (a: Clock, b: Clock) =>
  a.startedBy === b.startedBy && a.startedAt === b.startedAt && a.dueAt === b.dueAt

/** Instants sort as text; equal ones by number of the rule, so that the order never wavers. */
const inOrderOfDueTime = (a: Clock, b: Clock) =>
  a.dueAt === b.dueAt ? Number(a.rule.slice(1)) - Number(b.rule.slice(1)) : a.dueAt < b.dueAt ? -1 : 1

/** Neither met nor superseded: something still has to be done. */
export const isOpen = ({ metAt, supersededAt }: Clock) => metAt === undefined && supersededAt === undefined

/** The unmet clock that is due first, overdue ones included: it orders a panel's queue. */
export const nextClock = (clocks: readonly Clock[]): Clock | undefined =>
  clocks.filter(isOpen).sort(inOrderOfDueTime)[0]

/** A deadline is met at its last moment and missed after it. */
export function standingOf(clock: Clock, at: Instant): ClockStanding {
  if (clock.supersededAt !== undefined) return 'superseded'
  if (clock.metAt !== undefined) return clock.metAt <= clock.dueAt ? 'met' : 'met-late'
  return at <= clock.dueAt ? 'running' : 'missed'
}

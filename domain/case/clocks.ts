import type { Clock } from '../../schemas/clocks.ts'
import { assessDeath } from '../assessment/assess-death.ts'
import type { Instant } from '../calendar/instant.ts'
import { chaseTimeOf, escalationsDue } from '../clocks/escalation.ts'
import { areSameClocks, replanClocks, standingOf } from '../clocks/plan.ts'
import { clockRuleSetVersion } from '../clocks/rules.ts'
import { hasEnded } from '../panel-work/stages.ts'
import { evolve, type Case } from './case.ts'
import { circumstancesOfCase } from './circumstances.ts'
import { numbered, type Some } from './decide.ts'
import type { Actor, Decided } from './events.ts'
import { clocksFor } from './outlook.ts'

type Replanned = Extract<Decided, { type: 'ClocksReplanned' }>

/**
 * The clocks as facts, recorded moments and rules have them now; nothing where the record says so already. `route` plans a case's
 * clocks when its facts change; this keeps the plan true when anything else does: what a person recorded of a clock, the rules,
 * or what the panel settled.
 */
export function replan(known: Case, at: Instant): Replanned[] {
  const { routing, work } = known
  if (!routing || hasEnded(work.stage)) return []
  const clocks = replanClocks(routing.clocks, plannedClocks(known, routing.panel), at)
  const isSame = routing.clockRuleSetVersion === clockRuleSetVersion && areSameClocks(clocks, routing.clocks)
  return isSame ? [] : [{ type: 'ClocksReplanned', happened: { clocks, clockRuleSetVersion } }]
}

/** By the assessment on record while the facts are those it rests on, so that clocks and categorisation agree. */
export function plannedClocks(known: Case, panel: string): readonly Clock[] {
  const circumstances = circumstancesOfCase(known)
  const { categorisation, factsFrom } = known
  const isCategorised = categorisation?.basedOn === factsFrom.sequence
  const assessment = isCategorised
    ? categorisation.assessment
    : assessDeath(circumstances.answers, circumstances.decision)
  return clocksFor(circumstances, assessment, panel)
}

/**
 * Decided events together with what follows from them for the clocks: a new plan, and deadlines that turn out to have been met too
 * late. So a deadline that ran here and was not met in time is on record as missed, whether or not the sweep had come by.
 */
export function withWhatFollows(known: Case, decided: Some<Decided>, at: Instant, by: Actor): Some<Decided> {
  const after = fold(known, decided, at, by)
  const replanned = replan(after, at)
  const settled = replanned[0]?.happened.clocks ?? after.routing?.clocks ?? []
  const [first, ...others] = decided
  return [first, ...others, ...replanned, ...settled.flatMap((clock) => metTooLate(clock, known))]
}

const fold = (known: Case, decided: Some<Decided>, at: Instant, by: Actor): Case =>
  numbered(known, decided, at, by).reduce<Case>(evolve, known)

function metTooLate(clock: Clock, { routing }: Case): Decided[] {
  const { rule, dueAt, missedAt, supersededAt } = clock
  const before = routing?.clocks.find((one) => one.rule === rule && one.dueAt === dueAt && !one.supersededAt)
  const isNew = isMetLate(clock) && supersededAt === undefined && missedAt === undefined
  return isNew && before && !isMetLate(before) ? [{ type: 'DeadlineMissed', happened: { rule, dueAt } }] : []
}

const isMetLate = ({ metAt, dueAt }: Clock) => metAt !== undefined && metAt > dueAt

/**
 * The deadlines that have passed unmet and the escalations whose time has come, each recorded once. They are judged on the clocks
 * as they should run now: a clock that facts or rules have just moved or ended is not missed.
 */
export function chase(known: Case, at: Instant): Decided[] {
  if (!known.routing || hasEnded(known.work.stage)) return []
  const replanned = replan(known, at)
  const clocks = replanned[0]?.happened.clocks ?? known.routing.clocks
  return [...replanned, ...clocks.flatMap((clock) => [...missed(clock, at), ...escalated(clock, at)])]
}

/** The deadline of a clock that has passed unmet, unless that is on record. */
function missed(clock: Clock, at: Instant): Decided[] {
  const { rule, dueAt } = clock
  const isNew = standingOf(clock, at) === 'missed' && clock.missedAt === undefined
  return isNew ? [{ type: 'DeadlineMissed', happened: { rule, dueAt } }] : []
}

const escalated = (clock: Clock, at: Instant): Decided[] =>
  escalationsDue(clock, at).map(({ level, to }) => ({
    type: 'DeadlineEscalated',
    happened: { rule: clock.rule, dueAt: clock.dueAt, level, to },
  }))

/** When a case next has to be chased; `undefined` while nothing of it can be missed or escalated. */
export const chaseTimeOfCase = ({ routing, work }: Case): Instant | undefined =>
  hasEnded(work.stage) ? undefined : routing?.clocks.flatMap((clock) => chaseTimeOf(clock) ?? []).sort()[0]

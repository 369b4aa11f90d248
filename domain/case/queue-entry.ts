import type { QUEUE_FLAGS } from '../../schemas/api.ts'
import type { Duty, Expectedness } from '../../schemas/assessment.ts'
import type { ClockRuleId } from '../../schemas/clocks.ts'
import type { HoldReason, Stage } from '../../schemas/panel-work/codes.ts'
import type { Reference } from '../../schemas/reference.ts'
import { ageBand, type AgeBand } from '../calendar/age.ts'
import type { Instant } from '../calendar/instant.ts'
import { nextClock } from '../clocks/plan.ts'
import type { Claim, Transfer } from '../panel-work/panel-work.ts'
import { isOpen } from '../panel-work/stages.ts'
import type { Case } from './case.ts'
import { circumstancesOfCase } from './circumstances.ts'
import { bornOn, scopeOfDeath } from './outlook.ts'

export type QueueFlag = (typeof QUEUE_FLAGS)[number]

/** One line of a panel's queue: codes and times, no identity. */
export interface QueueEntry {
  readonly reference: Reference
  readonly stage: Stage
  readonly expectedness: Expectedness
  readonly jointAgencyResponse: Duty
  readonly ageBand: AgeBand
  readonly nextClock?: { readonly rule: ClockRuleId; readonly dueAt: Instant }
  readonly holds: readonly HoldReason[]
  /** As it was made: whether it still runs is for the reader to say. */
  readonly claim?: Claim
  readonly flags: readonly QueueFlag[]
  readonly receivedAt: Instant
}

const NO_CLOCK = '9999'

/** Where a case stands in a queue, as text that sorts: by its next due clock, or since when it is no longer open. */
export const dueOrder = ({ reference, work }: Case, { stage, nextClock }: QueueEntry): string =>
  `${isOpen(stage) ? (nextClock?.dueAt ?? NO_CLOCK) : work.stageSince}#${reference}`

/** Open cases are listed by their next due clock, the first due first; all others by when they came to an end, the last first. */
export const isByDueTime = (of: { readonly state: 'open' | 'closed' } | { readonly stage: Stage }): boolean =>
  'stage' in of ? isOpen(of.stage) : of.state === 'open'

/** Before the case is categorised the safe side stands: not yet known, and a response required until known. */
export function queueEntry(known: Case): QueueEntry {
  const circumstances = circumstancesOfCase(known)
  const { stage, holds, claim } = known.work
  const next = isOpen(stage) ? nextClock(known.routing?.clocks ?? []) : undefined
  return {
    reference: known.reference,
    stage,
    expectedness: known.categorisation?.assessment.expectedness.outcome ?? 'not-yet-known',
    jointAgencyResponse: known.categorisation?.assessment.jointAgencyResponse.outcome ?? 'required-until-known',
    ageBand: ageBand(bornOn(circumstances.facts), circumstances.facts.death.dateOfDeath),
    ...(next && { nextClock: { rule: next.rule, dueAt: next.dueAt } }),
    holds: holds.map(({ hold }) => hold),
    ...(claim && { claim }),
    flags: flagsOf(known, scopeOfDeath(circumstances).status),
    receivedAt: known.openedAt,
  }
}

const factsNameAnother = ({ namedByFacts, to }: Transfer, routing: Case['routing']) =>
  routing?.namedByFacts !== undefined && routing.namedByFacts !== namedByFacts && routing.namedByFacts !== to

function flagsOf({ possibleDuplicates, routing, notifications, factsFrom, work }: Case, scope: string): QueueFlag[] {
  const { stage, conclusions, transfer, forms } = work
  const lastReview = conclusions.at(-1)
  const isReviewed = stage === 'reviewed' || stage === 'closed'
  const claims: readonly [QueueFlag, boolean][] = [
    ['possible-duplicate', possibleDuplicates.length > 0],
    ['provisional-panel', routing?.basis === 'provisional'],
    ['scope-pending', scope === 'scope-pending'],
    ['out-of-scope', scope === 'out-of-scope'],
    ['several-notifications', notifications.length > 1],
    ['facts-changed', routing !== undefined && routing.basedOn !== factsFrom.sequence],
    ['transferred-in', transfer !== undefined && transfer.acceptedAt === undefined],
    ['facts-name-another-panel', transfer !== undefined && factsNameAnother(transfer, routing)],
    ['reopened', lastReview !== undefined && !isReviewed],
    ['to-be-listed-again', work.isToBeListedAgain === true],
    ['facts-changed-since-review', isReviewed && lastReview !== undefined && lastReview.sequence < factsFrom.sequence],
    ['forms-awaited', forms.requests.some(({ standing }) => standing === 'awaited')],
  ]
  return claims.flatMap(([flag, holds]) => (holds ? [flag] : []))
}

import type { QUEUE_FLAGS, STAGES } from '../../schemas/api.ts'
import type { Duty, Expectedness } from '../../schemas/assessment.ts'
import type { ClockRuleId } from '../../schemas/clocks.ts'
import type { Reference } from '../../schemas/reference.ts'
import { ageBand, type AgeBand } from '../calendar/age.ts'
import type { Instant } from '../calendar/instant.ts'
import { nextClock } from '../clocks/plan.ts'
import type { Case } from './case.ts'
import { circumstancesOfCase } from './circumstances.ts'
import { bornOn, scopeOfDeath } from './outlook.ts'

/** How far a case has come. */
export type Stage = (typeof STAGES)[number]

export type QueueFlag = (typeof QUEUE_FLAGS)[number]

/** One line of a panel's queue: codes and times, no identity. */
export interface QueueEntry {
  readonly reference: Reference
  readonly stage: Stage
  readonly expectedness: Expectedness
  readonly jointAgencyResponse: Duty
  readonly ageBand: AgeBand
  readonly nextClock?: { readonly rule: ClockRuleId; readonly dueAt: Instant }
  readonly flags: readonly QueueFlag[]
  readonly receivedAt: Instant
}

/** Before the case is categorised the safe side stands: not yet known, and a response required until known. */
export function queueEntry(known: Case): QueueEntry {
  const circumstances = circumstancesOfCase(known)
  const next = nextClock(known.routing?.clocks ?? [])
  return {
    reference: known.reference,
    stage: known.routing ? 'information-gathering' : 'notified',
    expectedness: known.categorisation?.assessment.expectedness.outcome ?? 'not-yet-known',
    jointAgencyResponse: known.categorisation?.assessment.jointAgencyResponse.outcome ?? 'required-until-known',
    ageBand: ageBand(bornOn(circumstances.facts), circumstances.facts.death.dateOfDeath),
    ...(next && { nextClock: { rule: next.rule, dueAt: next.dueAt } }),
    flags: flagsOf(known, scopeOfDeath(circumstances).status),
    receivedAt: known.openedAt,
  }
}

function flagsOf({ possibleDuplicates, routing, notifications, factsFrom }: Case, scope: string): QueueFlag[] {
  const claims: readonly [QueueFlag, boolean][] = [
    ['possible-duplicate', possibleDuplicates.length > 0],
    ['provisional-panel', routing?.basis === 'provisional'],
    ['scope-pending', scope === 'scope-pending'],
    ['out-of-scope', scope === 'out-of-scope'],
    ['several-notifications', notifications.length > 1],
    ['facts-changed', routing !== undefined && routing.basedOn !== factsFrom.sequence],
  ]
  return claims.flatMap(([flag, holds]) => (holds ? [flag] : []))
}

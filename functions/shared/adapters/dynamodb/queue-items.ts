import type { Case } from '../../../../domain/case/case.ts'
import { dueOrder, queueEntry, type QueueEntry, type QueueFlag } from '../../../../domain/case/queue-entry.ts'
import { isOpen } from '../../../../domain/panel-work/stages.ts'
import type { Instant } from '../../../../domain/calendar/instant.ts'
import type { Expectedness } from '../../../../schemas/assessment.ts'
import type { ClockRuleId } from '../../../../schemas/clocks.ts'
import type { HoldReason, Stage } from '../../../../schemas/panel-work/codes.ts'
import type { Reference } from '../../../../schemas/reference.ts'
import type { Item } from './case-items.ts'

/*
 * How a panel's queue stands in the table. Every filter is a few partitions of an index or a range of its sort key, so that a page costs
 * the same however many cases there are (docs/adr/0022).
 */

type State = 'open' | 'closed'

export const stateOf = (stage: Stage): State | undefined =>
  isOpen(stage) ? 'open' : stage === 'closed' ? 'closed' : undefined

const joinedBy = (...parts: readonly (string | undefined)[]) => parts.filter((part) => part !== undefined).join('#')

/** The partition of each index in which such cases stand. */
export const partitionOf = {
  panelQueue: (panel: string, state: State, hold?: HoldReason) => joinedBy(panel, state, hold),
  panelQueueByStageAndExpectedness: (panel: string, stage: Stage, expectedness: Expectedness, hold?: HoldReason) =>
    joinedBy(panel, stage, expectedness, hold),
} as const

/** Where a case stands in its panel's queues, and its line there; nowhere while no panel has it. */
export function queuePlaces(known: Case, hold?: HoldReason): Item {
  if (!known.routing) return {}
  const { panel } = known.routing
  const entry = queueEntry(known)
  const { stage, expectedness } = entry
  const state = stateOf(stage)
  return {
    ...(state && { panelQueue: partitionOf.panelQueue(panel, state, hold) }),
    panelQueueByStageAndExpectedness: partitionOf.panelQueueByStageAndExpectedness(panel, stage, expectedness, hold),
    dueOrder: dueOrder(known, entry),
    line: lineOf(entry),
  }
}

/**
 * A line in the queue for each thing that the case waits for, so that a queue can be read by it: one item stands only once in an index.
 * For a hold that was lifted there is an item without a place.
 */
export function awaitedItems(before: Case | undefined, after: Case): Item[] {
  const holds = after.work.holds.map(({ hold }) => hold)
  const lifted = before?.work.holds.map(({ hold }) => hold).filter((hold) => !holds.includes(hold)) ?? []
  return [
    ...holds.map((hold) => ({ ...awaitedKey(after.reference, hold), ...queuePlaces(after, hold) })),
    ...lifted.map((hold) => awaitedKey(after.reference, hold)),
  ]
}

/** Sorts before the events, so that whoever loads a case does not read it. */
export const awaitedKey = (reference: Reference, hold: HoldReason) => ({
  pk: `CASE#${reference}`,
  sk: `AWAITED#${hold}`,
})

/** What a line says beyond its keys, in this order and without names: a page of 25 is to be read in one unit. */
type Line = readonly [
  stage: Stage,
  expectedness: Expectedness,
  jointAgencyResponse: QueueEntry['jointAgencyResponse'],
  ageBand: QueueEntry['ageBand'],
  receivedAt: Instant,
  flags: string,
  holds: string,
  nextRule: ClockRuleId | '',
  claimedBy: string,
  claimedUntil: Instant | '',
]

const lineOf = (entry: QueueEntry): Line => [
  entry.stage,
  entry.expectedness,
  entry.jointAgencyResponse,
  entry.ageBand,
  entry.receivedAt,
  entry.flags.join(' '),
  entry.holds.join(' '),
  entry.nextClock?.rule ?? '',
  entry.claim?.by ?? '',
  entry.claim?.until ?? '',
]

/** A line of the queue from its item. When its next clock is due stands in the sort key. */
export function queueLine({ pk, dueOrder: order, line }: Item): QueueEntry {
  const [stage, expectedness, jointAgencyResponse, ageBand, receivedAt, flags, holds, rule, by, until] = line as Line
  const [dueAt] = String(order).split('#')
  return {
    reference: String(pk).slice('CASE#'.length) as Reference,
    stage,
    expectedness,
    jointAgencyResponse,
    ageBand,
    ...(rule !== '' && { nextClock: { rule, dueAt: dueAt as Instant } }),
    holds: wordsOf(holds) as HoldReason[],
    ...(until !== '' && { claim: { by, until } }),
    flags: wordsOf(flags) as QueueFlag[],
    receivedAt,
  }
}

const wordsOf = (text: string) => (text === '' ? [] : text.split(' '))

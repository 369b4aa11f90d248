import { epochOf, instantOf } from '../../domain/calendar/instant.ts'
import { thinEvent } from '../../schemas/case-events.ts'
import type { PassingCases } from '../shared/ports/case-repository.ts'
import type { Now } from '../shared/ports/clock.ts'
import type { EventPublisher } from '../shared/ports/event-publisher.ts'
import { TemporaryFaultError } from '../shared/runtime/fate.ts'
import type { Log, Meter } from '../shared/runtime/log.ts'

export interface ReconcileDeps {
  readonly cases: PassingCases
  readonly publisher: EventPublisher
  readonly log: Log
  readonly meter: Meter
  readonly now: Now
  /** How long a case may await a step before it is sent round again, in seconds. */
  readonly patienceSeconds: number
}

const MINUTE = 60_000

/** A case that never moves must not flood the dead letters: sent every minute at first, then every ten, then every hour. */
const isTurn = (minutes: number) => minutes % (minutes < 10 ? 1 : minutes < 120 ? 10 : 60) === 0

/**
 * Sends round again every case that has awaited a step of the pipeline too long, so that a lost message is a delay and never a
 * loss. Sending a case that is not lost changes nothing: every step decides on the case as it stands.
 */
export async function reconcile({
  cases,
  publisher,
  log,
  meter,
  now,
  patienceSeconds,
}: ReconcileDeps): Promise<number> {
  const before = instantOf(epochOf(now()) - patienceSeconds * 1000)
  const events = []
  for await (const { event, reference, since } of cases.awaitingSinceBefore(before)) {
    // It has waited long, and its next step has only just been told.
    if (since >= before) continue
    if (!isTurn(Math.floor((epochOf(now()) - epochOf(since)) / MINUTE))) continue
    log.warn('A case stood still and is sent round again.', { reference })
    events.push(thinEvent(event))
  }
  if (events.length === 0) return 0
  meter.count('CasesSentRoundAgain', events.length)
  const failed = await publisher.publish(events)
  if (failed.size > 0) throw new TemporaryFaultError('Some cases could not be sent round again.')
  return events.length
}

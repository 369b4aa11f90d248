import { reachesPanel, type Act, type Person } from '../../domain/access/access.ts'
import type { Instant } from '../../domain/calendar/instant.ts'
import { rebuild, type Case } from '../../domain/case/case.ts'
import { numbered } from '../../domain/case/decide.ts'
import type { Actor, CaseEvent, Decided, RequestMark } from '../../domain/case/events.ts'
import type { Reference } from '../../schemas/reference.ts'
import { caseNamed } from '../shared/find-case.ts'
import type { AccessRecord, CaseRepository, LoadedCase } from '../shared/ports/case-repository.ts'
import type { Now } from '../shared/ports/clock.ts'
import type { KeyedHash } from '../shared/ports/keyed-hash.ts'
import { TemporaryFaultError } from '../shared/runtime/fate.ts'
import type { Meter } from '../shared/runtime/log.ts'

export interface ReviewDeps {
  readonly cases: CaseRepository & AccessRecord
  readonly hash: Pick<KeyedHash, 'body'>
  readonly now: Now
  readonly meter: Meter
}

/** Who wants what of which case's review. */
export interface ReviewRequest {
  readonly reference: Reference
  readonly person: Person
  readonly act: Act
  readonly request: RequestMark
}

/** What was decided: an event to be stored, or an answer without one. */
type Decision<R> = { readonly decided: Decided } | { readonly refused: R }

export type Changed<R> =
  | {
      readonly outcome: 'done' | 'replayed'
      /** The case before, as it was when it was decided. */
      readonly before: Case
      readonly event: CaseEvent
      readonly known: Case
    }
  | { readonly outcome: 'refused'; readonly refused: R; readonly known: Case; readonly at: Instant }
  | { readonly outcome: 'not-found' | 'key-reused' }

/** How often a change may find the case changed under it. Whoever writes together collides more often than others. */
const TRIES = 8

/**
 * Changes the review of a case of the person's own panel: decides on it as it stands, stores what was decided, and decides again if the
 * case changed meanwhile. The same request again changes nothing and is answered from the event that it led to.
 */
export async function changeReview<R>(
  { reference, person, act, request }: ReviewRequest,
  { cases, now }: Pick<ReviewDeps, 'cases' | 'now'>,
  decide: (known: Case, at: Instant) => Decision<R>,
): Promise<Changed<R>> {
  const by: Actor = { kind: 'person', ...person }
  for (let tries = 0; tries < TRIES; tries++) {
    const found = await caseNamed(reference, cases)
    if (!found) return { outcome: 'not-found' }
    const known = found.case
    if (!reachesPanel(person, act, known.routing?.panel)) return { outcome: 'not-found' }
    const earlier = known.work.requests.find(({ key }) => key === request.key)
    if (earlier) return earlier.bodyHash === request.bodyHash ? replayed(found, request) : { outcome: 'key-reused' }
    const at = now()
    const decision = decide(known, at)
    if ('refused' in decision) return { outcome: 'refused', refused: decision.refused, known, at }
    const events = numbered(known, [decision.decided], at, by)
    const appended = await cases.append(known, events)
    if (appended.outcome === 'appended')
      return { outcome: 'done', before: known, event: events[0], known: appended.case }
  }
  throw new TemporaryFaultError('The case keeps changing.')
}

/** From the record: what the same request came to then. */
function replayed({ case: known, events }: LoadedCase, { key }: RequestMark): Changed<never> {
  const event = events.find(({ happened }) => 'request' in happened && happened.request.key === key)
  const before = event && rebuild(events.slice(0, event.sequence - 1))
  return event && before ? { outcome: 'replayed', before, event, known } : { outcome: 'key-reused' }
}

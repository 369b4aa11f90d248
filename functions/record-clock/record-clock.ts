import { reachesPanel, type Person } from '../../domain/access/access.ts'
import type { Case } from '../../domain/case/case.ts'
import { numbered } from '../../domain/case/decide.ts'
import type { Actor, RequestMark } from '../../domain/case/events.ts'
import { recordClock as decide, type ClockRecord, type ClockRefusal } from '../../domain/case/record-clock.ts'
import type { Reference } from '../../schemas/reference.ts'
import { caseNamed } from '../shared/find-case.ts'
import type { CaseRepository } from '../shared/ports/case-repository.ts'
import type { Now } from '../shared/ports/clock.ts'
import { TemporaryFaultError } from '../shared/runtime/fate.ts'
import type { Meter } from '../shared/runtime/log.ts'

export interface RecordClockDeps {
  readonly cases: CaseRepository
  readonly now: Now
  readonly meter: Meter
}

export type Recorded =
  | { readonly outcome: 'recorded' | 'replayed'; readonly case: Case }
  | { readonly outcome: 'refused'; readonly because: ClockRefusal }
  | { readonly outcome: 'not-found' | 'key-reused' }

/** How often a record may find the case changed under it. */
const TRIES = 5

/** Records what was done, or began, on a case of the person's own panel; the same request again changes nothing. */
export async function recordClock(
  reference: Reference,
  record: ClockRecord,
  person: Person,
  deps: RecordClockDeps,
): Promise<Recorded> {
  const by: Actor = { kind: 'person', ...person }
  for (let tries = 0; tries < TRIES; tries++) {
    const known = await caseFor(reference, person, deps)
    if (!known) return { outcome: 'not-found' }
    const earlier = earlierRequest(known, record.request)
    if (earlier)
      return earlier.bodyHash === record.request.bodyHash
        ? { outcome: 'replayed', case: known }
        : { outcome: 'key-reused' }
    const at = deps.now()
    const decided = decide(known, record, at, by)
    if (decided.outcome === 'refused') return decided
    const appended = await deps.cases.append(known, numbered(known, decided.events, at, by))
    if (appended.outcome !== 'appended') continue
    deps.meter.count('ClocksRecorded')
    return { outcome: 'recorded', case: appended.case }
  }
  throw new TemporaryFaultError('The case keeps changing.')
}

async function caseFor(reference: Reference, person: Person, { cases }: RecordClockDeps): Promise<Case | undefined> {
  const found = await caseNamed(reference, cases)
  return reachesPanel(person, 'record-clock', found?.case.routing?.panel) ? found?.case : undefined
}

const earlierRequest = ({ recordedMoments }: Case, { key }: RequestMark): RequestMark | undefined =>
  recordedMoments.find(({ record }) => record?.request.key === key)?.record?.request

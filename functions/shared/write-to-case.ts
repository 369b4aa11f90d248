import type { Instant } from '../../domain/calendar/instant.ts'
import type { Case } from '../../domain/case/case.ts'
import type { Some } from '../../domain/case/decide.ts'
import type { CaseEvent } from '../../domain/case/events.ts'
import type { Reference } from '../../schemas/reference.ts'
import type { CaseRepository, Guards } from './ports/case-repository.ts'
import type { Now } from './ports/clock.ts'
import { TemporaryFaultError, UnusableMessageError } from './runtime/fate.ts'

export interface CaseWriter {
  readonly cases: CaseRepository
  readonly now: Now
}

interface Write {
  readonly events: Some<CaseEvent>
  readonly guards?: Guards
}

/** How often the case may change between reading and writing before the message is left for later. */
const TRIES = 4

/**
 * Loads a case, decides and writes what was decided; decides again if the case changed meanwhile.
 * Answers the case as written, or `undefined` where there was nothing to do.
 * @throws UnusableMessageError where there is no such case
 */
export async function writeToCase(
  reference: Reference,
  { cases, now }: CaseWriter,
  decide: (known: Case, at: Instant) => Write | undefined | Promise<Write | undefined>,
): Promise<Case | undefined> {
  for (let tries = 0; tries < TRIES; tries++) {
    const found = await cases.load(reference)
    if (!found || 'joined' in found) throw new UnusableMessageError('There is no such case.')
    const write = await decide(found.case, now())
    if (!write) return undefined
    const appended = await cases.append(found.case, write.events, write.guards)
    if (appended.outcome === 'appended') return appended.case
  }
  throw new TemporaryFaultError('The case keeps changing.')
}

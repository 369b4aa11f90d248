import type { Reference } from '../../schemas/reference.ts'
import type { CaseRepository, LoadedCase } from './ports/case-repository.ts'

type Cases = Pick<CaseRepository, 'load'>

/** The case of this reference, also where it has ended; for a notification's reference, the case that has the notification now. */
export async function caseNamed(reference: Reference, cases: Cases): Promise<LoadedCase | undefined> {
  const found = await cases.load(reference)
  return found && 'joined' in found ? findCase(found.joined, cases) : found
}

/** The same, and on from a case that was joined to another to the one that goes on. It may have been retracted. */
export async function findCase(reference: Reference, cases: Cases): Promise<LoadedCase | undefined> {
  const found = await caseNamed(reference, cases)
  return found?.case.joinedTo ? findCase(found.case.joinedTo, cases) : found
}

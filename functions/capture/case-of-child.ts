import type { Case } from '../../domain/case/case.ts'
import { hasEnded } from '../../domain/panel-work/stages.ts'
import type { Reference } from '../../schemas/reference.ts'
import { findCase } from '../shared/find-case.ts'
import type { CaseRepository } from '../shared/ports/case-repository.ts'

/**
 * The case that has the child of this NHS number, starting from the one that its guard names. None if that has the child no longer: its
 * notification was retracted, or the number of it corrected. The guard is then free to be taken over.
 */
export async function caseOfChild(
  guarded: Reference,
  nhsNumber: string | undefined,
  cases: Pick<CaseRepository, 'load'>,
): Promise<Case | undefined> {
  const known = (await findCase(guarded, cases))?.case
  if (!known || hasEnded(known.work.stage)) return undefined
  return known.notifications.some(({ facts }) => facts.child.nhsNumber === nhsNumber) ? known : undefined
}

import { anonymisedView, type Anonymiser } from '../../../domain/anonymised-view/view.ts'
import type { Case } from '../../../domain/case/case.ts'
import type { AnonymisedCase } from '../../../schemas/anonymised-case.ts'
import { showReference } from '../../../schemas/reference.ts'

/** The case as it is read and printed. */
export type AnonymisedCaseItself = Omit<AnonymisedCase, 'givenAwayOnForm'>

export const anonymisedCaseView = (known: Case, anonymiser: Anonymiser): AnonymisedCaseItself => ({
  reference: showReference(known.reference),
  ...anonymisedView(known, anonymiser),
})

import { anonymisedView, type Anonymiser } from '../../../domain/anonymised-view/view.ts'
import type { Case } from '../../../domain/case/case.ts'
import type { AnonymisedCase } from '../../../schemas/anonymised-case.ts'
import { showReference } from '../../../schemas/reference.ts'

export const anonymisedCaseView = (known: Case, anonymiser: Anonymiser): AnonymisedCase => ({
  reference: showReference(known.reference),
  ...anonymisedView(known, anonymiser),
})

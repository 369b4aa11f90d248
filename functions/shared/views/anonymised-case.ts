import type { OutOfSight } from '../../../domain/access/sight.ts'
import { anonymisedView, type Anonymiser } from '../../../domain/anonymised-view/view.ts'
import type { Case } from '../../../domain/case/case.ts'
import type { AnonymisedCase } from '../../../schemas/anonymised-case.ts'
import { problem, type Problem } from '../../../schemas/problem.ts'
import { showReference } from '../../../schemas/reference.ts'

export const anonymisedCaseView = (known: Case, anonymiser: Anonymiser): AnonymisedCase => ({
  reference: showReference(known.reference),
  ...anonymisedView(known, anonymiser),
})

/** Says why a case is not shown. */
export function outOfSightProblem(why: OutOfSight): Problem {
  switch (why) {
    case 'conflict-of-interest':
      return problem('forbidden', { detail: 'You have declared a conflict of interest in this case.' })
    case 'not-with-the-panel':
      return problem('not-possible-now', {
        detail: 'The panel sees a case from when it is ready for the panel until it is closed.',
      })
  }
}

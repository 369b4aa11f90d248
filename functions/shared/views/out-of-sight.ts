import type { OutOfSight } from '../../../domain/access/sight.ts'
import { refusalTexts } from '../../../domain/panel-work/refusals.ts'
import { problem, type Problem } from '../../../schemas/problem.ts'

/** Says why a case, or the panel's form on it, is not shown. */
export function outOfSightProblem(why: OutOfSight): Problem {
  switch (why) {
    case 'conflict-of-interest':
      return problem('forbidden', { reasonCode: why, detail: refusalTexts[why] })
    case 'not-with-the-panel':
      return problem('not-possible-now', {
        detail: 'The panel sees a case from when it is ready for the panel until it is closed.',
      })
  }
}

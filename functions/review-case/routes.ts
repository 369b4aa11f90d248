import { mayEver, reachesPanel } from '../../domain/access/access.ts'
import { refusalTexts } from '../../domain/panel-work/refusals.ts'
import { hasConflict } from '../../domain/review/review.ts'
import { problem } from '../../schemas/problem.ts'
import { ReferenceSchema } from '../../schemas/reference.ts'
import { caseNamed } from '../shared/find-case.ts'
import type { Answered, PersonalRequest, Routes } from '../shared/runtime/http.ts'
import { actOnRecommendation } from './act-on-recommendation.ts'
import { analysisView } from './analysis-view.ts'
import type { ReviewDeps } from './change-review.ts'
import { chooseText, writeSection } from './write-section.ts'

/** The panel's review of a case over HTTP. */
export const reviewRoutes = (deps: ReviewDeps): Routes => ({
  'GET /api/v1/cases/{reference}/analysis': (request) => analysis(request, deps),
  'POST /api/v1/cases/{reference}/analysis/{section}': (request) => writeSection(request, deps),
  'POST /api/v1/cases/{reference}/analysis/{section}/alternatives/{alternative}': (request) =>
    chooseText(request, deps),
  'POST /api/v1/cases/{reference}/recommendations/{number}/acts': (request) => actOnRecommendation(request, deps),
})

/** The form, for members of the panel without a conflict of interest; that they read it is recorded. */
async function analysis({ person, params, requestId }: PersonalRequest, { cases, now }: ReviewDeps): Promise<Answered> {
  if (!mayEver(person, 'read-analysis')) return problem('forbidden')
  const { success, data } = ReferenceSchema.safeParse(params['reference'])
  const known = success ? (await caseNamed(data, cases))?.case : undefined
  if (!known || !reachesPanel(person, 'read-analysis', known.routing?.panel)) return problem('not-found')
  const { subject, roles } = person
  if (hasConflict(known.work.review, subject))
    return problem('forbidden', { reasonCode: 'conflict-of-interest', detail: refusalTexts['conflict-of-interest'] })
  await cases.recordReading({ reference: known.reference, what: 'analysis', at: now(), subject, roles, requestId })
  return { status: 200, body: analysisView(known, person) }
}

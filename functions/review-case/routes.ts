import { outOfSight } from '../../domain/access/sight.ts'
import { caseInReach, readingBy } from '../shared/case-in-reach.ts'
import type { Answered, PersonalRequest, Routes } from '../shared/runtime/http.ts'
import { outOfSightProblem } from '../shared/views/out-of-sight.ts'
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

/** The form, for whoever sees the case without identities now; that they read it is recorded. */
async function analysis(request: PersonalRequest, { cases, now }: ReviewDeps): Promise<Answered> {
  const found = await caseInReach(request, 'read-analysis', cases)
  if ('status' in found) return found
  const { case: known } = found
  const hidden = outOfSight(known, request.person)
  if (hidden) return outOfSightProblem(hidden)
  await cases.recordReading(readingBy(request, known.reference, 'analysis', now()))
  return { status: 200, body: analysisView(known, request.person) }
}

import type { AnalysisView } from '../../../../schemas/analysis/analysis-api.ts'
import type { Problem } from '../../../../schemas/problem.ts'
import type { ApiAnswer } from '../../../shared/ports/service-api.ts'
import { ApiRefusedError, type PageRequest } from '../../page.ts'

/** The reference of the address, as it goes into other addresses. */
export const referenceOf = ({ params }: PageRequest): string => encodeURIComponent(params['reference'] ?? '')

export const isConflict = (problem: Problem | undefined): boolean =>
  problem?.reasonCode === 'conflict-of-interest' || (problem?.detail ?? '').includes('conflict of interest')

/** The analysis form; `undefined` where the person declared a conflict of interest. @throws ApiRefusedError */
export async function analysisOf(request: PageRequest): Promise<AnalysisView | undefined> {
  const answer: ApiAnswer<AnalysisView> = await request.api.get(`/cases/${referenceOf(request)}/analysis`)
  if (answer.ok) return answer.body
  if (isConflict(answer.problem)) return undefined
  throw new ApiRefusedError(answer.status)
}

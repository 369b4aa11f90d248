import { actsAllowed, standingOfRecommendation } from '../../../domain/analysis/recommendations.ts'
import type { CivilDate } from '../../../domain/calendar/civil-date.ts'
import type { RecommendationView } from '../../../schemas/analysis/analysis-api.ts'
import type { RegisteredRecommendation } from '../../../schemas/analysis/recommendation.ts'
import { showReference, type Reference } from '../../../schemas/reference.ts'

/** A recommendation with how it stands today and what may be done with it. */
export const recommendationView = (
  reference: Reference,
  recommendation: RegisteredRecommendation,
  today: CivilDate,
): RecommendationView => {
  const { id, ...told } = recommendation
  return {
    reference: showReference(reference),
    number: Number(id),
    ...told,
    ...standingOfRecommendation(recommendation, today),
    allowed: actsAllowed(told.status),
  }
}

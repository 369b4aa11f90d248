import type { RecommendationAct } from '../../schemas/analysis/recommendation.ts'
import type { Person } from '../access/access.ts'
import { actOnRecommendation, type ActName, type RecommendationRefusal } from '../analysis/recommendations.ts'
import type { Instant } from '../calendar/instant.ts'
import { civilDateInLondon } from '../calendar/london.ts'
import type { Case } from '../case/case.ts'
import type { Decided, RequestMark } from '../case/events.ts'
import { hasConflict } from './review.ts'

export type ActDecision =
  | { readonly outcome: 'decided'; readonly decided: Decided }
  | { readonly outcome: 'no-such-recommendation' | 'conflict-of-interest' }
  | {
      readonly outcome: 'refused'
      readonly code: RecommendationRefusal
      readonly because: string
      readonly allowed: readonly ActName[]
    }

/** Decides an act on a recommendation of the case, on the day that it is in England. */
export function decideAct(
  { work: { review } }: Case,
  number: number,
  act: RecommendationAct,
  { subject }: Person,
  at: Instant,
  request: RequestMark,
): ActDecision {
  const known = review.recommendations.find(({ id }) => id === String(number))
  if (!known) return { outcome: 'no-such-recommendation' }
  if (hasConflict(review, subject)) return { outcome: 'conflict-of-interest' }
  const outcome = actOnRecommendation(known, act, civilDateInLondon(at))
  if (outcome.outcome === 'refused') return outcome
  return {
    outcome: 'decided',
    decided: {
      type: 'RecommendationActedOn',
      happened: { request, number, act, status: outcome.recommendation.status },
    },
  }
}

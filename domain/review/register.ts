import type { RecommendationAct, RegisteredRecommendation } from '../../schemas/analysis/recommendation.ts'
import type { Reference } from '../../schemas/reference.ts'
import type { Person } from '../access/access.ts'
import {
  actOnRecommendation,
  awaitsAction,
  type ActName,
  type RecommendationRefusal,
} from '../analysis/recommendations.ts'
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
  return { outcome: 'decided', decided: { type: 'RecommendationActedOn', happened: { request, number, act } } }
}

/** Sorts after every day: no action is due. */
const NO_DAY = '9999-12-31'
const SETTLED = 'settled'

/**
 * Where a recommendation stands in the register, as text that sorts: the next due first, and what awaits no action any more last, so
 * that what is overdue is one range.
 */
export const registerOrder = (reference: Reference, recommendation: RegisteredRecommendation): string => {
  const due = awaitsAction(recommendation) ? (recommendation.dueOn ?? NO_DAY) : SETTLED
  return `${due}#${reference}#${recommendation.id.padStart(4, '0')}`
}

import type { RegisteredRecommendation } from '../../schemas/analysis/recommendation.ts'
import type { Reference } from '../../schemas/reference.ts'
import { awaitsAction } from '../analysis/recommendation-status.ts'

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

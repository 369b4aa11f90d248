import type { Case } from '../../../../domain/case/case.ts'
import { registerOrder } from '../../../../domain/review/register-order.ts'
import type {
  RecommendationLevel,
  RecommendationStatus,
  RegisteredRecommendation,
} from '../../../../schemas/analysis/recommendation.ts'
import type { Reference } from '../../../../schemas/reference.ts'
import type { RegisterEntry } from '../../ports/recommendation-register.ts'
import type { Item } from './case-items.ts'

/*
 * How the register of recommendations stands in the table: an item for each, beside its case, and a few partitions of an index for every
 * filter (docs/adr/0010, 0022). It holds the words of the recommendation, which are written to be sent to others and name nobody.
 */

/** The partition of `panelRecommendationsByStatusAndLevel` in which such recommendations stand. */
export const byStatusAndLevel = (panel: string, status: RecommendationStatus, level: RecommendationLevel) =>
  `${panel}#${status}#${level}`

/** Recommendations of the case that are new, changed, or another panel's to follow up now. */
export function registerItems(before: Case | undefined, after: Case): Item[] {
  const { reference, routing, work } = after
  if (!routing || work.review.recommendations.length === 0) return []
  const { panel } = routing
  const had = new Set(before?.routing?.panel === panel ? before.work.review.recommendations : [])
  return work.review.recommendations
    .filter((recommendation) => !had.has(recommendation))
    .map((recommendation) => registerItem(panel, reference, recommendation))
}

const registerItem = (panel: string, reference: Reference, recommendation: RegisteredRecommendation): Item => ({
  ...registerKey(reference, recommendation.id),
  panelRecommendations: panel,
  panelRecommendationsByStatusAndLevel: byStatusAndLevel(panel, recommendation.status, recommendation.level),
  registerOrder: registerOrder(reference, recommendation),
  recommendation,
})

/** Sorts before the events, so that whoever loads a case does not read it. */
export const registerKey = (reference: Reference, id: string) => ({
  pk: `CASE#${reference}`,
  sk: `ADVISED#${id.padStart(4, '0')}`,
})

export const registerEntry = ({ pk, recommendation }: Item): RegisterEntry => ({
  reference: String(pk).slice('CASE#'.length) as Reference,
  recommendation: recommendation as RegisteredRecommendation,
})

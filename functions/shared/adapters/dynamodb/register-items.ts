import type { Case } from '../../../../domain/case/case.ts'
import { registerOrder } from '../../../../domain/review/register-order.ts'
import type { RegisteredRecommendation } from '../../../../schemas/analysis/recommendation.ts'
import type { Reference } from '../../../../schemas/reference.ts'
import type { RegisterEntry, RegisterFilter } from '../../ports/recommendation-register.ts'
import type { Item } from './case-items.ts'

/*
 * How the register of recommendations stands in the table: an item for each, beside its case, in a partition of some index for every
 * filter (docs/adr/0010). It holds the words of the recommendation, which are written to be sent to others and name nobody.
 */

type Place = Pick<RegisterFilter, 'status' | 'level'>

/** The partition of each index in which the recommendations so filtered stand. */
export const registerPartition = {
  panelRecommendations: (panel: string) => panel,
  panelRecommendationsByStatus: (panel: string, { status = 'proposed' }: Place) => `${panel}#${status}`,
  panelRecommendationsByLevel: (panel: string, { level = 'local' }: Place) => `${panel}#${level}`,
  panelRecommendationsByStatusAndLevel: (panel: string, { status = 'proposed', level = 'local' }: Place) =>
    `${panel}#${status}#${level}`,
} as const

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
  panelRecommendations: registerPartition.panelRecommendations(panel),
  panelRecommendationsByStatus: registerPartition.panelRecommendationsByStatus(panel, recommendation),
  panelRecommendationsByLevel: registerPartition.panelRecommendationsByLevel(panel, recommendation),
  panelRecommendationsByStatusAndLevel: registerPartition.panelRecommendationsByStatusAndLevel(panel, recommendation),
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

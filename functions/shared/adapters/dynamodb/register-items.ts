import type { Case } from '../../../../domain/case/case.ts'
import { registerOrder } from '../../../../domain/review/register-order.ts'
import {
  LevelSchema,
  RecommendationStatusSchema,
  type RecommendationLevel,
  type RecommendationStatus,
  type RegisteredRecommendation,
} from '../../../../schemas/analysis/recommendation.ts'
import type { Reference } from '../../../../schemas/reference.ts'
import type { RegisterEntry, RegisterFilter } from '../../ports/recommendation-register.ts'
import type { Item } from './case-items.ts'

/*
 * How the register of recommendations stands in the table: an item for each, beside its case, and a few partitions of an index for every
 * filter (docs/adr/0010, 0022). It holds the words of the recommendation, which are written to be sent to others and name nobody.
 */

const byStatusAndLevel = (panel: string, status: RecommendationStatus, level: RecommendationLevel) =>
  `${panel}#${status}#${level}`

/** Where the recommendations so filtered stand: in one partition of an index, or in a few that have none in common. */
export function registerPartitions(panel: string, { status, level }: RegisterFilter) {
  if (status === undefined && level === undefined)
    return { index: 'panelRecommendations', partitions: [panel] } as const
  const statuses = status === undefined ? RecommendationStatusSchema.options : [status]
  const levels = level === undefined ? LevelSchema.options : [level]
  const partitions = statuses.flatMap((one) => levels.map((other) => byStatusAndLevel(panel, one, other)))
  return { index: 'panelRecommendationsByStatusAndLevel', partitions } as const
}

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

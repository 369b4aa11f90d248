import type { CivilDate } from '../../../domain/calendar/civil-date.ts'
import type { RecommendationLevel, RecommendationStatus } from '../../../schemas/analysis/recommendation.ts'
import type { RegisteredRecommendation } from '../../../schemas/analysis/recommendation.ts'
import type { Reference } from '../../../schemas/reference.ts'

/** A recommendation of a panel, and the case that it comes from. */
export interface RegisterEntry {
  readonly reference: Reference
  readonly recommendation: RegisteredRecommendation
}

/** Which recommendations of a panel. Every filter is a few places in an index: a page costs the same however many there are. */
export interface RegisterFilter {
  readonly status?: RecommendationStatus | undefined
  readonly level?: RecommendationLevel | undefined
  /** Whether action was due before a day and is still awaited. */
  readonly overdue?: { readonly is: boolean; readonly on: CivilDate } | undefined
}

export interface RegisterPosition {
  readonly dueOrder: string
  readonly reference: string
}

export interface RegisterPage {
  readonly entries: readonly RegisterEntry[]
  /** Where the next page begins. */
  readonly next?: RegisterPosition
}

export interface RecommendationRegister {
  /** What a panel recommended, the next due first; what is settled comes last. */
  recommendations(panel: string, filter: RegisterFilter, limit: number, after?: RegisterPosition): Promise<RegisterPage>
}

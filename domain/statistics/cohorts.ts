import type { Cohort } from '../../schemas/statistics/catalogue.ts'

/** Both cohorts; everything that is done for each is done in this order. */
export const COHORTS_IN_ORDER = ['deathsNotified', 'reviewsCompleted'] as const satisfies readonly Cohort[]

import type { CivilDate } from '../../../domain/calendar/civil-date.ts'
import type { CodedCase } from '../../../domain/disclosure/count.ts'
import type { Cohort } from '../../../schemas/statistics/catalogue.ts'

/** All that the statistics may read of the cases. */
export interface StatisticsRows {
  /** The cases of a cohort that count on the days from one to another, both included; pages through all. */
  codedCases(cohort: Cohort, from: CivilDate, to: CivilDate): AsyncIterable<CodedCase>
}

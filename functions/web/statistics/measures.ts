import type { Cohort } from '../../../schemas/statistics/catalogue.ts'
import { DEATHS } from '../../../domain/disclosure/lattice.ts'

/** What a scorecard compares: the share of one value of a table among all, or deaths among children. */
export interface Measure {
  readonly code: string
  readonly cohort: Cohort
  readonly name: string
  /** What the figure says, for the sentence above the chart. */
  readonly says: string
  readonly table: string
  /** The value whose share it is; none for a rate. */
  readonly value?: string
}

/** In the order in which they are offered. */
export const measures: readonly Measure[] = [
  {
    code: 'unexpected',
    cohort: 'deathsNotified',
    name: 'Unexpected deaths',
    says: 'Of the deaths notified in the year, how many in a hundred were unexpected.',
    table: 'expectedness',
    value: 'unexpected',
  },
  {
    code: 'joint-agency-response',
    cohort: 'deathsNotified',
    name: 'Joint Agency Response required',
    says: 'Of the deaths notified in the year, for how many in a hundred a Joint Agency Response was required.',
    table: 'joint-agency-response',
    value: 'required',
  },
  {
    code: 'notified-in-time',
    cohort: 'deathsNotified',
    name: 'Notified to the panel in time',
    says: 'Of the deaths notified in the year, how many in a hundred the panel was told of in time.',
    table: 'notified-in-time',
    value: 'in-time',
  },
  {
    code: 'rate',
    cohort: 'deathsNotified',
    name: 'Deaths per 100,000 children',
    says: 'Deaths notified in the year for every 100,000 children who live in the area, where its population is loaded.',
    table: DEATHS,
  },
  {
    code: 'modifiable-factors',
    cohort: 'reviewsCompleted',
    name: 'Modifiable factors identified',
    says: 'Of the reviews completed in the year, in how many in a hundred the panel identified modifiable factors.',
    table: 'modifiable-factors',
    value: 'present',
  },
  {
    code: 'over-12-months',
    cohort: 'reviewsCompleted',
    name: 'Reviewed after more than 12 months',
    says: 'Of the reviews completed in the year, how many in a hundred were completed more than 12 months after the death.',
    table: 'time-to-review',
    value: 'over-12-months',
  },
  {
    code: 'panel-in-time',
    cohort: 'reviewsCompleted',
    name: 'Reviewed by the panel in time',
    says: 'Of the reviews completed in the year, how many in a hundred the panel completed in time.',
    table: 'panel-in-time',
    value: 'in-time',
  },
]

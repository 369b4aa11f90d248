import { catalogueOf } from '../../../domain/disclosure/catalogue-v1.ts'
import { authorityByCode, regions } from '../../../domain/areas/authorities.ts'
import { panelByCode } from '../../../domain/areas/panels.ts'
import type { Cohort } from '../../../schemas/statistics/catalogue.ts'
import type { FailureReason, ReleaseState } from '../../../schemas/statistics/release-head.ts'

/** The two cohorts are never shown on one page; each says what it counts. */
export const cohortWords = {
  deathsNotified: {
    name: 'Deaths notified',
    counts: 'Deaths of children that were notified in the period.',
  },
  reviewsCompleted: {
    name: 'Reviews completed',
    counts: 'Reviews that panels completed in the period. Most are of deaths in earlier years.',
  },
} as const satisfies Record<Cohort, { name: string; counts: string }>

export const stateWords = {
  draft: 'Being made',
  audited: 'Made and audited, not published',
  published: 'Published',
  withdrawn: 'Withdrawn',
} as const satisfies Record<ReleaseState, string>

export const failureWords = {
  'audit-failed': 'The audit could work out numbers that must stay hidden.',
  'cannot-protect': 'Numbers that must stay hidden could not be protected, whatever was withheld.',
  contradiction: 'What is counted now contradicts what is published already.',
  'not-finished': 'Several runs began to make it and none came to its end.',
  'uncountable-case': 'A case could not be counted: its coding is not one that the tables know.',
  undecided: 'The audit could not tell what a number that must stay hidden can be.',
} as const satisfies Record<FailureReason, string>

/** The name of a table, by its code. */
export function tableName(cohort: Cohort, code: string): string {
  const { characteristics, crossTables } = catalogueOf(cohort, [])
  const nameOf = (one: string | undefined) => characteristics.find((each) => each.code === one)?.name
  const [first, second] = crossTables.find((one) => one.code === code)?.of ?? []
  const crossed = first === undefined ? undefined : `${nameOf(first) ?? ''} by ${(nameOf(second) ?? '').toLowerCase()}`
  return crossed ?? nameOf(code) ?? code
}

const isRegion = (code: string): code is keyof typeof regions => code in regions

export const regionName = (code: string): string | undefined => (isRegion(code) ? regions[code] : undefined)

/** The name of an area of any level, by its code. */
export const areaName = (code: string): string =>
  regionName(code) ?? panelByCode(code)?.name ?? authorityByCode(code)?.name ?? code

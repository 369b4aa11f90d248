import { areasOf, withAreas } from '../../../../domain/disclosure/areas-of-period.ts'
import { catalogueOf } from '../../../../domain/disclosure/catalogue-v1.ts'
import { placesOf, type CodedCase } from '../../../../domain/disclosure/count.ts'
import { DEATHS } from '../../../../domain/disclosure/lattice.ts'
import { blockOf, periodsOfYear } from '../../../../domain/disclosure/periods.ts'
import { RULE_SET } from '../../../../domain/disclosure/rule-set.ts'
import { daysNeeded, planRelease } from '../../../../domain/statistics/plan-release.ts'
import type { CivilDate } from '../../../../schemas/calendar.ts'
import type { Area } from '../../../../schemas/statistics/catalogue.ts'
import { aHead, aRelease } from '../../../support/statistics/a-release.ts'
import { aYear, smallEngland, someCases } from '../../../support/statistics/small-england.ts'

/** The year that completes the block of 2025 to 2028, in a service to which every death comes since that day. */
const planned = (countsFrom: string) => ({
  head: aHead({ id: 'deathsNotified-2027-28-v1', period: '2027-28', asOf: '2028-07-01' as CivilDate }),
  earlier: [],
  published: [],
  current: [],
  ruleSet: RULE_SET,
  coverage: { ...smallEngland, countsFrom: countsFrom as CivilDate },
})

describe('An authority that ceased to exist within a block', () => {
  it('is counted in it beside its successors, under the panel that has them all', () => {
    const periods = [withAreas(blockOf(2022))]
    const areas = areasOf(periods)
    const counted = (area: string, countsOn: string) =>
      placesOf(
        { reference: area, area, countsOn: countsOn as CivilDate, values: {} },
        {
          catalogue: { ...catalogueOf('deathsNotified', areas), characteristics: totals(areas), crossTables: [] },
          periods,
        },
      ).map((place) => place.area)
    const [cumbria, cumberland] = [counted('E10000006', '2022-06-01'), counted('E06000063', '2024-06-01')]
    expect(cumbria.slice(0, 1)).toEqual(['E10000006'])
    expect(cumberland.slice(0, 1)).toEqual(['E06000063'])
    expect(cumbria.slice(1)).toEqual(cumberland.slice(1))
    expect(cumbria.slice(1)).toHaveLength(3)
  })
})

const totals = (areas: readonly Area[]) =>
  catalogueOf('deathsNotified', areas).characteristics.filter(({ code }) => code === DEATHS)

describe('Planning the release of a year', () => {
  it('states the block of three years that it completes, and needs the cases of all three', () => {
    const known = planned('2025-04-01')
    expect(
      planRelease(known)
        .plan.periods.map(({ code }) => code)
        .at(-1),
    ).toBe('2025-28')
    expect(daysNeeded(known)).toEqual({ from: '2025-04-01', to: '2028-03-31' })
  })

  it('states no block of which some cases never came to this service', () => {
    const known = planned('2025-07-01')
    expect(
      planRelease(known)
        .plan.periods.map(({ code }) => code)
        .at(-1),
    ).toBe('2027-28')
    expect(daysNeeded(known)).toEqual({ from: '2027-04-01', to: '2028-03-31' })
  })
})

describe('Restating a year whose block of three is out', () => {
  const periods = [2025, 2026, 2027].flatMap(periodsOfYear).map(smallEngland.withAreas)
  const published = [2025, 2026, 2027].flatMap(aYear)
  const restated = (late: readonly CodedCase[]) =>
    planRelease({
      ...planned('2025-04-01'),
      head: aHead({ period: '2025-26', restates: true, asOf: '2028-07-01' as CivilDate }),
      earlier: [{ ...aRelease(), periods, tables: [] }],
      published,
      current: [...published, ...late],
    }).plan

  it('states the block anew with it', () => {
    const { restated: places } = restated(someCases(9, 'E10000016', '2025-08', 'male'))
    const periodsOf = new Set([...places].map((place) => place.split('|')[1]))
    expect([...periodsOf].sort()).toEqual(['2025-26', '2025-26-Q2', '2025-28'])
  })

  it('leaves what changed in the other years to their own restatements', () => {
    const plan = restated(someCases(9, 'E10000016', '2026-08', 'male'))
    expect(plan.restated.size).toBe(0)
    expect(plan.cases).toHaveLength(published.length)
  })
})

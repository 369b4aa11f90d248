import { areasOf, ENGLAND, withAreas } from '../../../../domain/disclosure/areas-of-period.ts'
import { catalogueOf } from '../../../../domain/disclosure/catalogue-v1.ts'
import { countCases } from '../../../../domain/disclosure/count.ts'
import { blockOf, periodsOfYear, quarterOf, yearOf } from '../../../../domain/disclosure/periods.ts'
import { placeKey } from '../../../../domain/disclosure/lattice.ts'
import { englandYears } from '../../../../infra/tools/statistics/england-years.ts'
import { CatalogueSchema, COHORTS } from '../../../../schemas/statistics/catalogue.ts'

const periods = periodsOfYear(2025).map(withAreas)
const areas = areasOf(periods)

describe.each(COHORTS)('the catalogue of %s', (cohort) => {
  const catalogue = catalogueOf(cohort, areas)

  it('fits its schema, and puts every value in a public order', () => {
    expect(CatalogueSchema.parse(catalogue)).toEqual(catalogue)
    for (const { values, rarestFirst } of catalogue.characteristics) {
      const hideable = values.filter((value) => value.protected).map(({ code }) => code)
      expect([...rarestFirst].sort()).toEqual(hideable.sort())
    }
  })

  it('has no cycle of cross tables, which would break the proof', () => {
    const group = new Map(catalogue.characteristics.map(({ code }) => [code, code]))
    for (const {
      of: [first, second],
    } of catalogue.crossTables) {
      const [one, other] = [group.get(first), group.get(second)]
      expect(one).not.toBe(other)
      for (const [code, of] of group) if (of === other) group.set(code, one ?? '')
    }
  })

  it('takes every made-up case of a year, the same for the same seed', () => {
    const years = { cohort, starts: [2025], seed: 7, perYear: 300 }
    const cases = englandYears(years)
    const counts = countCases(cases, { catalogue, periods })

    expect(englandYears(years)).toEqual(cases)
    expect(englandYears({ ...years, seed: 8 })).not.toEqual(cases)
    expect(counts.get(placeKey({ table: 'deaths', period: '2025-26', area: ENGLAND }))?.get('deaths')).toBe(300)
  })
})

describe('periods', () => {
  it('nest and never overlap: quarters in years ending 31 March, years in fixed blocks of three', () => {
    expect(quarterOf(2025, 4)).toMatchObject({
      code: '2025-26-Q4',
      from: '2026-01-01',
      to: '2026-03-31',
      within: '2025-26',
    })
    expect(yearOf(2025)).toMatchObject({ code: '2025-26', from: '2025-04-01', to: '2026-03-31', within: '2025-28' })
    expect([2025, 2026, 2027].map((start) => blockOf(start).code)).toEqual(['2025-28', '2025-28', '2025-28'])
    expect(periodsOfYear(2027).map(({ code }) => code)).toContain('2025-28')
    expect(periodsOfYear(2026).map(({ code }) => code)).not.toContain('2025-28')
  })

  it('have an area for every case: each has one whole, up to England', () => {
    for (const { nesting } of periods) {
      expect(Object.keys(nesting).filter((area) => nesting[area] === null)).toEqual([ENGLAND])
    }
  })
})

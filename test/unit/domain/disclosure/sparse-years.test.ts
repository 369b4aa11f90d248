import fc from 'fast-check'
import { areasOf, nestingOf, withAreas } from '../../../../domain/disclosure/areas-of-period.ts'
import { catalogueOf } from '../../../../domain/disclosure/catalogue-v1.ts'
import type { CodedCase } from '../../../../domain/disclosure/count.ts'
import { periodsOfYear, yearOf } from '../../../../domain/disclosure/periods.ts'
import { protect, type Plan } from '../../../../domain/disclosure/protect.ts'
import { RULE_SET } from '../../../../domain/disclosure/rule-set.ts'
import { englandYears } from '../../../../infra/tools/statistics/england-years.ts'
import { solver } from '../../../support/statistics/publish.ts'

/** More of them by hand: `GENERATED=100 npm run jest -- --testPathPatterns sparse-years --testTimeout 900000`. */
const GENERATED = Number(process.env['GENERATED'] ?? 2)

/** Linear programmes that a sparse year may take: more than twice what any here does; unless totals are settled first, 30 deaths take 820. */
const MOST_PROGRAMMES = 250

const START = 2025
const periods = periodsOfYear(START).map(withAreas)
const whole = catalogueOf('deathsNotified', areasOf(periods))
/** All areas of England, and as many characteristics as there are kinds of table. */
const catalogue = {
  ...whole,
  characteristics: whole.characteristics.filter(({ code }) => ['deaths', 'age-band', 'sex'].includes(code)),
}

const casesOf = (deaths: number, seed = 1): readonly CodedCase[] =>
  deaths === 0 ? [] : englandYears({ cohort: 'deathsNotified', starts: [START], seed, perYear: deaths })

/** Linear programmes that it took to protect a year. */
function programmesFor(cases: readonly CodedCase[]): number {
  const plan: Plan = { id: 'sparse', catalogue, periods, cases, ruleSet: RULE_SET, earlier: [], restated: new Set() }
  const found = protect(plan, solver)
  if (found.outcome === 'cannotProtect') throw new Error('Cannot protect.')
  return found.linearProgrammes
}

const all = (cases: readonly CodedCase[], values: CodedCase['values'], area?: string): readonly CodedCase[] =>
  cases.map((each) => ({ ...each, area: area ?? each.area, values: { ...each.values, ...values } }))

const alike = { 'age-band': '0-27-days', sex: 'male' }
const unknown = { 'age-band': 'not-known', sex: 'not-known' }
const smallest = Object.keys(nestingOf(yearOf(START))).filter((code) => code.startsWith('E0'))

describe('a year with hardly any deaths', () => {
  it.each([
    ['none at all', casesOf(0)],
    ['30 in all of England', casesOf(30)],
    ['30, all alike', all(casesOf(30), alike)],
    ['30, nothing known of any', all(casesOf(30), unknown, 'not-known')],
  ])('is protected with little work: %s', (_, cases) => {
    expect(programmesFor(cases)).toBeLessThan(MOST_PROGRAMMES)
  })

  it('is protected with little work, whatever the deaths', () => {
    const years = fc
      .record({
        deaths: fc.integer({ min: 0, max: 120 }),
        seed: fc.integer({ min: 1, max: 1000 }),
        values: fc.constantFrom({}, alike, unknown),
        area: fc.constantFrom(undefined, 'not-known', ...smallest),
      })
      .map(({ deaths, seed, values, area }) => all(casesOf(deaths, seed), values, area))
    fc.assert(
      fc.property(years, (cases) => {
        expect(programmesFor(cases)).toBeLessThan(MOST_PROGRAMMES)
      }),
      { numRuns: GENERATED },
    )
  })
})

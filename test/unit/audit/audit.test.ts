import { areasOf, withAreas } from '../../../domain/disclosure/areas-of-period.ts'
import { catalogueOf } from '../../../domain/disclosure/catalogue-v1.ts'
import { chainOf } from '../../../domain/disclosure/lattice.ts'
import { yearOf } from '../../../domain/disclosure/periods.ts'
import { RULE_SET } from '../../../domain/disclosure/rule-set.ts'
import { englandYears } from '../../../infra/tools/statistics/england-years.ts'
import type { PublishedRow, ReleaseDraft } from '../../../schemas/statistics/release.ts'
import { attacked, draft } from '../../support/statistics/publish.ts'

const START = 2025
const TABLE = 'age-band'
const period = withAreas(yearOf(START))
const whole = catalogueOf('deathsNotified', areasOf([period]))
const catalogue = {
  ...whole,
  characteristics: whole.characteristics.filter(({ code }) => ['deaths', TABLE].includes(code)),
  crossTables: [],
}
const cases = englandYears({ cohort: 'deathsNotified', starts: [START], seed: 1, perYear: 3400 })

const numberOf = (area: string, value: string) =>
  cases.filter((coded) => coded.values[TABLE] === value && chainOf(coded.area, period).includes(area)).length

const marked = (row: PublishedRow, mark: 'c' | 'k') =>
  'cells' in row ? Object.keys(row.cells).filter((value) => row.cells[value] === mark) : []

/** Areas whose one small number follows from the rest, once what was held back for it is shown. */
const areasToLeak = ({ tables }: ReleaseDraft) =>
  tables
    .filter(({ table }) => table === TABLE)
    .flatMap(({ rows }) => rows.filter((row) => !row.members && marked(row, 'c').length === 1))
    .map(({ area }) => area)

/** A release that shows what another holds back of some areas. */
const leaking = (release: ReleaseDraft, areas: readonly string[]): ReleaseDraft => ({
  ...release,
  tables: release.tables.map((table) => ({
    ...table,
    rows: table.rows.map((row) => {
      if (table.table !== TABLE || !('cells' in row) || !areas.includes(row.area)) return row
      const shown = marked(row, 'k').map((value) => [value, numberOf(row.area, value)] as const)
      return { ...row, cells: { ...row.cells, ...Object.fromEntries(shown) } }
    }),
  })),
})

describe('the audit of a year of made-up England', () => {
  const release = draft({
    id: 'first',
    catalogue,
    periods: [period],
    cases,
    ruleSet: RULE_SET,
    earlier: [],
    restated: new Set(),
  })

  it('passes the release', () => {
    expect(attacked(release)).toMatchObject({ outcome: 'passed' })
  })

  it('names the number, with what it is, that held-back numbers give away when they are shown', () => {
    const [area = ''] = areasToLeak(release)
    const [value = ''] = release.tables.flatMap(({ table, rows }) =>
      table === TABLE ? rows.filter((row) => row.area === area).flatMap((row) => marked(row, 'c')) : [],
    )

    expect(attacked(leaking(release, [area]))).toMatchObject({
      outcome: 'failed',
      failures: expect.arrayContaining([
        { number: `first ${period.code} ${TABLE} ${area} ${value}`, canBe: [numberOf(area, value)] },
      ]) as unknown[],
    })
  })
})

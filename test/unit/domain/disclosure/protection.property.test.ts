import fc from 'fast-check'
import { catalogueOf } from '../../../../domain/disclosure/catalogue-v1.ts'
import { protect, type Plan, type Protected } from '../../../../domain/disclosure/protect.ts'
import type { Published } from '../../../../schemas/statistics/release.ts'
import { attacked, draft, solver } from '../../../support/statistics/publish.ts'
import { tally } from '../../../support/tally.ts'
import { casesOf, smallCatalogue, smallPlan, type Nesting } from '../../../support/statistics/small-catalogue.ts'
import { sharings } from '../../../support/statistics/worlds.ts'

/** More of them by hand: `GENERATED=5000 npm run jest -- --testPathPatterns disclosure/protection --testTimeout 900000`. */
const GENERATED = Number(process.env['GENERATED'] ?? 100)

const nestings: readonly Nesting[] = [
  { whole: null },
  { whole: null, a: 'whole', b: 'whole' },
  { whole: null, a: 'whole', b: 'whole', c: 'whole' },
  { whole: null, a: 'whole', b: 'whole', a1: 'a', a2: 'a' },
  { whole: null, a: 'whole', b: 'whole', only: 'a' },
]

const smallestOf = (nesting: Nesting) => Object.keys(nesting).filter((area) => !Object.values(nesting).includes(area))

/** A generated catalogue with its cases. Numbers lean to the small, where the trouble is. */
const plans = fc
  .record({
    nesting: fc.constantFrom(...nestings),
    smallBelow: fc.integer({ min: 2, max: 5 }),
    gate: fc.integer({ min: 1, max: 30 }),
    kinds: fc.integer({ min: 2, max: 4 }),
    isTwice: fc.boolean(),
  })
  .chain(({ nesting, smallBelow, gate, kinds, isTwice }) => {
    const count = fc.oneof(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 25 }))
    const row = fc.array(count, { minLength: kinds, maxLength: kinds })
    return fc
      .array(row, { minLength: smallestOf(nesting).length, maxLength: smallestOf(nesting).length })
      .map((rows): Plan => {
        const values = Array.from({ length: kinds }, (_, index) => `v${index}`)
        const catalogue = smallCatalogue(nesting, { kind: values, ...(isTwice && { sex: ['f', 'm'] }) })
        const cases = smallestOf(nesting).flatMap((area, index) =>
          casesOf(area, {
            kind: Object.fromEntries((rows[index] ?? []).map((number, value) => [`v${value}`, number])),
          }),
        )
        const withSex = cases.map((each, index) => ({
          ...each,
          values: { ...each.values, sex: index % 3 ? 'f' : 'm' },
        }))
        return smallPlan(nesting, catalogue, withSex, { smallBelow, gate })
      })
  })

function published(plan: Plan): Protected {
  const found = protect(plan, solver)
  if (found.outcome === 'cannotProtect') throw new Error('Cannot protect.')
  return found
}

describe('generated releases', () => {
  const counts = { releases: 0, protectedNumbers: 0, failures: 0 }
  afterAll(() => {
    tally('statistics-audit', counts)
  })

  it('pass the audit, which shares nothing with what protects them', () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const verdict = attacked(draft(plan))
        counts.releases += 1
        if (verdict.outcome === 'passed') counts.protectedNumbers += verdict.protectedNumbers
        else counts.failures += 1
        expect(verdict).toMatchObject({ outcome: 'passed' })
      }),
      { numRuns: GENERATED },
    )
  })

  it('show only true numbers, never a small one, and hide by the marks’ meaning', () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const { rows, page } = published(plan)
        for (const { row } of rows) {
          for (const { position, value } of row.cells) {
            const members = row.members.length > 0 ? row.members : [row.area]
            const nesting = plan.periods[0]?.nesting ?? {}
            const isIn = (area: string | null | undefined): boolean =>
              area != null && (members.includes(area) || isIn(nesting[area]))
            const truth = plan.cases.filter(
              ({ area, values }) => isIn(area) && (row.table === 'deaths' || values[row.table] === value),
            ).length
            const state = page.states[position]
            expect(page.counts[position]).toBe(truth)
            if (state === 'shown' || state === 'held') expect(truth).toBeGreaterThanOrEqual(plan.ruleSet.smallBelow)
            if (state === 'small') expect(truth).toBeLessThan(plan.ruleSet.smallBelow)
          }
        }
      }),
      { numRuns: GENERATED / 2 },
    )
  })

  it('are the same for the same cases', () => {
    fc.assert(
      fc.property(plans, (plan) => {
        expect(draft(plan)).toEqual(draft({ ...plan, cases: [...plan.cases].reverse() }))
      }),
      { numRuns: GENERATED / 4 },
    )
  })
})

describe('the audit, against every table there is', () => {
  // One row of a shown total, or two areas of a shown whole, hidden at random: few enough to try all tables.
  const rows = fc.tuple(
    fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 3, maxLength: 3 }),
    fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 3, maxLength: 3 }),
    fc.array(fc.boolean(), { minLength: 9, maxLength: 9 }),
  )

  it('finds exactly the numbers that cannot be all they should', () => {
    fc.assert(
      fc.property(rows, ([a, b, hides]) => {
        const nesting: Nesting = { whole: null, a: 'whole', b: 'whole' }
        const numbers = (row: readonly number[]) => ({ kind: { x: row[0] ?? 0, y: row[1] ?? 0, z: row[2] ?? 0 } })
        const plan = smallPlan(
          nesting,
          smallCatalogue(nesting, { kind: ['x', 'y', 'z'] }),
          [...casesOf('a', numbers(a)), ...casesOf('b', numbers(b))],
          { smallBelow: 3, gate: 1 },
        )
        const off = { rows: false, columns: false, noughts: false, gate: false, ranges: false }
        const shown = draft({ ...plan, ruleSet: { ...plan.ruleSet, smallBelow: 0 } }, off)
        const truth = [a.map((n, i) => n + (b[i] ?? 0)), a, b].flat()
        const told = truth.map((number, index): Published => (hides[index] ? (number < 3 ? 'c' : 'k') : number))
        const byArea = new Map(['whole', 'a', 'b'].map((area, index) => [area, told.slice(3 * index, 3 * index + 3)]))
        const release = {
          ...shown,
          ruleSet: plan.ruleSet,
          tables: shown.tables.map((table) => ({
            ...table,
            rows: table.rows.map((row) => {
              const [x = 0, y = 0, z = 0] = byArea.get(row.area) ?? []
              return table.table === 'kind' ? { area: row.area, statedIn: row.statedIn, cells: { x, y, z } } : row
            }),
          })),
        }

        const sum = (row: readonly number[]) => row.reduce((total, number) => total + number, 0)
        const fitting = sharings(sum(a), 3)
          .flatMap((one) =>
            sharings(sum(b), 3).map((other) => [one.map((n, i) => n + (other[i] ?? 0)), one, other].flat()),
          )
          .filter((table) =>
            table.every((number, index) =>
              told[index] === 'c' ? number < 3 : told[index] === 'k' ? number >= 3 : number === told[index],
            ),
          )
        const isNarrowed = told.some(
          (mark, index) => mark === 'c' && [0, 1, 2].some((value) => !fitting.some((table) => table[index] === value)),
        )

        expect(attacked(release).outcome).toBe(isNarrowed ? 'failed' : 'passed')
      }),
      { numRuns: GENERATED },
    )
  })
})

it('counts nothing twice: the two cohorts share no characteristic but the total', () => {
  const codes = (cohort: 'deathsNotified' | 'reviewsCompleted') =>
    catalogueOf(cohort, []).characteristics.map(({ code }) => code)

  expect(codes('deathsNotified').filter((code) => codes('reviewsCompleted').includes(code))).toEqual(['deaths'])
})

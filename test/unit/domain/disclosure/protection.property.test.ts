import fc from 'fast-check'
import { catalogueOf } from '../../../../domain/disclosure/catalogue-v1.ts'
import { protect, type Plan, type Protected } from '../../../../domain/disclosure/protect.ts'
import type { Published, PublishedRow, ReleaseDraft } from '../../../../schemas/statistics/release.ts'
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

type Told = Published | 'withheld'

/**
 * What a reader makes of a page who tries every table that fits it. A number of a row without numbers that cannot be everything below T
 * is taken to be T or more, and so on with that.
 * @returns the places of the numbers marked `c` that cannot be everything; of all hidden numbers, if no table is left
 */
function narrowedBy(told: readonly Told[], fitting: readonly (readonly number[])[], below: number): readonly number[] {
  const small = Array.from({ length: below }, (_, value) => value)
  let tables = fitting
  for (;;) {
    const narrowed = told.flatMap((mark, place) =>
      small.every((value) => tables.some((table) => table[place] === value)) ? [] : [{ mark, place }],
    )
    const large = narrowed.filter(({ mark }) => mark === 'withheld')
    const left = tables.filter((table) => large.every(({ place }) => (table[place] ?? 0) >= below))
    if (left.length === tables.length)
      return narrowed.filter(({ mark }) => mark === 'c' || left.length === 0).map(({ place }) => place)
    tables = left
  }
}

describe('the audit, against every table there is', () => {
  // Two areas and their whole, of which all totals are shown: few enough to try all tables.
  const row = fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 3, maxLength: 3 })
  const pages = fc.record({
    a: row,
    b: row,
    hides: fc.array(fc.boolean(), { minLength: 9, maxLength: 9 }),
    withholds: fc.array(fc.integer({ min: 0, max: 2 }), { maxLength: 2 }),
  })
  /** Nothing is marked `c`: the least that is held back in one area leaves one number for each of the other's, which has no numbers. */
  const EVERY_NUMBER_OF_A_ROW_TOLD = {
    a: [4, 0, 0],
    b: [3, 3, 3],
    hides: Array.from({ length: 9 }, (_, place) => place >= 6),
    withholds: [1],
  }
  const BELOW = 3
  const areas = ['whole', 'a', 'b']
  const values = ['x', 'y', 'z']
  const nesting: Nesting = { whole: null, a: 'whole', b: 'whole' }
  const nameOf = (place: number) =>
    `first 2025-26 kind ${areas[Math.floor(place / 3)] ?? ''} ${values[place % 3] ?? ''}`

  it('finds exactly the numbers that cannot be all they should', () => {
    fc.assert(
      fc.property(pages, ({ a, b, hides, withholds }) => {
        const numbers = ([x = 0, y = 0, z = 0]: readonly number[]) => ({ kind: { x, y, z } })
        const plan = smallPlan(
          nesting,
          smallCatalogue(nesting, { kind: values }),
          [...casesOf('a', numbers(a)), ...casesOf('b', numbers(b))],
          { smallBelow: BELOW, gate: 1 },
        )
        const off = { rows: false, columns: false, noughts: false, gate: false, ranges: false }
        const shown = draft({ ...plan, ruleSet: { ...plan.ruleSet, smallBelow: 0 } }, off)
        const truth = [a.map((n, i) => n + (b[i] ?? 0)), a, b].flat()
        const told = truth.map((number, place): Told => {
          if (withholds.includes(Math.floor(place / 3))) return 'withheld'
          return hides[place] ? (number < BELOW ? 'c' : 'k') : number
        })
        const release: ReleaseDraft = {
          ...shown,
          ruleSet: plan.ruleSet,
          tables: shown.tables.map((table) => ({
            ...table,
            rows: table.rows.map((row): PublishedRow => {
              if (table.table !== 'kind') return row
              const own = 3 * areas.indexOf(row.area)
              const cells = told.slice(own, own + 3).filter((mark) => mark !== 'withheld')
              const [x = 0, y = 0, z = 0] = cells
              const place = { area: row.area, statedIn: row.statedIn }
              return cells.length > 0 ? { ...place, cells: { x, y, z } } : { ...place, withheld: 'protection' }
            }),
          })),
        }

        const sum = (row: readonly number[]) => row.reduce((total, number) => total + number, 0)
        const fits = (number: number, mark: Told | undefined) => {
          if (mark === 'withheld') return true
          if (mark === 'c') return number < BELOW
          return mark === 'k' ? number >= BELOW : number === mark
        }
        const fitting = sharings(sum(a), 3)
          .flatMap((one) =>
            sharings(sum(b), 3).map((other) => [one.map((n, i) => n + (other[i] ?? 0)), one, other].flat()),
          )
          .filter((table) => table.every((number, place) => fits(number, told[place])))
        const marked = told.map((mark) => (mark === 'withheld' ? 'k' : mark))
        const atOnce = narrowedBy(marked, fitting, BELOW).map(nameOf)
        const inTheEnd = narrowedBy(told, fitting, BELOW).map(nameOf)

        const verdict = attacked(release)
        const named = verdict.outcome === 'failed' ? verdict.failures.map(({ number }) => number) : []
        expect(verdict.outcome).toBe(inTheEnd.length > 0 ? 'failed' : 'passed')
        expect(named).toEqual(expect.arrayContaining(atOnce))
        expect(inTheEnd).toEqual(expect.arrayContaining(named))
        if (withholds.length === 0) expect([...named].sort()).toEqual([...inTheEnd].sort())
      }),
      { numRuns: GENERATED, examples: [[EVERY_NUMBER_OF_A_ROW_TOLD]] },
    )
  })
})

it('counts nothing twice: the two cohorts share no characteristic but the total', () => {
  const codes = (cohort: 'deathsNotified' | 'reviewsCompleted') =>
    catalogueOf(cohort, []).characteristics.map(({ code }) => code)

  expect(codes('deathsNotified').filter((code) => codes('reviewsCompleted').includes(code))).toEqual(['deaths'])
})

import fc from 'fast-check'
import { attainedBelow } from '../../../../domain/disclosure/attainable.ts'
import { FoundMoves } from '../../../../domain/disclosure/moves.ts'
import { solver } from '../../../support/statistics/publish.ts'

const AREAS = 2
const VALUES = 3
const YEARS = 2
const at = (area: number, value: number, year: number) => (area * VALUES + value) * YEARS + year
const upTo = (count: number) => Array.from({ length: count }, (_, index) => index)

/** Areas, values and years that cross, with all sums shown: where a linear programme's answers have fractions. */
const lines = [
  ...upTo(AREAS).flatMap((area) => upTo(YEARS).map((year) => upTo(VALUES).map((value) => at(area, value, year)))),
  ...upTo(VALUES).flatMap((value) => upTo(YEARS).map((year) => upTo(AREAS).map((area) => at(area, value, year)))),
  ...upTo(AREAS).flatMap((area) => upTo(VALUES).map((value) => upTo(YEARS).map((year) => at(area, value, year)))),
]
const BELOW = 3

const tables = fc.array(fc.integer({ min: 0, max: 5 }), { minLength: AREAS * VALUES * YEARS, maxLength: 12 })

function systemOf(table: readonly number[]) {
  const isSmall = (number: number) => number < BELOW
  return {
    lower: table.map((number) => (isSmall(number) ? 0 : BELOW)),
    upper: table.map((number) => (isSmall(number) ? BELOW - 1 : Infinity)),
    equations: lines.map((plus) => ({
      plus,
      minus: [],
      sum: plus.reduce((sum, index) => sum + (table[index] ?? 0), 0),
    })),
  }
}

/** Every table within the system, by its two free numbers: all others follow. */
function everyTable({ lower, upper, equations }: ReturnType<typeof systemOf>, table: readonly number[]) {
  return upTo(21).flatMap((a) =>
    upTo(21).flatMap((b) => {
      const [first, second] = [a - 10, b - 10]
      const changes = [first, second, -first - second]
      const other = table.map((number, index) => {
        const [area, value, year] = [Math.floor(index / 6), Math.floor(index / 2) % VALUES, index % YEARS]
        return number + (changes[value] ?? 0) * (area === year ? 1 : -1)
      })
      const isWithin = other.every((number, i) => (lower[i] ?? 0) <= number && number <= (upper[i] ?? 0))
      const addsUp = equations.every(({ plus, sum }) => plus.reduce((s, i) => s + (other[i] ?? 0), 0) === sum)
      return isWithin && addsUp ? [other] : []
    }),
  )
}

describe('the values that numbers can have', () => {
  it('are those of every table there is, wherever the search for them starts and whatever was tried before', () => {
    const tried = fc.array(fc.dictionary(fc.integer({ min: 0, max: 11 }).map(String), fc.integer({ min: -3, max: 3 })))
    fc.assert(
      fc.property(tables, tried, fc.boolean(), (table, moves, isKnown) => {
        const system = systemOf(table)
        const targets = table.flatMap((number, index) => (number < BELOW ? [{ index, below: BELOW, attained: 0 }] : []))
        const all = everyTable(system, table)

        const found = attainedBelow(
          system,
          targets,
          solver,
          isKnown ? table : [],
          moves.map((move) => new Map(Object.entries(move).map(([index, change]) => [Number(index), change]))),
        )

        expect(found.attained).toEqual(
          targets.map(({ index }) =>
            [...new Set(all.map((each) => each[index] ?? 0))].reduce((s, v) => s | (1 << v), 0),
          ),
        )
      }),
    )
  })

  it('are mostly found without the solver', () => {
    const table = [1, 6, 7, 6, 7, 7, 7, 6, 5, 2, 7, 7]
    const targets = [{ index: 0, below: BELOW, attained: 0 }]

    expect(attainedBelow(systemOf(table), targets, solver, table)).toMatchObject({ attained: [0b111], programmes: 0 })
  })
})

it('moves found before are offered where all their numbers are still in question', () => {
  const found = new FoundMoves()
  const [a, b, c] = [17, 23, 42]
  found.add(
    new Map([
      [a, 1],
      [b, -1],
    ]),
  )

  expect(
    found.among(
      new Map([
        [c, 0],
        [b, 1],
        [a, 2],
      ]),
    ),
  ).toEqual([
    new Map([
      [2, 1],
      [1, -1],
    ]),
  ])
  expect(found.among(new Map([[a, 0]]))).toEqual([])
})

import { blockOf, yearOf } from '../../../domain/disclosure/periods.ts'
import type { Safeguards } from '../../../domain/disclosure/safeguards.ts'
import type { ReleaseDraft } from '../../../schemas/statistics/release.ts'
import { draft, sealed } from './publish.ts'
import { casesOf, smallCatalogue, smallPlan } from './small-catalogue.ts'
import { combined, sharings } from './worlds.ts'

const nesting = { whole: null }
const values = ['x', 'y']
const catalogue = smallCatalogue(nesting, { kind: values })
const periods = [yearOf(2025), yearOf(2026), yearOf(2027), blockOf(2025)].map((period) => ({ ...period, nesting }))

/** What a reader is told of each year and of the block, value by value. */
const toldIn = (releases: readonly ReleaseDraft[]) =>
  releases.flatMap(({ tables }) =>
    tables
      .filter(({ table }) => table === 'kind')
      .flatMap(({ rows }) =>
        rows.flatMap((row) => ('cells' in row ? Object.values(row.cells).map(String) : values.map(() => 'withheld'))),
      ),
  )

/**
 * Publishes every world of one area's three years, the first two before the third and its block, and asks of every page in which
 * worlds it could have been published.
 * @param deaths of each year: public
 * @returns small numbers over all worlds, and those that cannot be everything from 0 to T−1 in the worlds alike
 */
export function invertYears(deaths: readonly number[], smallBelow: number, safeguards: Partial<Safeguards> = {}) {
  const pages = new Map<string, (readonly number[])[]>()
  for (const world of combined(deaths.map((count) => sharings(count, values.length)))) {
    const casesUntil = (year: number) =>
      world.slice(0, year).flatMap((row, index) => {
        const { code, from } = periods[index] ?? yearOf(NaN)
        const kind = Object.fromEntries(row.map((count, value) => [values[value] ?? '', count]))
        return casesOf('whole', { kind }, from).map((each) => ({ ...each, reference: `${code} ${each.reference}` }))
      })
    const plan = smallPlan(nesting, catalogue, casesUntil(2), { smallBelow, gate: 1 })
    const first = draft({ ...plan, periods: periods.slice(0, 2) }, safeguards)
    const rest = { ...plan, id: 'second', cases: casesUntil(3), periods: periods.slice(2), earlier: [sealed(first)] }
    const told = toldIn([first, draft(rest, safeguards)]).join()
    const block = values.map((_, value) => world.reduce((sum, row) => sum + (row[value] ?? 0), 0))
    pages.set(told, [...(pages.get(told) ?? []), [...world, block].flat()])
  }
  const numbers = [...pages.values()].flatMap((worlds) =>
    (worlds[0] ?? []).map((_, at) => worlds.map((world) => world[at] ?? NaN)),
  )
  const small = (numbers: readonly number[]) => numbers.filter((number) => number < smallBelow).length
  const isNarrowed = (numbers: readonly number[]) =>
    new Set(numbers.filter((number) => number < smallBelow)).size < smallBelow
  return {
    small: numbers.reduce((sum, each) => sum + small(each), 0),
    narrowed: numbers.filter(isNarrowed).reduce((sum, each) => sum + small(each), 0),
  }
}

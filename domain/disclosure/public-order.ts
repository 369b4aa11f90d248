import type { Catalogue } from '../../schemas/statistics/catalogue.ts'
import { DEATHS } from './lattice.ts'
import type { PublicOrder } from './hide.ts'
import type { Edition, Page, Row } from './sheet.ts'

/** Rank of each of some codes, smallest first; a number that was hidden counts as nought, and ties keep the given order. */
function ranked(
  codes: readonly string[],
  published: (code: string) => number | undefined,
): ReadonlyMap<string, number> {
  const sorted = [...codes].sort((a, b) => (published(a) ?? 0) - (published(b) ?? 0))
  return new Map(sorted.map((code, rank) => [code, rank]))
}

/** What was shown of a row, by value. */
const shownOf = (row: Row | undefined, { states, counts }: Page) =>
  new Map(
    (row?.cells ?? []).map(({ value, position }) => [
      value,
      states[position] === 'shown' ? counts[position] : undefined,
    ]),
  )

/**
 * The fixed public order in which numbers are held back: in a row the value that was rarest in England's last published
 * year first, among areas the one with the smallest total then. Before the first year is published, the catalogue's order.
 * It never looks at the numbers it chooses among, so that the choice tells nothing about them.
 */
export function publicOrder(catalogue: Catalogue, before: Edition | undefined, page: Page): PublicOrder {
  const rows = [...(before?.rows.values() ?? [])].filter(({ period }) => before?.periods.get(period)?.length === 'year')
  const lastYear = rows
    .map(({ period }) => period)
    .sort()
    .at(-1)
  const ofLastYear = rows.filter(({ period }) => period === lastYear)
  const england = catalogue.areas.find(({ level }) => level === 'england')?.code

  const values = new Map(
    catalogue.characteristics.map(({ code, rarestFirst }) => {
      const shown = shownOf(
        ofLastYear.find((row) => row.table === code && row.area === england),
        page,
      )
      return [code, ranked(rarestFirst, (value) => shown.get(value))]
    }),
  )
  const totals = new Map(
    ofLastYear.filter(({ table }) => table === DEATHS).map((row) => [row.area, shownOf(row, page).get(DEATHS)]),
  )
  const areas = ranked(
    catalogue.areas.map(({ code }) => code),
    (area) => totals.get(area),
  )

  const ofArea = (area: string) => areas.get(area) ?? Infinity

  return {
    ofArea,
    ofCell({ value, row, position }, { kind }) {
      if (kind === 'values') return values.get(row.table)?.get(value) ?? position
      return kind === 'areas' ? ofArea(row.area) : position
    },
  }
}

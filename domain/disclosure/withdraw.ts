import { DEATHS, othersIn, partsOf, placeKey } from './lattice.ts'
import type { Cell, Edition, Page, Row } from './sheet.ts'

/** The row of one area, or those of all areas that are parts of the same one, with what is put together of them. */
function family(table: string, period: string, whole: string | null, edition: Edition): readonly Row[] {
  const { rows, periods, catalogue } = edition
  const nesting = periods.get(period)
  if (!nesting) return []
  const areas =
    whole === null
      ? Object.keys(nesting.nesting).filter((area) => nesting.nesting[area] === null)
      : partsOf(whole, nesting, catalogue)
  return [...areas, othersIn(whole ?? '')].flatMap((area) => rows.get(placeKey({ table, period, area })) ?? [])
}

/** The row of the area that a family are the parts of. */
const wholeOf = (table: string, period: string, whole: string | null, { rows }: Edition): readonly Row[] => {
  const row = whole === null ? undefined : rows.get(placeKey({ table, period, area: whole }))
  return row ? [row] : []
}

/** The areas that an area is a part of, nearest first, and last of all `null`, above England. */
function wholesOf(area: string, nesting: Readonly<Record<string, string | null>>): readonly (string | null)[] {
  const whole = area.startsWith(othersIn('')) ? area.slice(othersIn('').length) : nesting[area]
  return whole === undefined || whole === null ? [null] : [whole, ...wholesOf(whole, nesting)]
}

/**
 * Small numbers could be narrowed: withholds their characteristic for all areas under the same parent, in their period, and for
 * the parent; if that is withheld or frozen already, in the periods that theirs is a part of or made of; then the same one level
 * up, and so on. The parent goes too because what it would still show tells a reader with this code why its parts are withheld:
 * enumerated, that narrowed one in seven of the small numbers among them, and without it none (areas of six times T).
 * @returns the rows to withhold; none if nothing is left
 */
export function withdraw(narrowed: readonly Cell[], edition: Edition, { states }: Page): readonly Row[] {
  const families = narrowed.map((cell) => familiesAround(cell, edition))
  const steps = Math.max(0, ...families.map(({ length }) => length))
  const isTold = ({ position }: Cell) => states[position] !== 'withheld' && states[position] !== 'impossible'
  for (let step = 0; step < steps; step++) {
    const rows = families
      .flatMap((each) => each[step] ?? [])
      .filter(({ isFresh, cells }) => isFresh && cells.some(isTold))
    if (rows.length > 0) return rows
  }
  return []
}

/** Families of rows in the order in which they are given up for one number: nearest first. */
function familiesAround({ row }: Cell, edition: Edition): readonly (readonly Row[])[] {
  const nesting = edition.periods.get(row.period)?.nesting ?? {}
  const tables = row.table === DEATHS ? breakdowns(edition) : [row.table]
  const periods = [row.period, ...tiedTo(row.period, edition)]
  const [parent = null, ...further] = wholesOf(row.area, nesting)
  return [parent, row.area, ...further].flatMap((whole) =>
    periods.map((period) =>
      tables.flatMap((table) => [...wholeOf(table, period, whole, edition), ...family(table, period, whole, edition)]),
    ),
  )
}

/** Periods that share a longest period with one, longer ones first. */
function tiedTo(period: string, { periods }: Edition): readonly string[] {
  const above = (code: string): readonly string[] => {
    const within = periods.get(code)?.within
    return within && periods.has(within) ? [within, ...above(within)] : []
  }
  const top = above(period).at(-1) ?? period
  const below = (code: string): readonly string[] => [
    code,
    ...[...periods.values()].filter(({ within }) => within === code).flatMap((part) => below(part.code)),
  ]
  return below(top).filter((code) => code !== period)
}

/** The characteristics of an edition; of one that has only totals, the total. */
function breakdowns({ rows }: Edition): readonly string[] {
  const tables = [...new Set([...rows.values()].map(({ table }) => table))]
  return tables.length > 1 ? tables.filter((table) => table !== DEATHS) : tables
}

import { DEATHS, othersIn, partsOf, placeKey, type RowPlace } from './lattice.ts'
import { rowAt, type Cell, type Edition, type Page, type Row } from './sheet.ts'

/** The rows of an area, of all its parts and of theirs, with what is put together of them. */
function rowsWithin({ area, ...place }: RowPlace, edition: Edition): readonly Row[] {
  const period = edition.periods.get(place.period)
  const own = [area, othersIn(area)].flatMap((code) => rowAt(edition, { ...place, area: code }) ?? [])
  const parts = period ? partsOf(area, period, edition.catalogue) : []
  return [...own, ...parts.flatMap((part) => rowsWithin({ ...place, area: part }, edition))]
}

/** The areas that an area is a part of, nearest first. */
function wholesOf(area: string, nesting: Readonly<Record<string, string | null>>): readonly string[] {
  const whole = area.startsWith(othersIn('')) ? area.slice(othersIn('').length) : nesting[area]
  return whole ? [whole, ...wholesOf(whole, nesting)] : []
}

/**
 * Small numbers could be narrowed: withholds their characteristic for their area's parent and everything within it, in their
 * period; if that is withheld or frozen already, in the periods that theirs is a part of or made of; then the same one level
 * up, and so on. The parent and the parts of the parts go too because what they would still show tells a reader with this code
 * why the others are withheld (docs/adr/0014).
 * @returns the rows to withhold; none if nothing is left
 */
export function withdraw(narrowed: readonly Cell[], edition: Edition, { states }: Page): readonly Row[] {
  const families = [...new Set(narrowed.map(({ row }) => row))].map((row) => familiesAround(row, edition))
  const steps = Math.max(0, ...families.map(({ length }) => length))
  const isTold = ({ position }: Cell) => states[position] !== 'withheld' && states[position] !== 'impossible'
  for (let step = 0; step < steps; step++) {
    const places = new Map(families.flatMap((each) => each[step] ?? []).map((place) => [placeKey(place), place]))
    const rows = [...places.values()]
      .flatMap((place) => rowsWithin(place, edition))
      .filter(({ isFresh, cells }) => isFresh && cells.some(isTold))
    if (rows.length > 0) return rows
  }
  return []
}

/** Families of rows in the order in which they are given up for one row, nearest first, by the places of their heads. */
function familiesAround(row: Row, edition: Edition): readonly (readonly RowPlace[])[] {
  const nesting = edition.periods.get(row.period)?.nesting ?? {}
  const england = Object.keys(nesting).filter((area) => nesting[area] === null)
  const tables = row.table === DEATHS ? breakdowns(edition) : [row.table]
  const periods = [row.period, ...tiedTo(row.period, edition)]
  const wholes = [...wholesOf(row.area, nesting), ...england]
  return wholes.flatMap((area) => periods.map((period) => tables.map((table) => ({ table, period, area }))))
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

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

/** The areas that an area is a part of, nearest first, and last of all `null`, above England. */
function wholesOf(area: string, nesting: Readonly<Record<string, string | null>>): readonly (string | null)[] {
  const whole = area.startsWith(othersIn('')) ? area.slice(othersIn('').length) : nesting[area]
  return whole === undefined || whole === null ? [null] : [whole, ...wholesOf(whole, nesting)]
}

/**
 * Small numbers could be narrowed: withholds their characteristic for all areas under the same parent; if these are withheld
 * or frozen already, for those one level up, and so on; and if all of them are, for whatever else of the characteristic is new.
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
  const of = (period: string, whole: string | null) => tables.flatMap((table) => family(table, period, whole, edition))
  const near = wholesOf(row.area, nesting).map((whole) => of(row.period, whole))
  const far = [...edition.periods.keys()].map((period) =>
    [...edition.rows.values()].filter((each) => each.period === period && tables.includes(each.table)),
  )
  return [...near, ...far]
}

/** The characteristics of an edition; of one that has only totals, the total. */
function breakdowns({ rows }: Edition): readonly string[] {
  const tables = [...new Set([...rows.values()].map(({ table }) => table))]
  return tables.length > 1 ? tables.filter((table) => table !== DEATHS) : tables
}

import type { Catalogue, Period } from '../../schemas/statistics/catalogue.ts'
import type { CivilDate } from '../calendar/civil-date.ts'
import { chainOf, crossed, DEATHS, isPublished, placeKey, type RowPlace } from './lattice.ts'

/** A case as the statistics know it: coded fields, and a reference that no release contains. */
export interface CodedCase {
  readonly reference: string
  /** Code of the authority, or `not-known`; an area of the period in which the case counts. */
  readonly area: string
  /** The day that puts the case into a period: of its notification or of its completed review, by the cohort. */
  readonly countsOn: CivilDate
  /** The value of every characteristic but the total. *Not known* is a value like the others. */
  readonly values: Readonly<Record<string, string>>
}

/** Numbers of cases by row and value. Made only by counting: nothing here can be typed in. */
export type Counts = ReadonlyMap<string, ReadonlyMap<string, number>>

/** A case that does not fit the catalogue. Says what is wrong and names no case. */
export class UncountableCaseError extends Error {
  override readonly name = 'UncountableCaseError'
}

export const hasValue = (coded: CodedCase, table: string, value: string) =>
  table === DEATHS ? value === DEATHS : coded.values[table] === value

export const isWithin = ({ from, to }: Pick<Period, 'from' | 'to'>, day: CivilDate) => from <= day && day <= to

/** The value of a case in a table; for a cross table, the pair. */
function valueIn(coded: CodedCase, table: string, values: ReadonlySet<string>): string {
  const value = table === DEATHS ? DEATHS : coded.values[table]
  if (value === undefined || !values.has(value)) {
    throw new UncountableCaseError(`${value ?? 'Nothing'} is not a value of ${table} in the catalogue.`)
  }
  return value
}

/** Every row that a case counts in, and its value there. */
export function placesOf(
  coded: CodedCase,
  { catalogue, periods }: { readonly catalogue: Catalogue; readonly periods: readonly Period[] },
): readonly (RowPlace & { readonly value: string })[] {
  return periods
    .filter((period) => isWithin(period, coded.countsOn))
    .flatMap((period) => {
      const areas = chainOf(coded.area, period)
      if (areas.length === 0) throw new UncountableCaseError(`${coded.area} is not an area of ${period.code}.`)
      return tablesOf(catalogue).flatMap((table) => {
        const value = table.valueOf(coded)
        return areas
          .filter((area) => table.isFor(area, period))
          .map((area) => ({ table: table.code, period: period.code, area, value }))
      })
    })
}

/** A table as cases are counted into it. */
export interface CountedTable {
  readonly code: string
  /** Codes of all its values, with whether each is protected and whether it can occur. */
  readonly values: readonly { readonly code: string; readonly isProtected: boolean; readonly isPossible: boolean }[]
  valueOf(coded: CodedCase): string
  isFor(area: string, period: Period): boolean
}

const tablesByCatalogue = new WeakMap<Catalogue, readonly CountedTable[]>()

/** The tables of a catalogue: one of each characteristic, and the cross tables of England's years. */
export function tablesOf(catalogue: Catalogue): readonly CountedTable[] {
  const known = tablesByCatalogue.get(catalogue)
  if (known) return known
  const tables = [...characteristicTables(catalogue), ...crossTables(catalogue)]
  tablesByCatalogue.set(catalogue, tables)
  return tables
}

function characteristicTables({ characteristics, areas }: Catalogue): readonly CountedTable[] {
  const levels = new Map(areas.map(({ code, level }) => [code, level]))
  return characteristics.map(({ code, values, finest }) => {
    const codes = new Set(values.map((value) => value.code))
    return {
      code,
      values: values.map((value) => ({ code: value.code, isProtected: value.protected, isPossible: true })),
      valueOf: (coded) => valueIn(coded, code, codes),
      isFor(area, { length }) {
        const level = levels.get(area)
        return level !== undefined && isPublished({ finest }, level, length)
      },
    }
  })
}

function crossTables({ characteristics, crossTables: crosses, areas }: Catalogue): readonly CountedTable[] {
  const england = areas.find(({ level }) => level === 'england')?.code
  const valuesOf = (table: string) => characteristics.find(({ code }) => code === table)?.values ?? []
  return crosses.map(({ code, of: [first, second], impossible }) => {
    const values = valuesOf(first).flatMap((a) =>
      valuesOf(second).map((b) => ({
        code: crossed(a.code, b.code),
        isProtected: a.protected && b.protected,
        isPossible: !impossible.some(([x, y]) => x === a.code && y === b.code),
      })),
    )
    const possible = new Set(values.filter(({ isPossible }) => isPossible).map((value) => value.code))
    return {
      code,
      values,
      valueOf(coded) {
        const pair = crossed(coded.values[first] ?? '', coded.values[second] ?? '')
        if (!possible.has(pair)) throw new UncountableCaseError(`${pair} cannot occur in ${code} by the catalogue.`)
        return pair
      },
      isFor: (area, { length }) => area === england && length === 'year',
    }
  })
}

/** Builds every table of the periods from the cases, wholes and parts alike. Rows without a case are left out: they are nought. */
export function countCases(
  cases: readonly CodedCase[],
  scope: { readonly catalogue: Catalogue; readonly periods: readonly Period[] },
): Counts {
  const counts = new Map<string, Map<string, number>>()
  for (const coded of cases) {
    for (const { value, ...place } of placesOf(coded, scope)) {
      const key = placeKey(place)
      const row = counts.get(key) ?? new Map<string, number>()
      counts.set(key, row.set(value, (row.get(value) ?? 0) + 1))
    }
  }
  return counts
}

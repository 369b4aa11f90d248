import { areasOf, withAreas } from '../../domain/disclosure/areas-of-period.ts'
import { periodNamed } from '../../domain/statistics/period-of-release.ts'
import { csvRows } from './csv-rows.ts'

/** What an operator's file says of a year. */
export interface LoadedPopulations {
  readonly areas: Readonly<Record<string, number>>
  /** Codes in the file that no area of the year has. */
  readonly unknown: readonly string[]
}

/**
 * Reads children by area from a CSV file with the columns `area` and `population`.
 * @throws for a period that is no year, and for a line that is no number of children
 */
export async function readPopulations(
  csv: AsyncIterable<string> | Iterable<string>,
  year: string,
): Promise<LoadedPopulations> {
  const period = periodNamed(year)
  if (period?.length !== 'year') throw new Error(`Name a year, such as 2025-26; ${year} is none.`)
  const known = new Set(areasOf([withAreas(period)]).map(({ code }) => code))
  const areas: Record<string, number> = {}
  const unknown: string[] = []
  let line = 0
  for await (const [area = '', population = ''] of csvRows(csv)) {
    line += 1
    if (line === 1 && area === 'area' && population === 'population') continue
    if (!/^[1-9]\d{0,8}$/.test(population)) throw new Error(`Line ${line} has no whole number of children.`)
    if (known.has(area)) areas[area] = Number(population)
    else unknown.push(area)
  }
  return { areas, unknown }
}

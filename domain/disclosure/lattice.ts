import type { AreaLevel, Catalogue, Characteristic, Period, PeriodLength } from '../../schemas/statistics/catalogue.ts'

/** The characteristic with one value that counts everybody; every row of another characteristic adds up to it. */
export const DEATHS = 'deaths'

/** Of which table, in which period, for which area. */
export interface RowPlace {
  readonly table: string
  readonly period: string
  readonly area: string
}

export const placeKey = ({ table, period, area }: RowPlace) => `${table}|${period}|${area}`

/** Code of the row that puts together those parts of an area that have too few deaths for rows of their own. */
export const othersIn = (area: string) => `others-in-${area}`

const LEVELS: readonly AreaLevel[] = ['england', 'region', 'panel', 'authority']
const LENGTHS: readonly PeriodLength[] = ['quarter', 'year', 'threeYears']

/** Whether a characteristic is published for a level of area over periods of a length. */
export function isPublished(
  { finest }: Pick<Characteristic, 'finest'>,
  level: AreaLevel,
  length: PeriodLength,
): boolean {
  const shortest = finest[level]
  return shortest !== undefined && LENGTHS.indexOf(length) >= LENGTHS.indexOf(shortest)
}

export const levelsBelow = (level: AreaLevel) => LEVELS.slice(LEVELS.indexOf(level) + 1)

/** Areas of a period that are parts of another, in the catalogue's order. */
export function partsOf(area: string, period: Period, { areas }: Catalogue): readonly string[] {
  return areas.map(({ code }) => code).filter((code) => period.nesting[code] === area)
}

/** An area and all that it is a part of, up to England. */
export function chainOf(area: string, { nesting }: Pick<Period, 'nesting'>): readonly string[] {
  const above = nesting[area]
  if (above === undefined) return []
  return above === null ? [area] : [area, ...chainOf(above, { nesting })]
}

/** The value of a cross table's cell: one value of each of its characteristics. */
export const crossed = (first: string, second: string) => `${first}/${second}`

import { ENGLAND } from '../../../domain/disclosure/areas-of-period.ts'
import { percentage } from '../../../domain/disclosure/derived.ts'
import { DEATHS } from '../../../domain/disclosure/lattice.ts'
import { countInterval, shareInterval, type Interval } from '../../../domain/statistics/intervals.ts'
import type { TableRow, TableView } from '../../../schemas/statistics/table-view.ts'
import { inBrackets, shownIn, type Shorthand } from '../../shared/views/statistics/shorthand.ts'
import type { Measure } from './measures.ts'
import { rowsWithin } from './places.ts'

/** The tables of one year that a measure is worked out from. */
export interface YearOfTables {
  readonly year: string
  readonly totals: TableView
  /** The same as `totals` where the measure is a rate. */
  readonly table: TableView
}

/** A figure with the range around it; or the marks that say why there is none. */
export type Figure =
  | { readonly figure: number; readonly range: Interval; readonly marks: string }
  | { readonly figure: undefined; readonly marks: string }

export interface ScoreLine {
  readonly code: string
  readonly name: string
  /** One for each year, in the order of the years. */
  readonly figures: readonly Figure[]
}

const NONE: Figure = { figure: undefined, marks: '[x]' }

/**
 * England, the region and its panels over the years. Panels stand in the order of their names and of nothing else. Figures come from
 * numbers that are themselves shown, and so do the ranges around them (rule 11).
 */
export function scoreLines(measure: Measure, region: string, years: readonly YearOfTables[]): readonly ScoreLine[] {
  const rows = years.flatMap(({ totals }) => [...rowsWithin(totals, region), ...own(totals, ENGLAND)])
  const names = new Map(rows.filter(({ area }) => area.level !== 'others').map(({ area }) => [area.code, area.name]))
  const panels = [...names.keys()]
    .filter((code) => code !== ENGLAND && code !== region)
    .sort((a, b) => (names.get(a) ?? '').localeCompare(names.get(b) ?? '', 'en-GB'))
  return [ENGLAND, region, ...panels]
    .filter((code) => names.has(code))
    .map((code) => ({
      code,
      name: names.get(code) ?? code,
      figures: years.map((year) => figureOf(measure, code, year)),
    }))
}

const own = ({ rows }: TableView, code: string): readonly TableRow[] => rows.filter(({ area }) => area.code === code)

function figureOf({ value }: Measure, area: string, { totals, table }: YearOfTables): Figure {
  const [[total], [row]] = [own(totals, area), own(table, area)]
  if (!total || !row) return NONE
  return value === undefined ? rateFigure(total) : shareFigure(row, value, total)
}

function shareFigure(row: TableRow, value: string, total: TableRow): Figure {
  const [part, whole] = [shownIn(row, value), shownIn(total, DEATHS)]
  if (part.value === undefined) return hidden(part.shorthand)
  if (whole.value === undefined) return NONE
  const share = percentage(part.value, whole.value)
  if (share === 'x') return NONE
  const { low, high } = shareInterval(part.value, whole.value)
  return { figure: share.figure, range: { low: 100 * low, high: 100 * high }, marks: share.isUnreliable ? '[u]' : '' }
}

function rateFigure(row: TableRow): Figure {
  const { value: deaths, shorthand } = shownIn(row, DEATHS)
  if (deaths === undefined) return hidden(shorthand)
  const rate = 'rate' in row ? row.rate : undefined
  if (!rate || rate.per100000 === null) return NONE
  const { low, high } = countInterval(deaths)
  const perDeath = rate.per100000 / deaths
  return {
    figure: rate.per100000,
    range: { low: low * perDeath, high: high * perDeath },
    marks: rate.shorthand ? `[${rate.shorthand}]` : '',
  }
}

const hidden = (shorthand: readonly Shorthand[]): Figure => ({ figure: undefined, marks: inBrackets(shorthand) })

import type { TableRow, TableView } from '../../../../schemas/statistics/table-view.ts'
import { csvOf } from '../../runtime/csv.ts'
import { inBrackets, rateIn, SHORTHAND, shownIn, type Shown } from './shorthand.ts'

/** Columns of the tidy file: one line for each area, value and measure. What each holds is told in the metadata beside it. */
export const COLUMNS = {
  period_start: 'First day of the period',
  period_end: 'Last day of the period',
  cohort_basis: 'Which cases count, and on which day',
  geography_level: 'Level of the area',
  geography_code: 'ONS code of the area; code of a panel',
  geography_name: 'Name of the area',
  dimension: 'Characteristic',
  dimension_value: 'Value of the characteristic',
  measure: '`count`, or `rate_per_100000` children',
  value: 'The number; empty where the shorthand says why there is none',
  shorthand: 'Letters in square brackets, explained in the notes',
  as_of: 'Cases that count after this day are not in it',
} as const

/** Tables as tidy CSV, every row of them whatever it tells: hidden ones have their lines too. */
export const tablesCsv = (views: readonly TableView[]): string =>
  csvOf(
    Object.keys(COLUMNS),
    views.flatMap((view) => view.rows.flatMap((row) => linesOf(view, row))),
  )

function linesOf(view: TableView, row: TableRow): string[][] {
  const { cohort, period, table, release } = view
  const { level, code, name } = row.area
  const line = (dimensionValue: string, measure: string, { value, shorthand }: Shown) => [
    period.from,
    period.to,
    cohort,
    level,
    code,
    name,
    table.name,
    dimensionValue,
    measure,
    value === undefined ? '' : String(value),
    inBrackets(shorthand),
    release.asOf,
  ]
  const rate = rateIn(row)
  return [
    ...table.values.map((value) => line(value.label, 'count', shownIn(row, value.code))),
    ...(rate ? table.values.map((value) => line(value.label, 'rate_per_100000', rate)) : []),
  ]
}

const TYPES: Readonly<Record<string, string>> = {
  period_start: 'date',
  period_end: 'date',
  as_of: 'date',
  value: 'decimal',
}

/** The metadata beside the file (W3C: CSV on the Web), with the note of the release first among its notes. */
export const csvMetadata = ({ release, cohort, period, table }: TableView, url: string, note: string) => ({
  '@context': ['http://www.w3.org/ns/csvw', { '@language': 'en' }],
  url,
  'dc:title': `${table.name}, ${period.code}`,
  'dc:description': `Child death review statistics, cohort ${cohort}. Release ${release.id}, version ${release.version}, as of ${release.asOf}, SHA-256 ${release.hash}.`,
  'dc:modified': release.asOf,
  notes: [note, ...Object.entries(SHORTHAND).map(([letter, meaning]) => `[${letter}] ${meaning}`)],
  dialect: { encoding: 'utf-8', header: true, lineTerminators: ['\r\n'] },
  tableSchema: {
    columns: Object.entries(COLUMNS).map(([name, description]) => ({
      name,
      titles: name,
      'dc:description': description,
      datatype: TYPES[name] ?? 'string',
      required: name !== 'value' && name !== 'shorthand',
    })),
  },
})

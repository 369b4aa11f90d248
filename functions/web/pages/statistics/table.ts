import { ENGLAND } from '../../../../domain/disclosure/areas-of-period.ts'
import type { TableView } from '../../../../schemas/statistics/table-view.ts'
import { inBrackets, shownIn } from '../../../shared/views/statistics/shorthand.ts'
import { barChart, type BarChart } from '../../charts/bars.ts'
import { NoSuchPageError, type Given, type Page, type PageRequest } from '../../page.ts'
import { foundUnder, releaseNamed, tableOf, tablePath } from '../../statistics/ask.ts'
import { placesIn, rowsWithin } from '../../statistics/places.ts'
import { tableShown } from '../../statistics/table-shown.ts'
import { periodInWords, periodWithin } from '../../words/periods.ts'
import { dayInWords } from '../../words/times.ts'
import { cohortWords } from '../../words/statistics.ts'

/** One table of one period: a chart of its area, the same numbers below it, and the files. */
export const table: Page = {
  path: '/statistics/releases/{release}/tables/{table}',
  for: 'read-statistics',
  get: async ({ api, params, query }) => {
    const { release: id = '', table: code = '' } = params
    const release = await releaseNamed(api, id)
    const periods = release.tables.filter((one) => one.table === code).map(({ period }) => period)
    const period = query['period'] ?? (periods.includes(release.period) ? release.period : periods[0])
    if (period === undefined) throw new NoSuchPageError()
    const view = await tableOf(api, id, code, period)
    if (view === 'withdrawn') return { to: `/statistics/releases/${encodeURIComponent(id)}` }
    const places = placesIn(view)
    // A shorter period may not have the area that was looked at before.
    const within = places.find(({ code: place }) => place === query['within'])?.code ?? ENGLAND
    return {
      view: 'statistics/table.njk',
      title: `${view.table.name}, ${periodWithin(view.period.code)}`,
      shows: {
        release: { id, note: release.note, asOf: dayInWords(view.release.asOf), hash: view.release.hash },
        cohort: cohortWords[view.cohort],
        name: view.table.name,
        period: periodInWords(view.period.code),
        within: periodWithin(view.period.code),
        chart: chartOf(view, within),
        table: tableShown(view, rowsWithin(view, within)),
        choose: {
          action: `/statistics/releases/${id}/tables/${code}`,
          periods: periods.map((value) => ({ value, text: periodInWords(value), selected: value === period })),
          places: places.map(({ code: value, name: text }) => ({ value, text, selected: value === within })),
        },
        downloads: downloadsOf(id, code, period),
      },
    }
  },
}

/** Of a breakdown, its values in the area; of totals, the parts of the area. */
function chartOf(view: TableView, within: string): BarChart | undefined {
  const rows = rowsWithin(view, within)
  const own = rows.find(({ area }) => area.code === within)
  const [only, ...others] = view.table.values
  const bar = (label: string, { value, shorthand }: ReturnType<typeof shownIn>) => ({
    label,
    value,
    marks: inBrackets(shorthand),
  })
  const of = `${view.table.name}, ${periodWithin(view.period.code)}`
  if (only && others.length === 0) {
    const parts = rows.filter((row) => row !== own)
    return barChart(
      `${of}: ${own ? `parts of ${own.area.name}` : 'areas'}`,
      parts.map((row) => bar(row.area.name, shownIn(row, only.code))),
    )
  }
  return own
    ? barChart(
        `${of}: ${own.area.name}`,
        view.table.values.map(({ code, label }) => bar(label, shownIn(own, code))),
      )
    : undefined
}

const FILES = {
  csv: { text: 'CSV', hint: 'one line for each number', extension: 'csv' },
  'csv-metadata': { text: 'CSV metadata', hint: 'what the columns hold', extension: 'csv-metadata.json' },
  spreadsheet: { text: 'Spreadsheet', hint: 'Excel and others', extension: 'xlsx' },
  json: { text: 'JSON', hint: 'for programs', extension: 'json' },
} as const
type Format = keyof typeof FILES
const isFormat = (text: string): text is Format => text in FILES

const downloadsOf = (release: string, code: string, period: string) =>
  Object.entries(FILES).map(([format, { text, hint }]) => ({
    text,
    hint,
    href: `/statistics/releases/${release}/tables/${code}/download?${new URLSearchParams({ period, format }).toString()}`,
  }))

/** A table as a file, just as the API gives it. */
export const tableDownload: Page = {
  path: '/statistics/releases/{release}/tables/{table}/download',
  for: 'read-statistics',
  get: async ({ api, params, query }: PageRequest): Promise<Given> => {
    const { release = '', table: code = '' } = params
    const { period = '', format = '' } = query
    if (!isFormat(format)) throw new NoSuchPageError()
    return {
      file: foundUnder(await api.file(tablePath(release, code, { period, format }))),
      name: `${release}-${period}-${code}.${FILES[format].extension}`,
    }
  },
}

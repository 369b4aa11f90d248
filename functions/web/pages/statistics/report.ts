import { publishedYears } from '../../../../domain/statistics/stating.ts'
import { COHORTS, type Cohort } from '../../../../schemas/statistics/catalogue.ts'
import type { PanelReport } from '../../../../schemas/statistics/answers.ts'
import { COHORTS_IN_ORDER } from '../../../../domain/statistics/cohorts.ts'
import { NoSuchPageError, type Given, type Page, type PageRequest } from '../../page.ts'
import { ownPanel } from '../../own-panel.ts'
import { foundUnder, releasesFor } from '../../statistics/ask.ts'
import { panelTables } from '../../statistics/panel-tables.ts'
import { periodInWords, periodWithin } from '../../words/periods.ts'
import { dayInWords } from '../../words/times.ts'
import { areaName, cohortWords } from '../../words/statistics.ts'

const isCohort = (text: string): text is Cohort => COHORTS.some((cohort) => cohort === text)

/** The tables of the panel's annual report: its own rows of what is published of a year, one cohort at a time. */
export const report: Page = {
  path: '/statistics/report',
  for: 'read-panel-report',
  get: async (request) => {
    const { api, query } = request
    const panel = ownPanel(request)
    const { cohort = COHORTS_IN_ORDER[0] } = query
    if (!isCohort(cohort)) throw new NoSuchPageError()
    const years = publishedYears(await releasesFor(api, cohort)).toReversed()
    const period = query['period'] ?? years[0]
    const shown = period === undefined ? undefined : await tablesOf(request, panel, period)
    const own = shown?.tables.filter((one) => one.cohort === cohort) ?? []
    const named = { panel: areaName(panel), cohort: cohortWords[cohort], period: period && periodInWords(period) }
    return {
      view: 'statistics/report.njk',
      title: `Report of the panel${named.period ? `, ${periodWithin(period ?? '')}` : ''}: ${named.cohort.name.toLowerCase()}`,
      shows: {
        ...named,
        ...panelTables(own),
        release: own[0] && { ...own[0].release, asOf: dayInWords(own[0].release.asOf) },
        cohorts: COHORTS_IN_ORDER.map((value) => ({
          value,
          text: cohortWords[value].name,
          selected: value === cohort,
        })),
        periods: years.map((value) => ({ value, text: periodInWords(value), selected: value === period })),
        downloads: period === undefined || own.length === 0 ? [] : downloadsOf(period),
      },
    }
  },
}

const reportPath = (panel: string, query: Readonly<Record<string, string>>) =>
  `/panels/${encodeURIComponent(panel)}/statistics/report?${new URLSearchParams(query).toString()}`

const tablesOf = async ({ api }: PageRequest, panel: string, period: string): Promise<PanelReport> =>
  foundUnder(await api.get<PanelReport>(reportPath(panel, { period })))

const FILES = { csv: 'csv', spreadsheet: 'xlsx', json: 'json' } as const
const isFormat = (text: string): text is keyof typeof FILES => text in FILES

const downloadsOf = (period: string) =>
  [
    { format: 'spreadsheet', text: 'Spreadsheet', hint: 'both cohorts, a sheet for each table' },
    { format: 'csv', text: 'CSV', hint: 'one line for each number' },
    { format: 'json', text: 'JSON', hint: 'for programs' },
  ].map(({ format, ...words }) => ({
    ...words,
    href: `/statistics/report/download?${new URLSearchParams({ period, format }).toString()}`,
  }))

export const reportDownload: Page = {
  path: '/statistics/report/download',
  for: 'read-panel-report',
  get: async (request): Promise<Given> => {
    const panel = ownPanel(request)
    const { period = '', format = '' } = request.query
    if (!isFormat(format)) throw new NoSuchPageError()
    return {
      file: foundUnder(await request.api.file(reportPath(panel, { period, format }))),
      name: `report-${panel}-${period}.${FILES[format]}`,
    }
  },
}

import { publishedYears, statesOf, YEARS_COMPARED } from '../../../../domain/statistics/stating.ts'
import { DEATHS } from '../../../../domain/disclosure/lattice.ts'
import { COHORTS_IN_ORDER } from '../../../../domain/statistics/cohorts.ts'
import type { ReleaseSummary } from '../../../../schemas/statistics/answers.ts'
import type { TableView } from '../../../../schemas/statistics/table-view.ts'
import type { ServiceApi } from '../../../shared/ports/service-api.ts'
import { SHORTHAND } from '../../../shared/views/statistics/shorthand.ts'
import { rangeChart } from '../../charts/ranges.ts'
import { NoSuchPageError, type Given, type Page } from '../../page.ts'
import { foundUnder, releasesFor, tableOf } from '../../statistics/ask.ts'
import { measures, type Measure } from '../../statistics/measures.ts'
import { scoreLines, type Figure, type YearOfTables } from '../../statistics/scorecard.ts'
import { yearInFigures } from '../../words/periods.ts'
import { cohortWords, regionName } from '../../words/statistics.ts'

/** A region's panels over the years, one measure at a time, with how sure each figure is. */
export const scorecard: Page = {
  path: '/statistics/scorecards/{region}',
  for: 'read-statistics',
  get: async ({ api, params, query }) => {
    const { region = '' } = params
    const name = regionName(region)
    const [first] = measures
    const measure = query['measure'] === undefined ? first : measures.find(({ code }) => code === query['measure'])
    if (name === undefined || !measure) throw new NoSuchPageError()
    const years = await yearsOf(api, measure)
    const lines = scoreLines(measure, region, years)
    const columns = years.map(({ year }) => yearInFigures(year))
    const marks = new Set(lines.flatMap(({ figures }) => figures.flatMap((one) => one.marks.match(/[a-z]/g) ?? [])))
    const unit = measure.value === undefined ? '' : ' %'
    return {
      view: 'statistics/scorecard.njk',
      title: `${measure.name}: scorecard of the ${name}`,
      shows: {
        region: { code: region, name },
        measure,
        cohort: cohortWords[measure.cohort],
        isShare: measure.value !== undefined,
        chart: rangeChart(
          `${measure.name}${measure.value === undefined ? '' : ', in a hundred'}: ${name} and its panels`,
          lines.map((line) => ({
            name: line.name,
            points: line.figures.map((one, index) => ({ ...one, year: columns[index] ?? '' })),
          })),
        ),
        columns,
        lines: lines.map((line) => ({ name: line.name, cells: line.figures.map((one) => cellOf(one, unit)) })),
        marks: Object.entries(SHORTHAND)
          .filter(([letter]) => marks.has(letter))
          .map(([letter, meaning]) => ({ letter: `[${letter}]`, meaning })),
        choices: COHORTS_IN_ORDER.map((cohort) => ({
          name: cohortWords[cohort].name,
          measures: measures
            .filter((one) => one.cohort === cohort)
            .map((one) => ({ ...one, isCurrent: one === measure })),
        })),
        populationSource: years.find(({ totals }) => totals.populationSource)?.totals.populationSource,
      },
    }
  },
}

function cellOf(one: Figure, unit: string) {
  if (one.figure === undefined) return { marks: one.marks }
  const { low, high } = one.range
  return {
    figure: `${one.figure.toFixed(1)}${unit}`,
    range: `${low.toFixed(1)} to ${high.toFixed(1)}`,
    marks: one.marks,
  }
}

/** The newest release of each year, and of it the tables of the measure. */
async function yearsOf(api: ServiceApi, { cohort, table }: Measure): Promise<readonly YearOfTables[]> {
  const own = await releasesFor(api, cohort)
  const years = publishedYears(own).slice(-YEARS_COMPARED)
  const found = await Promise.all(
    years.map(async (year) => {
      const [newest] = statesOf(own, cohort, year)
      if (!newest) return undefined
      const [totals, of] = await Promise.all([tableIn(api, newest, DEATHS, year), tableIn(api, newest, table, year)])
      return totals && of ? { year, totals, table: of } : undefined
    }),
  )
  return found.filter((year) => year !== undefined)
}

/** A release that was withdrawn a moment ago, or does not have the table, leaves its year out. */
async function tableIn(api: ServiceApi, { id }: ReleaseSummary, table: string, year: string) {
  try {
    const view: TableView | 'withdrawn' = await tableOf(api, id, table, year)
    return view === 'withdrawn' ? undefined : view
  } catch (fault) {
    if (fault instanceof NoSuchPageError) return undefined
    throw fault
  }
}

/** What is published of the region in those years, for a scorecard of one's own. */
export const scorecardDownload: Page = {
  path: '/statistics/scorecards/{region}/download',
  for: 'read-statistics',
  get: async ({ api, params }): Promise<Given> => {
    const region = encodeURIComponent(params['region'] ?? '')
    return {
      file: foundUnder(await api.file(`/statistics/regions/${region}/scorecard`)),
      name: `scorecard-${region}.xlsx`,
    }
  },
}

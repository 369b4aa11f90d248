import { mayEver } from '../../domain/access/access.ts'
import { regions } from '../../domain/areas/authorities.ts'
import { ENGLAND, nestingOf } from '../../domain/disclosure/areas-of-period.ts'
import { periodNamed } from '../../domain/statistics/period-of-release.ts'
import { publishedYears } from '../../domain/statistics/stating.ts'
import { problem } from '../../schemas/problem.ts'
import { RegionParametersSchema } from '../../schemas/statistics/requests.ts'
import type { TableView } from '../../schemas/statistics/table-view.ts'
import type { Answered, PersonalRequest } from '../shared/runtime/http.ts'
import { tablesOfPeriod } from './published-tables.ts'
import { answerFile } from './pull.ts'
import type { StatisticsDeps } from './routes.ts'

/** The template of a regional scorecard: every published year of England, the region and each of its panels, in one file. */
export async function scorecard(request: PersonalRequest, { releases, published }: StatisticsDeps): Promise<Answered> {
  if (!mayEver(request.person, 'read-statistics')) return problem('forbidden')
  const region = RegionParametersSchema.safeParse(request.params).data?.region
  if (region === undefined || !isRegion(region)) return problem('not-found')
  const heads = await published()
  const views: TableView[] = []
  for (const year of publishedYears(heads))
    views.push(...(await tablesOfPeriod(year, areasOfRegion(region, year), heads, releases)))
  if (views.length === 0) return problem('not-found')
  const title = `Scorecard: ${regions[region]}`
  return answerFile({ title, name: `scorecard-${region}`, views }, 'spreadsheet', request)
}

const isRegion = (code: string): code is keyof typeof regions => code in regions

function areasOfRegion(region: string, year: string): readonly string[] {
  const period = periodNamed(year)
  const nesting = period ? nestingOf(period) : {}
  const panels = Object.keys(nesting).filter((area) => nesting[area] === region)
  return [ENGLAND, region, ...panels, `others-in-${region}`]
}

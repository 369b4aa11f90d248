import { mayEver } from '../../domain/access/access.ts'
import { regions } from '../../domain/areas/authorities.ts'
import { ENGLAND, nestingOf } from '../../domain/disclosure/areas-of-period.ts'
import { periodNamed } from '../../domain/statistics/period-of-release.ts'
import { COHORTS_IN_ORDER } from '../../domain/statistics/cohorts.ts'
import { publishedYears, YEARS_COMPARED } from '../../domain/statistics/stating.ts'
import { problem } from '../../schemas/problem.ts'
import { RegionParametersSchema } from '../../schemas/statistics/requests.ts'
import type { TableView } from '../../schemas/statistics/table-view.ts'
import type { Answered, PersonalRequest } from '../shared/runtime/http.ts'
import { tablesOfPeriod } from './published-tables.ts'
import { answerFile } from './pull.ts'
import type { StatisticsDeps } from './routes.ts'

/** The template of a regional scorecard: the newest published years of England, the region and each of its panels, in one file. */
export async function scorecard(request: PersonalRequest, deps: StatisticsDeps): Promise<Answered> {
  if (!mayEver(request.person, 'read-statistics')) return problem('forbidden')
  const region = RegionParametersSchema.safeParse(request.params).data?.region
  if (region === undefined || !isRegion(region)) return problem('not-found')
  const views: TableView[] = []
  for (const year of await newestYears(deps))
    views.push(...(await tablesOfPeriod(year, areasOfRegion(region, year), deps)))
  if (views.length === 0) return problem('not-found')
  const title = `Scorecard: ${regions[region]}`
  return answerFile({ title, name: `scorecard-${region}`, views }, 'spreadsheet', request)
}

/** The last of them may not be out yet for longer than a year. */
const LOOKED_AT = YEARS_COMPARED + 2

async function newestYears({ published, now }: StatisticsDeps): Promise<readonly string[]> {
  const thisYear = Number(now().slice(0, 'YYYY'.length))
  const heads = COHORTS_IN_ORDER.map((cohort) => published.ofYears(cohort, thisYear - LOOKED_AT, thisYear))
  return publishedYears((await Promise.all(heads)).flat()).slice(-YEARS_COMPARED)
}

const isRegion = (code: string): code is keyof typeof regions => code in regions

function areasOfRegion(region: string, year: string): readonly string[] {
  const period = periodNamed(year)
  const nesting = period ? nestingOf(period) : {}
  const panels = Object.keys(nesting).filter((area) => nesting[area] === region)
  return [ENGLAND, region, ...panels, `others-in-${region}`]
}

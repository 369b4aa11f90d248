import type { ReleaseHead } from '../../schemas/statistics/release-head.ts'
import type { TableView } from '../../schemas/statistics/table-view.ts'
import { COHORTS_IN_ORDER } from '../../domain/statistics/cohorts.ts'
import { periodNamed, yearsOf } from '../../domain/statistics/period-of-release.ts'
import { statesOf } from '../../domain/statistics/stating.ts'
import { onlyAreas } from '../../domain/statistics/table-view.ts'
import type { PublishedTables } from '../shared/ports/release-store.ts'
import type { StatisticsDeps } from './routes.ts'

/** Every published table of a period, of both cohorts, with the rows of these areas and in its newest version. */
export async function tablesOfPeriod(
  code: string,
  areas: readonly string[],
  { published, releases }: Pick<StatisticsDeps, 'published' | 'releases'>,
): Promise<readonly TableView[]> {
  const period = periodNamed(code)
  if (!period) return []
  const { first, last } = yearsOf(period)
  const views: TableView[] = []
  for (const cohort of COHORTS_IN_ORDER) {
    const [newest] = statesOf(await published.ofYears(cohort, first, last), cohort, code)
    if (newest) views.push(...(await tablesOfRelease(newest, areas, releases, code)))
  }
  return views
}

/** Tables of one release, of one period of it or of all, with the rows of these areas: those that have any. */
export async function tablesOfRelease(
  head: ReleaseHead,
  areas: readonly string[],
  releases: Pick<PublishedTables, 'contents' | 'table'>,
  code?: string,
): Promise<readonly TableView[]> {
  const names = (await releases.contents(head)).filter(({ period }) => code === undefined || period === code)
  const views = await Promise.all(names.map(({ table, period }) => releases.table(head, table, period)))
  return views.flatMap((view) => (view ? [onlyAreas(view, areas)] : [])).filter(({ rows }) => rows.length > 0)
}

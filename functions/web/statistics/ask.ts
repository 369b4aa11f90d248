import type { ReleaseDetail, Releases, ReleaseSummary } from '../../../schemas/statistics/answers.ts'
import type { Cohort } from '../../../schemas/statistics/catalogue.ts'
import type { TableView } from '../../../schemas/statistics/table-view.ts'
import type { ApiAnswer, ServiceApi } from '../../shared/ports/service-api.ts'
import { found } from '../found.ts'
import { NoSuchPageError } from '../page.ts'

/** What the statistics API has under a name that came with an address. @throws NoSuchPageError where that names nothing */
export function foundUnder<T>(answer: ApiAnswer<T>): T {
  if (!answer.ok && (answer.status === 400 || answer.status === 404)) throw new NoSuchPageError()
  return found(answer)
}

export const releasePath = (id: string) => `/statistics/releases/${encodeURIComponent(id)}`

export const tablePath = (release: string, table: string, query: Readonly<Record<string, string>>) =>
  `${releasePath(release)}/tables/${encodeURIComponent(table)}?${new URLSearchParams(query).toString()}`

/** A page of the releases of a cohort that the person may know of, the newest period first. */
export const releasesPage = async (
  api: ServiceApi,
  cohort: Cohort,
  query: Readonly<Record<string, string>>,
): Promise<Releases> =>
  foundUnder(await api.get<Releases>(`/statistics/releases?${new URLSearchParams({ cohort, ...query }).toString()}`))

/** The API gives no more at once: of a cohort, the releases of some twenty years. */
const MOST = '100'

/** The newest releases of a cohort, of one period if that is named. */
export const releasesFor = async (
  api: ServiceApi,
  cohort: Cohort,
  period?: string,
): Promise<readonly ReleaseSummary[]> =>
  (await releasesPage(api, cohort, { limit: MOST, ...(period !== undefined && { period }) })).releases

export const releaseNamed = async (api: ServiceApi, id: string): Promise<ReleaseDetail> =>
  foundUnder(await api.get<ReleaseDetail>(releasePath(id)))

/** A table of a release; `withdrawn` where it is not to be used any more. */
export async function tableOf(
  api: ServiceApi,
  release: string,
  table: string,
  period: string,
): Promise<TableView | 'withdrawn'> {
  const answer = await api.get<TableView>(tablePath(release, table, { period }))
  return !answer.ok && answer.status === 410 ? 'withdrawn' : foundUnder(answer)
}

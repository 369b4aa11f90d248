import type { ReleaseDetail, ReleaseSummary } from '../../../schemas/statistics/answers.ts'
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

/** Every release that the person may know of, the newest last. */
export const releasesFor = async (api: ServiceApi): Promise<readonly ReleaseSummary[]> =>
  found(await api.get<{ readonly releases: readonly ReleaseSummary[] }>('/statistics/releases')).releases

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

import type { CodedCase } from '../../../../domain/disclosure/count.ts'
import { outBefore } from '../../../../domain/statistics/lifecycle.ts'
import type { Cohort } from '../../../../schemas/statistics/catalogue.ts'
import type { ReleaseHead } from '../../../../schemas/statistics/release-head.ts'
import type { Release } from '../../../../schemas/statistics/release.ts'
import type { TableView } from '../../../../schemas/statistics/table-view.ts'
import type { HeadsAsked, PageOfHeads, Populations, ReleaseMaking, TableName } from '../../ports/release-store.ts'
import { isSame } from '../chain.ts'

interface Contents {
  readonly release: Release
  readonly views: readonly TableView[]
  readonly cases: readonly CodedCase[]
}

/** Keeps releases in memory by the same rules as the table; the same contract test holds both to them. */
export class InMemoryReleaseStore implements ReleaseMaking {
  readonly #heads = new Map<string, ReleaseHead>()
  readonly #contents = new Map<string, Contents>()
  readonly #previews = new Map<string, string>()
  readonly loaded = new Map<string, Populations>()

  heads(): Promise<readonly ReleaseHead[]> {
    return Promise.resolve([...this.#heads.values()].sort((a, b) => (a.requestedAt < b.requestedAt ? -1 : 1)))
  }

  page({ cohort, period, limit, after }: HeadsAsked): Promise<PageOfHeads> {
    const begin = headsBegin(cohort, period)
    const names = [...this.#heads.keys()].filter((id) => id.startsWith(begin)).sort((a, b) => (a < b ? 1 : -1))
    const left = names.filter((id) => after === undefined || id < after)
    const heads = left.slice(0, limit).flatMap((id) => this.#heads.get(id) ?? [])
    const last = heads.at(-1)
    return Promise.resolve({ heads, ...(last && left.length > limit && { next: last.id }) })
  }

  ofYears(cohort: Cohort, first: number, last: number): Promise<readonly ReleaseHead[]> {
    const isOfThem = (head: ReleaseHead) => {
      const start = Number(head.period.slice(0, 4))
      return head.cohort === cohort && first <= start && start <= last
    }
    return Promise.resolve([...this.#heads.values()].filter(isOfThem))
  }

  head(id: string): Promise<ReleaseHead | undefined> {
    return Promise.resolve(this.#heads.get(id))
  }

  table(head: ReleaseHead, table: string, period: string): Promise<TableView | undefined> {
    const views = this.#contentsOf(head)?.views
    return Promise.resolve(views?.find((view) => view.table.code === table && view.period.code === period))
  }

  contents(head: ReleaseHead): Promise<readonly TableName[]> {
    const tables = this.#contentsOf(head)?.release.tables ?? []
    return Promise.resolve(tables.map(({ table, period }) => ({ table, period })))
  }

  release(head: ReleaseHead): Promise<Release | undefined> {
    return Promise.resolve(this.#contentsOf(head)?.release)
  }

  casesOf(head: ReleaseHead): Promise<readonly CodedCase[]> {
    return Promise.resolve(this.#contentsOf(head)?.cases ?? [])
  }

  populations(period: string): Promise<Populations | undefined> {
    return Promise.resolve(this.loaded.get(period))
  }

  writeContents(release: Release, views: readonly TableView[], cases: readonly CodedCase[]): Promise<void> {
    const key = keyOf(release)
    if (!this.#contents.has(key)) this.#contents.set(key, { release, views, cases })
    return Promise.resolve()
  }

  draft(head: ReleaseHead): Promise<boolean> {
    const isNew = !this.#heads.has(head.id)
    if (isNew) this.#heads.set(head.id, head)
    return Promise.resolve(isNew || this.#stands(head))
  }

  move(before: ReleaseHead, after: ReleaseHead): Promise<boolean> {
    const now = this.#heads.get(before.id)
    const isAsRead = now?.state === before.state && !now.failure === !before.failure
    if (isAsRead) this.#heads.set(after.id, after)
    return Promise.resolve(isAsRead || this.#stands(after))
  }

  countOut(cohort: Cohort): Promise<number> {
    return Promise.resolve(outBefore([...this.#heads.values()], cohort).length)
  }

  async publish(before: ReleaseHead, after: ReleaseHead): Promise<boolean> {
    if (this.#stands(after)) return true
    return (await this.countOut(before.cohort)) === (before.follows?.length ?? 0) && this.move(before, after)
  }

  #stands(head: ReleaseHead): boolean {
    return isSame(this.#heads.get(head.id), head)
  }

  notePreview(panel: string, { id, cohort, period }: ReleaseHead): Promise<boolean> {
    const key = [panel, cohort, period].join()
    const noted = this.#previews.get(key) ?? id
    this.#previews.set(key, noted)
    return Promise.resolve(noted === id)
  }

  #contentsOf(head: ReleaseHead) {
    return this.#contents.get(keyOf(head))
  }
}

const headsBegin = (cohort: Cohort | undefined, period: string | undefined) =>
  cohort === undefined ? '' : `${cohort}-${period === undefined ? '' : `${period}-v`}`

const keyOf = ({ id, hash }: { readonly id: string; readonly hash?: string | undefined }) => `${id}#${hash ?? ''}`

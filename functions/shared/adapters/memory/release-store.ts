import type { CodedCase } from '../../../../domain/disclosure/count.ts'
import { outBefore } from '../../../../domain/statistics/lifecycle.ts'
import type { ReleaseHead } from '../../../../schemas/statistics/release-head.ts'
import type { Release } from '../../../../schemas/statistics/release.ts'
import type { TableView } from '../../../../schemas/statistics/table-view.ts'
import type { Populations, ReleaseMaking, TableName } from '../../ports/release-store.ts'

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
    return Promise.resolve(isNew)
  }

  move(before: ReleaseHead, after: ReleaseHead): Promise<boolean> {
    const now = this.#heads.get(before.id)
    const isAsRead = now?.state === before.state && !now.failure === !before.failure
    if (isAsRead) this.#heads.set(after.id, after)
    return Promise.resolve(isAsRead)
  }

  publish(before: ReleaseHead, after: ReleaseHead): Promise<boolean> {
    const out = outBefore([...this.#heads.values()], before.cohort).length
    return out === (before.follows?.length ?? 0) ? this.move(before, after) : Promise.resolve(false)
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

const keyOf = ({ id, hash }: { readonly id: string; readonly hash?: string | undefined }) => `${id}#${hash ?? ''}`

import type { CodedCase } from '../../../domain/disclosure/count.ts'
import type { Cohort } from '../../../schemas/statistics/catalogue.ts'
import type { ReleaseHead } from '../../../schemas/statistics/release-head.ts'
import type { Release } from '../../../schemas/statistics/release.ts'
import type { TableView } from '../../../schemas/statistics/table-view.ts'

/** Public populations of one year, by area, as the operator loaded them. */
export interface Populations {
  /** Where they are from, in words. */
  readonly source: string
  readonly areas: Readonly<Record<string, number>>
}

export interface TableName {
  readonly table: string
  readonly period: string
}

/** Which heads are asked for, and how many at once. */
export interface HeadsAsked {
  readonly cohort?: Cohort | undefined
  /** Only versions of this period; of a cohort only. */
  readonly period?: string | undefined
  readonly limit: number
  /** The head after which the page begins. */
  readonly after?: string | undefined
}

export interface PageOfHeads {
  readonly heads: readonly ReleaseHead[]
  /** The last of the page, where there may be more. */
  readonly next?: string
}

/** Where the releases are, one table and period at a time. Nothing in it is ever written over but a head. */
export interface PublishedTables {
  /** Some heads, from the last name to the first: of each cohort the newest period first, a year before its quarters. */
  page(asked: HeadsAsked): Promise<PageOfHeads>
  /** Every head of a cohort whose period lies in the years that begin in `first` to `last`: few, however long the service has run. */
  ofYears(cohort: Cohort, first: number, last: number): Promise<readonly ReleaseHead[]>
  head(id: string): Promise<ReleaseHead | undefined>
  /** One table of one period of a release that was made, ready to be shown. */
  table(head: ReleaseHead, table: string, period: string): Promise<TableView | undefined>
  /** Every table that a release has. */
  contents(head: ReleaseHead): Promise<readonly TableName[]>
  /** The whole release, as it was hashed. */
  release(head: ReleaseHead): Promise<Release | undefined>
}

export interface ReleaseHeads extends PublishedTables {
  /** Keeps a new draft; `false` if somebody has kept one under this name. */
  draft(head: ReleaseHead): Promise<boolean>
  /** Moves a head on; `false` if it no longer stands as `before` says. */
  move(before: ReleaseHead, after: ReleaseHead): Promise<boolean>
  /** How many releases of a cohort came out, those counted that were withdrawn since. */
  countOut(cohort: Cohort): Promise<number>
  /** Publishes it; `false` if it no longer stands so, or if another release of its cohort came out meanwhile. */
  publish(before: ReleaseHead, after: ReleaseHead): Promise<boolean>
  /**
   * Notes that a panel was given a preview of a release; `false` if it has had one of another release of the same period: two of one
   * period, set against each other, would tell what changed.
   */
  notePreview(panel: string, head: ReleaseHead): Promise<boolean>
}

/** What the publishing job needs besides: the cases as they were published, of which nobody else is told. */
export interface ReleaseMaking extends ReleaseHeads {
  /** Every head, the newest request last. */
  heads(): Promise<readonly ReleaseHead[]>
  /** Writes everything but the head; the same again changes nothing, and half of it is as good as nothing. */
  writeContents(release: Release, tables: readonly TableView[], cases: readonly CodedCase[]): Promise<void>
  /** The cases that a release was counted from. */
  casesOf(head: ReleaseHead): Promise<readonly CodedCase[]>
  populations(period: string): Promise<Populations | undefined>
}

import type { Act, Person } from '../../domain/access/access.ts'
import type { DraftStore } from '../shared/ports/draft-store.ts'
import type { Role } from '../../schemas/access.ts'
import type { Instant } from '../../domain/calendar/instant.ts'
import type { PostcodeDirectory } from '../shared/ports/postcode-directory.ts'
import type { ApiFile, ServiceApi } from '../shared/ports/service-api.ts'
import type { Typed } from './form/typed.ts'

/** One line of the error summary, linked to the box that it speaks of. */
export interface Mistake {
  readonly text: string
  readonly href: string
}

/** A page to show. Templates know it as `shows`. */
export interface Shown {
  readonly view: `${string}.njk`
  readonly title: string
  readonly shows?: object
  readonly mistakes?: readonly Mistake[]
  readonly status?: number
}

/** Another page to go to, by its address within the service. */
export interface Leading {
  readonly to: string
}

/** A file to be kept, under this name. */
export interface Given {
  readonly file: ApiFile
  readonly name: string
}

export type PageAnswer = Shown | Leading | Given

export interface PageRequest {
  readonly params: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
  /** What was typed; empty where nothing was sent. */
  readonly typed: Typed
  readonly person: Person
  readonly api: ServiceApi
  readonly now: Instant
}

/** What pages work with besides the request. */
export interface PageDeps {
  readonly drafts: DraftStore
  readonly directory: PostcodeDirectory
  readonly newId: () => string
}

/**
 * One page. To add one: a file here with its path, who may see it and what it does, a template, and a line in the list of its area
 * (`pages/own.ts`, `notifying.ts`, `cases.ts`, `panel.ts`, `statistics.ts`). All but `get` and `post` must be plain data.
 * Whoever may not see a page gets nothing of it; what its person may do beyond that, the API decides.
 */
export interface Page {
  /** `/notifications/{reference}`; a literal segment goes before a parameter. */
  readonly path: `/${string}`
  /** Who may see it: whoever may do this. */
  readonly for: Act
  /** Whose work begins here: they are led here after signing in. Of several pages it is the first in `pages/all.ts`. */
  readonly landing?: readonly Role[]
  /** What the bar above every page calls it; left out where it does not stand there. Only for a path without parameters. */
  readonly inBar?: string
  readonly get?: (request: PageRequest, deps: PageDeps) => Promise<PageAnswer>
  readonly post?: (request: PageRequest, deps: PageDeps) => Promise<PageAnswer>
}

/** What an action throws when there is nothing to show: answered by a page that says so. */
export class NoSuchPageError extends Error {
  override readonly name = 'NoSuchPageError'
}

/** The API refused, or could not answer. */
export class ApiRefusedError extends Error {
  override readonly name = 'ApiRefusedError'
  readonly status: number

  constructor(status: number) {
    super(`The API answered ${status}.`)
    this.status = status
  }
}

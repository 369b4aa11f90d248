import type { Person } from '../../domain/access/access.ts'
import { epochOf, type Instant } from '../../domain/calendar/instant.ts'
import { InMemoryDraftStore } from '../../functions/shared/adapters/memory/draft-store.ts'
import { InMemoryPostcodeDirectory } from '../../functions/shared/adapters/memory/postcode-directory.ts'
import type { AgencyForms } from '../../functions/shared/ports/agency-forms.ts'
import type { DraftStore } from '../../functions/shared/ports/draft-store.ts'
import type { IdentityProvider } from '../../functions/shared/ports/identity-provider.ts'
import type { Seal } from '../../functions/shared/ports/seal.ts'
import type { ApiAnswer, ServiceApi } from '../../functions/shared/ports/service-api.ts'
import { agencyPages } from '../../functions/web/agency/pages.ts'
import type { Asset } from '../../functions/web/assets.ts'
import { findPage } from '../../functions/web/find-page.ts'
import { openPages, pages } from '../../functions/web/pages/all.ts'
import type { Renderer } from '../../functions/web/render.ts'
import type { Session } from '../../functions/web/session/session.ts'
import { webFunction } from '../../functions/web/web.ts'
import { operations, type Operation } from '../../schemas/operations.ts'
import type { Problem } from '../../schemas/problem.ts'
import type { Ask } from './every-route.ts'
import type { Answer, Call } from './http.ts'
import { WebVisitor } from './web-visitor.ts'

const all: readonly Operation[] = operations

/** Which operation of the API an address is of. */
function operationAt(method: string, path: string): { readonly id: string; readonly params: Record<string, string> } {
  const found = findPage(
    all.filter((one) => one.method === method),
    path,
  )
  if (!found) throw new Error(`The API has no ${method} ${path}.`)
  const params = Object.entries(found.params).map(([name, text]) => [name, decodeURIComponent(text)] as const)
  return { id: found.page.id, params: Object.fromEntries(params) }
}

/** The service's own API as its pages ask it on behalf of a person, over routes in memory. */
export function apiAsking(ask: Ask, person: Person): ServiceApi {
  const answered = async <T>(method: string, path: string, how: Call, read: (answer: Answer) => T) => {
    const { pathname, searchParams } = new URL(`/api/v1${path}`, 'https://service.example')
    const { id, params } = operationAt(method, pathname)
    return toldBy(await ask(id, { person, params, query: Object.fromEntries(searchParams), ...how }), read)
  }
  return {
    get: <T>(path: string) => answered('get', path, {}, ({ body }) => body as T),
    post: <T>(path: string, key: string, body: string) =>
      answered('post', path, { headers: { 'idempotency-key': key }, body }, (answer) => answer.body as T),
    file: (path, as) =>
      answered('get', path, as ? { headers: { accept: as } } : {}, ({ text, headers }) => {
        const type = String(headers['content-type'])
        return { bytes: Buffer.from(text, /^text\/|json/.test(type) ? 'utf8' : 'base64'), type }
      }),
  }
}

const toldBy = <T>(answer: Answer, read: (answer: Answer) => T): ApiAnswer<T> =>
  answer.status < 300
    ? { ok: true, body: read(answer) }
    : { ok: false, status: answer.status, problem: answer.body as Problem }

/** The same for somebody at an agency. */
const formsAsking = (ask: Ask): AgencyForms => {
  const told = async <T>(id: string, how: Call) => toldBy(await ask(id, how), ({ body }) => body as T)
  return {
    open: (link, passcode) => told('openFormLink', { body: JSON.stringify({ link, passcode }) }),
    read: (session) => told('readForm', { headers: { 'form-session': session } }),
    act: (session, body) => told('answerForm', { headers: { 'form-session': session }, body }),
  }
}

const noProvider: IdentityProvider = {
  begin: () => Promise.resolve({ to: 'https://provider.example/', begun: { state: 's', nonce: 'n', verifier: 'v' } }),
  complete: () => Promise.resolve(undefined),
  end: () => Promise.resolve('https://provider.example/logout'),
}

const written = (content: unknown) => Buffer.from(JSON.stringify(content)).toString('base64url')

/** Seals nothing, and so costs nothing: the real one has tests of its own. */
const plainSeal: Seal = {
  close: (purpose, content) => written([purpose, content]),
  open: (purpose, sealed) => {
    if (sealed === '') return undefined
    const [sealedFor, content] = JSON.parse(Buffer.from(sealed, 'base64url').toString('utf8')) as [string, unknown]
    return sealedFor === purpose ? content : undefined
  },
  mark: (purpose, text) => written([purpose, text]),
}

export interface PagesInMemory {
  readonly ask: Ask
  readonly now: () => Instant
  readonly render: Renderer
  readonly assets?: readonly Asset[]
  readonly drafts?: DraftStore
}

/** Every page over every route of the API, without a browser or a network. */
export function pagesInMemory({ ask, now, render, assets = [], drafts = new InMemoryDraftStore() }: PagesInMemory) {
  let ids = 0
  const handler = webFunction({
    pages,
    agencyPages,
    openPages,
    assets,
    render,
    drafts,
    directory: new InMemoryPostcodeDirectory(),
    seal: plainSeal,
    provider: noProvider,
    apiFor: (token) => apiAsking(ask, JSON.parse(token) as Person),
    agencyForms: formsAsking(ask),
    newId: () => `id-${(ids += 1)}`,
    now,
  })
  return {
    nobody: () => new WebVisitor(handler),
    /** Somebody who has signed in. */
    visitor: (person: Person) => {
      const session: Session = {
        ...person,
        roles: [...person.roles],
        accessToken: JSON.stringify(person),
        tokenEndsAt: epochOf(now()) + 900_000,
        signedInAt: now(),
        seenAt: now(),
      }
      return new WebVisitor(handler).bringing('session', plainSeal.close('session', session))
    },
    /** What the forms of this person carry. */
    markOf: ({ subject }: Person) => plainSeal.mark('form', subject),
  }
}

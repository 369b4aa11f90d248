import type { APIGatewayProxyEventV2, Context } from 'aws-lambda'
import { mayEver } from '../../domain/access/access.ts'
import type { ApiFor } from '../shared/ports/service-api.ts'
import { log } from '../shared/runtime/log.ts'
import { errorName, routePattern } from '../shared/runtime/log-fields.ts'
import { isTemporary } from '../shared/runtime/fate.ts'
import { observedFunction } from '../shared/runtime/observed.ts'
import { inTime } from '../shared/runtime/time-limit.ts'
import { agencyAnswer, agencyRoute, isAgencyAddress, type AgencyDeps } from './agency/agency.ts'
import { assetAnswer, type Asset } from './assets.ts'
import { textOf } from './form/typed.ts'
import { findPage, type Found as FoundOf } from './find-page.ts'
import { attachment, html, lambdaAnswer, seeOther, webRequest, type WebAnswer, type WebRequest } from './http.ts'
import { landingOf, navigationFor } from './navigation.ts'
import { ApiRefusedError, NoSuchPageError, type Page, type PageDeps, type Shown } from './page.ts'
import type { Renderer } from './render.ts'
import { signedIn, signIn, signOut, type DoorDeps } from './session/doors.ts'
import { doKept } from './session/kept-form.ts'
import { formMark, personOf, sessionCookie, sessionIn, standingOf, type Session } from './session/session.ts'
import { signInAgain, startPage, leaving, trouble } from './words/plain-pages.ts'

type Found = FoundOf<Page>

export interface WebDeps extends PageDeps, DoorDeps, AgencyDeps {
  readonly pages: readonly Page[]
  /** Words for anyone, signed in or not, by their address. */
  readonly openPages: Readonly<Record<string, Shown>>
  readonly apiFor: ApiFor
  readonly assets: readonly Asset[]
  readonly render: Renderer
}

/** The Lambda of the pages: assets, the doors in and out, and the pages themselves for whoever may see them. */
export const webFunction = (deps: WebDeps) =>
  observedFunction(async (event: APIGatewayProxyEventV2, context: Context) => {
    const request = webRequest(event)
    const found = findPage(deps.pages, request.path)
    const answered = await answerSafely(request, found, context, deps)
    const route = routePattern(`${request.method} ${found?.page.path ?? otherRoute(request.path, deps)}`)
    log.info('Answered.', { route, status: answered.status })
    return lambdaAnswer(answered)
  })

const otherRoute = (path: string, deps: WebDeps) => (isAgencyAddress(path) ? agencyRoute(path, deps) : 'other')

async function answerSafely(request: WebRequest, found: Found | undefined, context: Context, deps: WebDeps) {
  try {
    return await inTime(context, answer(request, found, deps))
  } catch (fault) {
    if (fault instanceof NoSuchPageError) return show(trouble('not-found'), request, deps)
    if (fault instanceof ApiRefusedError) return refused(fault, request, deps)
    log.error('Could not answer.', { errorName: errorName(fault) })
    return show(isTemporary(fault) ? trouble('busy') : trouble('fault', context.awsRequestId), request, deps)
  }
}

/** A token that the API no longer takes is renewed; what else it refuses is told. */
function refused({ status }: ApiRefusedError, request: WebRequest, deps: WebDeps): WebAnswer {
  if (status === 401 && request.method === 'GET') return toSignIn(request)
  // What is wrong with an address, a place in a list that we never gave say, does not get better by waiting.
  const isNowhere = status === 404 || (status === 400 && Object.keys(request.query).length > 0)
  return show(trouble(isNowhere ? 'not-found' : status === 403 ? 'forbidden' : 'busy'), request, deps)
}

async function answer(request: WebRequest, found: Found | undefined, deps: WebDeps): Promise<WebAnswer> {
  const asset = deps.assets.find(({ path }) => path === request.path)
  if (asset) return assetAnswer(asset, request.headers['accept-encoding'])
  if (isFromElsewhere(request)) return show(trouble('not-from-here'), request, deps)
  if (request.bytes > LARGEST_FORM) return show(trouble('too-large'), request, deps)
  if (isAgencyAddress(request.path)) return agencyAnswer(request, deps)
  const door = doors[`${request.method} ${request.path}`]
  if (door) return door(request, deps)
  const open = request.method === 'GET' ? deps.openPages[request.path] : undefined
  if (open) return show(open, request, deps)
  if (!found || !(request.method === 'GET' ? found.page.get : found.page.post)) throw new NoSuchPageError()
  const session = sessionIn(request, deps.seal)
  if (!session) return toSignIn(request)
  return request.method === 'GET' ? fetched(request, found, session, deps) : posted(request, found, session, deps)
}

/** Bytes: every box of a page filled to its limit is smaller, and a draft must fit an item of the table. */
const LARGEST_FORM = 100_000

/** A form of another site. The browser tells, and another site's script cannot make it lie. */
const isFromElsewhere = ({ method, headers }: WebRequest) =>
  method !== 'GET' && headers['sec-fetch-site'] !== undefined && headers['sec-fetch-site'] !== 'same-origin'

const doors: Readonly<Record<string, (request: WebRequest, deps: WebDeps) => Promise<WebAnswer>>> = {
  'GET /': landing,
  'GET /sign-in': signIn,
  'GET /signed-in': async (request, deps) =>
    (await signedIn(request, deps)) ?? show(trouble('sign-in-failed'), request, deps),
  'GET /resume': resumed,
  'POST /sign-out': async (request, deps) => {
    const session = sessionIn(request, deps.seal)
    if (session && !isOurForm(request, session, deps)) return show(trouble('not-from-here'), request, deps)
    const { cookies, to } = await signOut(request, deps)
    return { ...show(leaving(to), request, deps, 'nobody'), cookies }
  },
}

/** Where a person's work begins, by their role. */
function landing(request: WebRequest, deps: WebDeps): Promise<WebAnswer> {
  const session = sessionIn(request, deps.seal)
  if (!session || standingOf(session, deps.now()) === 'over')
    return Promise.resolve(show(startPage, request, deps, 'nobody'))
  const first = landingOf(deps.pages, personOf(session))
  return Promise.resolve(first ? seeOther(first.path) : show(trouble('no-page-for-role'), request, deps))
}

function toSignIn({ method, path, query }: WebRequest): WebAnswer {
  const search = new URLSearchParams(query).toString()
  const to = method === 'GET' ? `${path}${search && `?${search}`}` : '/'
  return seeOther(`/sign-in?${new URLSearchParams({ to }).toString()}`)
}

const isOurForm = ({ typed }: WebRequest, session: Session, { seal }: WebDeps) =>
  textOf(typed, 'mark') === formMark(seal, session)

function fetched(request: WebRequest, found: Found, session: Session, deps: WebDeps): Promise<WebAnswer> {
  if (standingOf(session, deps.now()) !== 'open') return Promise.resolve(toSignIn(request))
  return acted(request, found, session, deps)
}

/** A form that comes after the session has ended is kept for its person, and goes on where it was when they are back. */
async function posted(request: WebRequest, found: Found, session: Session, deps: WebDeps): Promise<WebAnswer> {
  if (!isOurForm(request, session, deps)) return show(trouble('not-from-here'), request, deps)
  const standing = standingOf(session, deps.now())
  if (standing === 'open') return acted(request, found, session, deps)
  await deps.drafts.keepPost(session.subject, { path: request.path, values: request.typed }, deps.now())
  return show(signInAgain(standing), request, deps, 'nobody')
}

/** Does what the kept form asked for, for the same person only: it is found by their subject. */
async function resumed(request: WebRequest, deps: WebDeps): Promise<WebAnswer> {
  const session = sessionIn(request, deps.seal)
  if (!session || standingOf(session, deps.now()) !== 'open') return toSignIn(request)
  const kept = await deps.drafts.keptPost(session.subject, deps.now())
  const found = kept && findPage(deps.pages, kept.path)
  if (!found) return seeOther('/')
  const sent = { ...request, method: 'POST', path: kept.path, query: {}, typed: kept.values } as const
  return doKept(
    () => acted(sent, found, session, deps),
    () => deps.drafts.dropPost(session.subject, kept),
  )
}

async function acted(request: WebRequest, { page, params }: Found, session: Session, deps: WebDeps) {
  const person = personOf(session)
  if (!mayEver(person, page.for)) return show(trouble('forbidden'), request, deps)
  const act = request.method === 'GET' ? page.get : page.post
  if (!act) throw new NoSuchPageError()
  const now = deps.now()
  const { query, typed } = request
  const answered = await act({ params, query, typed, person, api: deps.apiFor(session.accessToken), now }, deps)
  const cookies = [sessionCookie(request, deps.seal, { ...session, seenAt: now })]
  if ('to' in answered) return seeOther(answered.to, cookies)
  return { ...('file' in answered ? attachment(answered.file, answered.name) : show(answered, request, deps)), cookies }
}

/** @param as `nobody` where the page is for somebody who is not, or no longer, signed in */
function show(shown: Shown, request: WebRequest, deps: WebDeps, as?: 'nobody'): WebAnswer {
  const session = as === 'nobody' ? undefined : sessionIn(request, deps.seal)
  const signedIn = session && {
    mark: formMark(deps.seal, session),
    roles: session.roles,
    bar: navigationFor(deps.pages, personOf(session), request.path),
  }
  return html(shown.status ?? 200, deps.render(shown, request.path, signedIn))
}

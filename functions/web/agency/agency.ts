import type { Instant } from '../../../domain/calendar/instant.ts'
import type { AgencyForms } from '../../shared/ports/agency-forms.ts'
import type { DraftStore } from '../../shared/ports/draft-store.ts'
import type { Seal } from '../../shared/ports/seal.ts'
import { findPage } from '../find-page.ts'
import type { Field } from '../form/field.ts'
import { formShown, type FormPage } from '../form/form-shown.ts'
import { textOf, type Typed } from '../form/typed.ts'
import { html, seeOther, type WebAnswer, type WebRequest } from '../http.ts'
import { NoSuchPageError, type Mistake, type Shown } from '../page.ts'
import type { Renderer } from '../render.ts'
import { LinkEndedError, type AgencyAnswer, type AgencyPage } from './page.ts'
import {
  agencyCookie,
  agencyMark,
  agencySessionIn,
  isAway,
  keeperOf,
  passcodeMark,
  unlocked,
  type AgencySession,
} from './session.ts'
import { doKept, isForGood } from '../session/kept-form.ts'

export interface AgencyDeps {
  readonly agencyPages: readonly AgencyPage[]
  readonly agencyForms: AgencyForms
  readonly drafts: DraftStore
  readonly seal: Seal
  readonly render: Renderer
  readonly now: () => Instant
}

const FIRST = '/agency-form'
const OPEN = `${FIRST}/open`
const UNLOCK = `${FIRST}/unlock`

export const isAgencyAddress = (path: string) => path === FIRST || path.startsWith(`${FIRST}/`)

/** The name of the page for the log, never the address. */
export const agencyRoute = (path: string, { agencyPages }: Pick<AgencyDeps, 'agencyPages'>) =>
  findPage(agencyPages, path)?.page.path ?? `${FIRST}/other`

/** The pages of somebody at an agency: by link and passcode first, then by the session that these were exchanged for. */
export async function agencyAnswer(request: WebRequest, deps: AgencyDeps): Promise<WebAnswer> {
  if (`${request.method} ${request.path}` === `POST ${OPEN}`) return opened(request, deps)
  const session = agencySessionIn(request, deps.seal)
  if (!session)
    return request.path === FIRST || request.method === 'POST' ? show(openPage({}), request, deps) : seeOther(FIRST)
  if (request.method === 'POST' && textOf(request.typed, 'mark') !== agencyMark(deps.seal, session))
    return show(NOT_OURS, request, deps, session)
  const now = deps.now()
  if (`${request.method} ${request.path}` === `POST ${UNLOCK}`) return unlock(request, session, deps)
  if (!isAway(session, now)) return acted(request, session, deps)
  // What was typed waits for whoever knows the passcode.
  if (request.method === 'POST')
    await deps.drafts.keepPost(keeperOf(deps.seal, session), { path: request.path, values: request.typed }, now)
  return show(unlockPage(), request, deps, session)
}

const NOT_OURS: Shown = {
  view: 'plain.njk',
  title: 'We could not take that form',
  status: 403,
  shows: {
    sentences: ['It did not come from a page of this service. Go back, load the page again, and send it once more.'],
  },
}

const link: Field = {
  name: 'link',
  at: '/link',
  label: 'Your link',
  hint: 'Paste the link, or the link code, that the panel sent you.',
  kind: 'line',
}
const passcode: Field = {
  name: 'passcode',
  at: '/passcode',
  label: 'Passcode',
  hint: 'Six digits, which the panel gave you by another way than the link.',
  kind: 'line',
  width: 10,
  inputMode: 'numeric',
}

const opening: FormPage = {
  title: 'Open the form that a panel asked you for',
  action: OPEN,
  back: '/',
  before: [
    'A child death overview panel reviews the death of every child of its area, to learn what may help other children. It has asked your agency what you know.',
    'The link opens once. Afterwards you can go on in this browser until the form is sent.',
  ],
  fields: [link, passcode],
  button: 'Open the form',
}

const unlocking: FormPage = {
  title: 'Enter the passcode to go on',
  action: UNLOCK,
  back: '/',
  before: [
    'You were away for more than 15 minutes, so the form is closed to keep the family’s details safe. What you typed is kept.',
  ],
  fields: [passcode],
  button: 'Go on',
}

const withMistakes = (page: FormPage, typed: Typed, mistakes: readonly Mistake[]): Shown => ({
  ...formShown(page, typed, { fields: [], whole: mistakes }),
  view: 'agency/open.njk',
})
const openPage = (typed: Typed, mistakes: readonly Mistake[] = []) => withMistakes(opening, typed, mistakes)
const unlockPage = (mistakes: readonly Mistake[] = []) => withMistakes(unlocking, {}, mistakes)

/** 256 bits, as the link has them behind its `#`; people paste the whole link. */
const tokenIn = (text: string) => /(?:^|#)([A-Za-z0-9_-]{43})$/.exec(text)?.[1]

const NOT_OPENED =
  'This does not open a form. Check link and passcode. A link opens once, and no more after five wrong passcodes: ask the panel for a new one.'

async function opened(request: WebRequest, deps: AgencyDeps): Promise<WebAnswer> {
  const { typed } = request
  const token = tokenIn(textOf(typed, link.name))
  const digits = textOf(typed, passcode.name).replace(/\s/g, '')
  const missing: Mistake[] = [
    ...(token === undefined
      ? [{ text: 'Paste the whole link, or the link code, that the panel sent you', href: '#link' }]
      : []),
    ...(/^\d{6}$/.test(digits) ? [] : [{ text: 'Enter the six digits of the passcode', href: '#passcode' }]),
  ]
  if (token === undefined || missing.length > 0) return show(openPage(typed, missing), request, deps)
  const answer = await deps.agencyForms.open(token, digits)
  if (!answer.ok) {
    const text = answer.status < 500 ? NOT_OPENED : 'The service cannot answer just now. Try again in a minute.'
    return show(openPage({ link: [token] }, [{ text, href: '#passcode' }]), request, deps)
  }
  const now = deps.now()
  const { session: secret, expiresAt } = answer.body
  const mark = passcodeMark(deps.seal, secret, digits)
  const session = { secret, passcode: mark, expiresAt, seenAt: now, wrongPasscodes: 0 }
  return seeOther(FIRST, [agencyCookie(request, deps.seal, session, now)])
}

/** The passcode given again. Whatever was sent meanwhile is done now. */
async function unlock(request: WebRequest, session: AgencySession, deps: AgencyDeps): Promise<WebAnswer> {
  const { seal, drafts } = deps
  const now = deps.now()
  const given = textOf(request.typed, passcode.name).replace(/\s/g, '')
  const isRight = passcodeMark(seal, session.secret, given) === session.passcode
  const after = unlocked(session, isRight, now)
  const cookies = [agencyCookie(request, seal, after, now)]
  if (after === 'ended') return { ...show(ended, request, deps), cookies }
  if (!isRight) {
    const text = 'That is not the passcode of this form. Check it, and enter the six digits again.'
    return { ...show(unlockPage([{ text, href: '#passcode' }]), request, deps, after), cookies }
  }
  const keeper = keeperOf(seal, session)
  const kept = await drafts.keptPost(keeper, now)
  if (!kept) return seeOther(FIRST, cookies)
  try {
    return await doKept(
      () => acted({ ...request, path: kept.path, typed: kept.values }, after, deps),
      () => drafts.dropPost(keeper, kept),
    )
  } catch (fault) {
    // Sent by a colleague meanwhile, say. The passcode was right all the same.
    if (isForGood(fault)) return seeOther(FIRST, cookies)
    throw fault
  }
}

const ended: Shown = {
  view: 'plain.njk',
  title: 'This form is closed here',
  status: 403,
  shows: {
    sentences: [
      'The link has run out, was replaced or withdrawn, or the passcode was wrong too often. What was saved is safe with the panel’s record.',
      'Ask the panel that sent you the link for a new one.',
    ],
  },
}

async function acted(request: WebRequest, session: AgencySession, deps: AgencyDeps): Promise<WebAnswer> {
  const found = findPage(deps.agencyPages, request.path)
  const act = request.method === 'GET' ? found?.page.get : found?.page.post
  if (!found || !act) throw new NoSuchPageError()
  const now = deps.now()
  const { typed, origin } = request
  try {
    const answered = await act({ params: found.params, typed, session, forms: deps.agencyForms, origin, now })
    return answerOf(answered, request, session, deps)
  } catch (fault) {
    if (!(fault instanceof LinkEndedError)) throw fault
    return { ...show(ended, request, deps), cookies: [agencyCookie(request, deps.seal, 'ended', now)] }
  }
}

function answerOf(answered: AgencyAnswer, request: WebRequest, session: AgencySession, deps: AgencyDeps): WebAnswer {
  const now = deps.now()
  const next = answered.session ?? session
  const cookie = agencyCookie(request, deps.seal, next === 'ended' ? next : { ...next, seenAt: now }, now)
  if ('to' in answered) return seeOther(answered.to, [cookie])
  return { ...show(answered, request, deps, session), cookies: [cookie] }
}

function show(shown: Shown, request: WebRequest, { render, seal }: AgencyDeps, session?: AgencySession): WebAnswer {
  const seenBy = session && { mark: agencyMark(seal, session), roles: [], bar: [] }
  return html(shown.status ?? 200, render(shown, request.path, seenBy))
}

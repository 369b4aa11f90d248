import type { APIGatewayProxyEventV2, Context } from 'aws-lambda'
import type { Person } from '../../../../domain/access/access.ts'
import { addHours, instantOf, type Instant } from '../../../../domain/calendar/instant.ts'
import { InMemoryDraftStore } from '../../../../functions/shared/adapters/memory/draft-store.ts'
import { InMemoryPostcodeDirectory } from '../../../../functions/shared/adapters/memory/postcode-directory.ts'
import { aesSeal } from '../../../../functions/shared/adapters/seal.ts'
import type { AgencyForms } from '../../../../functions/shared/ports/agency-forms.ts'
import type { IdentityProvider, SignedIn } from '../../../../functions/shared/ports/identity-provider.ts'
import type { ApiAnswer, ServiceApi } from '../../../../functions/shared/ports/service-api.ts'
import { TO_ANSWER } from '../../../../functions/shared/runtime/time-limit.ts'
import { agencyPages } from '../../../../functions/web/agency/pages.ts'
import { onDemand } from '../../../../functions/web/on-demand.ts'
import { ApiRefusedError, NoSuchPageError, type Page, type PageAnswer } from '../../../../functions/web/page.ts'
import { openPages, pages } from '../../../../functions/web/pages/all.ts'
import { webFunction } from '../../../../functions/web/web.ts'
import type { OpenedForm } from '../../../../schemas/agency-forms/agency-view.ts'
import { WebVisitor } from '../../../support/web-visitor.ts'

const start = instantOf(Date.UTC(2026, 2, 9, 3, 0))
const minutes = (count: number) => addHours(start, count / 60)

const doctor: Person = { subject: 'doctor', roles: ['designated-doctor'], area: 'panel/northamptonshire' }
const nurse: Person = { subject: 'nurse', roles: ['notifier'] }

/** An API for which nobody has notified anything. */
const emptyApi = {
  get: () => Promise.resolve({ ok: true, body: { notifications: [] } }),
  post: () => Promise.resolve({ ok: false, status: 503 }),
} as unknown as ServiceApi

const noForms: AgencyForms = {
  open: () => Promise.resolve({ ok: false, status: 403 }),
  read: () => Promise.resolve({ ok: false, status: 403 }),
  act: () => Promise.resolve({ ok: false, status: 403 }),
}

/** The pages with everything around them in memory. */
function service(
  other: {
    readonly provider?: Partial<IdentityProvider>
    readonly pages?: readonly Page[]
    readonly drafts?: InMemoryDraftStore
    readonly agencyForms?: AgencyForms
  } = {},
) {
  const around = { now: start, person: doctor, asked: [] as boolean[], callback: '' }
  const provider: IdentityProvider = {
    begin: (callback, again) => {
      around.callback = callback
      around.asked.push(again)
      return Promise.resolve({ to: 'https://provider.example/', begun: { state: 's', nonce: 'n', verifier: 'v' } })
    },
    complete: (arrival): Promise<SignedIn | undefined> => {
      const { subject, roles, area } = around.person
      const claims = { sub: subject, cdr_roles: roles.join(' '), ...(area !== undefined && { cdr_area: area }) }
      return Promise.resolve(
        arrival.includes('code=good') ? { subject, accessToken: 'token', secondsLeft: 900, claims } : undefined,
      )
    },
    end: () => Promise.resolve('https://provider.example/logout'),
    ...other.provider,
  }
  const drafts = other.drafts ?? new InMemoryDraftStore()
  let ids = 0
  const handler = webFunction({
    pages: other.pages ?? pages,
    agencyPages,
    openPages,
    assets: [],
    render: ({ title, view }, path) => `${view}|${title}|${path}`,
    drafts,
    directory: new InMemoryPostcodeDirectory(),
    seal: aesSeal('k'.repeat(64)),
    provider,
    apiFor: () => emptyApi,
    agencyForms: other.agencyForms ?? noForms,
    newId: () => `id-${++ids}`,
    now: (): Instant => around.now,
  })
  return { around, drafts, handler, visitor: new WebVisitor(handler), seal: aesSeal('k'.repeat(64)) }
}

const signIn = async ({ visitor }: ReturnType<typeof service>) => {
  await visitor.get('/sign-in?to=/notifications')
  return visitor.get('/signed-in?code=good&state=s')
}
const markOf = ({ seal }: ReturnType<typeof service>, { subject }: Person) => seal.mark('form', subject)

describe('A page whose time runs out', () => {
  it('says that the service cannot answer just now, and when to try again', async () => {
    const { handler } = service({ provider: { begin: () => new Promise(() => undefined) } })
    const event = {
      rawPath: '/sign-in',
      headers: {},
      requestContext: { domainName: 'pages.example', http: { method: 'GET' } },
    } as unknown as APIGatewayProxyEventV2
    const context = { awsRequestId: 'request-1', getRemainingTimeInMillis: () => TO_ANSWER + 10 } as Context
    const { statusCode, headers, body } = await handler(event, context)
    expect([statusCode, headers]).toMatchObject([503, { 'retry-after': '60' }])
    expect(body).toContain('cannot answer just now')
  })
})

describe('A page that cannot be loaded', () => {
  it('is a fault like another, and no other page suffers', async () => {
    const broken = onDemand<Page>({ path: '/notify/{draft}', for: 'notify-death', methods: ['get'] }, () =>
      Promise.reject(new Error('The part cannot be read.')),
    )
    const web = service({ pages: [broken, ...pages.filter(({ path }) => path !== broken.path)] })
    await signIn(web)
    const failed = await web.visitor.get('/notify/x')
    expect([failed.status, failed.body]).toEqual([500, expect.stringContaining('plain.njk')])
    expect((await web.visitor.get('/notifications')).status).toBe(200)
  })
})

describe('Signing in', () => {
  it('comes back to the page that was asked for', async () => {
    const all = service()
    expect(await signIn(all)).toMatchObject({ status: 303, location: '/notifications' })
    expect((await all.visitor.get('/notifications')).body).toContain('own-notifications.njk')
  })

  it.each(['https://elsewhere.example/', '//elsewhere.example', '/\\elsewhere.example', 'javascript:alert(1)'])(
    'never leads to %s',
    async (to) => {
      const { visitor } = service()
      await visitor.get(`/sign-in?${new URLSearchParams({ to }).toString()}`)
      expect(await visitor.get('/signed-in?code=good&state=s')).toMatchObject({ status: 303, location: '/' })
    },
  )

  it('fails without what was kept when it began, and with a code that does not hold', async () => {
    const { visitor } = service()
    expect(await visitor.get('/signed-in?code=good&state=s')).toMatchObject({ status: 400 })
    await visitor.get('/sign-in')
    expect(await visitor.get('/signed-in?code=bad&state=s')).toMatchObject({ status: 400 })
  })

  it('asks nothing of somebody who is there, and for proof of somebody who was away', async () => {
    const all = service()
    await signIn(all)
    all.around.now = minutes(14)
    await all.visitor.get('/notifications')
    all.around.now = minutes(16)
    expect((await all.visitor.get('/notifications')).location).toBe('/sign-in?to=%2Fnotifications')
    await all.visitor.get('/sign-in?to=/notifications')
    all.around.now = minutes(40)
    await all.visitor.get('/sign-in?to=/notifications')
    expect(all.around.asked).toEqual([false, false, true])
  })
})

describe('A form', () => {
  it('without the mark of its person changes nothing', async () => {
    const all = service()
    await signIn(all)
    expect(await all.visitor.post('/notify', {})).toMatchObject({ status: 403 })
    expect(await all.visitor.post('/notify', { mark: markOf(all, nurse) })).toMatchObject({ status: 403 })
    expect(await all.drafts.all('doctor')).toEqual([])
  })

  it('from another site changes nothing', async () => {
    const all = service()
    await signIn(all)
    const form = { mark: markOf(all, doctor) }
    const answer = await all.visitor.post('/notify', form, { 'sec-fetch-site': 'cross-site' })
    expect(answer.status).toBe(403)
    expect(await all.drafts.all('doctor')).toEqual([])
  })

  it('larger than any page is not taken', async () => {
    const all = service()
    await signIn(all)
    expect(await all.visitor.post('/notify', { mark: markOf(all, doctor), more: 'x'.repeat(200_000) })).toMatchObject({
      status: 413,
    })
  })

  it('sent too late is kept and goes on after signing in, for the same person only', async () => {
    const all = service()
    await signIn(all)
    all.around.now = minutes(60)
    const late = await all.visitor.post('/notify', { mark: markOf(all, doctor) })
    expect(late.body).toContain('Sign in again to go on')
    expect(await all.drafts.all('doctor')).toEqual([])

    all.around.person = nurse
    await all.visitor.get('/sign-in?to=/resume')
    expect(await all.visitor.get('/signed-in?code=good&state=s')).toMatchObject({ location: '/resume' })
    expect(await all.visitor.get('/resume')).toMatchObject({ status: 303, location: '/' })
    expect(await all.drafts.all('nurse')).toEqual([])

    all.around.person = doctor
    await all.visitor.get('/sign-in?to=/resume')
    await all.visitor.get('/signed-in?code=good&state=s')
    expect((await all.visitor.get('/resume')).location).toBe('/notify/id-1/you')
    expect(await all.visitor.get('/resume')).toMatchObject({ status: 303, location: '/' })
  })
})

describe('A form that was kept while its person signed in again', () => {
  class StickyDraftStore extends InMemoryDraftStore {
    override dropPost(): Promise<void> {
      return Promise.reject(new Error('It cannot be dropped.'))
    }
  }

  /** Somebody back at a form that they sent too late; what it does is `post`. */
  async function back(post: () => Promise<PageAnswer>, drafts = new InMemoryDraftStore()) {
    const late: Page = { path: '/late', for: 'notify-death', post }
    const all = service({ pages: [...pages, late], drafts })
    await signIn(all)
    all.around.now = minutes(60)
    await all.visitor.post('/late', { mark: markOf(all, doctor) })
    await signIn(all)
    const kept = async () => (await drafts.keptPost('doctor', all.around.now)) !== undefined
    return { resume: () => all.visitor.get('/resume'), kept }
  }

  it('is dropped once it is done, and not before', async () => {
    const seen: boolean[] = []
    const { resume, kept } = await back(async () => {
      seen.push(await kept())
      return { to: '/done' }
    })
    expect((await resume()).location).toBe('/done')
    expect([seen, await kept()]).toEqual([[true], false])
  })

  it.each([
    ['a fault of ours', new Error('Ours.')],
    ['an API that is busy', new ApiRefusedError(503)],
    ['a token that has run out', new ApiRefusedError(401)],
  ])('stays, and is done the next time, after %s', async (_what, fault) => {
    let tries = 0
    const { resume, kept } = await back(() =>
      tries++ === 0 ? Promise.reject(fault) : Promise.resolve({ to: '/done' }),
    )
    expect((await resume()).location).not.toBe('/done')
    expect(await kept()).toBe(true)
    expect((await resume()).location).toBe('/done')
  })

  it.each([
    ['has gone', new NoSuchPageError()],
    ['is not theirs', new ApiRefusedError(404)],
    ['is refused', new ApiRefusedError(400)],
  ])('is dropped where what it is about %s: nobody meets the same answer again and again', async (_what, fault) => {
    const { resume, kept } = await back(() => Promise.reject(fault))
    expect((await resume()).status).toBeGreaterThanOrEqual(400)
    expect(await kept()).toBe(false)
  })

  it('is answered as done where it cannot be dropped', async () => {
    const { resume } = await back(() => Promise.resolve({ to: '/done' }), new StickyDraftStore())
    expect((await resume()).location).toBe('/done')
  })
})

describe('A form of an agency that was kept while nobody was there', () => {
  const forms = (state: { refusal: ApiAnswer<never> }): AgencyForms => ({
    ...noForms,
    open: () => Promise.resolve({ ok: true, body: { session: 'secret', expiresAt: minutes(24 * 60) } as OpenedForm }),
    read: () => Promise.resolve(state.refusal),
  })

  /** Somebody at an agency whose section came after they had been away, and who is asked for the passcode. */
  async function away(refusal: ApiAnswer<never>) {
    const state = { refusal }
    const all = service({ agencyForms: forms(state) })
    await all.visitor.post('/agency-form/open', { link: 'l'.repeat(43), passcode: '123456' })
    all.around.now = minutes(60)
    const mark = all.seal.mark('agency-form', 'secret')
    await all.visitor.post('/agency-form/sections/education', { mark, text: 'typed' })
    const keeper = `agency/${all.seal.mark('agency-keeper', 'secret')}`
    const kept = async () => (await all.drafts.keptPost(keeper, all.around.now)) !== undefined
    return { unlock: () => all.visitor.post('/agency-form/unlock', { mark, passcode: '123456' }), kept }
  }

  it('shuts nobody out where it can be done no more: they go on, and it is gone', async () => {
    const { unlock, kept } = await away({ ok: false, status: 404 })
    expect(await kept()).toBe(true)
    expect(await unlock()).toMatchObject({ status: 303, location: '/agency-form' })
    expect(await kept()).toBe(false)
  })

  it('waits where the service cannot answer just now', async () => {
    const { unlock, kept } = await away({ ok: false, status: 503 })
    expect((await unlock()).status).toBe(503)
    expect(await kept()).toBe(true)
  })
})

describe('A page for anyone', () => {
  it('is shown without signing in, and asks nothing of anybody', async () => {
    const { visitor, around } = service()
    expect(await visitor.get('/statistics/what-is-hidden')).toMatchObject({ status: 200 })
    expect(around.asked).toEqual([])
  })
})

describe('The address of the pages', () => {
  it.each([
    [{}, 'https://pages.example/signed-in'],
    [{ 'x-viewer-host': 'public.example' }, 'https://public.example/signed-in'],
    [{ 'x-viewer-host': 'public.example/elsewhere?' }, 'https://pages.example/signed-in'],
  ])('is the one that CloudFront tells, or else the API’s own: %j', async (headers, callback) => {
    const { visitor, around } = service()
    await visitor.get('/sign-in', headers)
    expect(around.callback).toBe(callback)
  })
})

describe('A cookie', () => {
  it('that was changed signs nobody in', async () => {
    const all = service()
    await signIn(all)
    all.visitor.spoil('session')
    expect((await all.visitor.get('/notifications')).location).toContain('/sign-in')
  })

  it('is bound to the host, for no script and no plain connection', async () => {
    const all = service()
    const { cookies } = await signIn(all)
    expect(cookies[0]).toMatch(/^__Host-session=[\w-]+; Path=\/; HttpOnly; SameSite=Lax; Max-Age=\d+; Secure$/)
    expect(cookies[0]?.length).toBeLessThan(4096)
  })
})

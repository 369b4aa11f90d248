import { MOST_WRONG_PASSCODES } from '../../../domain/agency-forms/links.ts'
import { AfterActSchema } from '../../../schemas/agency-forms/agency-view.ts'
import type { GivenLink } from '../../../schemas/agency-forms/link.ts'
import { ProblemSchema } from '../../../schemas/problem-details.ts'
import { nhsNumber } from '../../support/builders/nhs-number.ts'
import { aPanelThatAsks } from '../../support/agency.ts'
import { LINK_DAYS } from '../../support/pipeline.ts'

const MARK = 'Zaphod-Marked-Value'
const write = (section: string, answers: object, basedOn = 0) => ({ act: 'write', section, basedOn, answers })
const token = ({ token: link, passcode }: GivenLink) => ({ link, passcode })
const wrong = (link: GivenLink) => ({ link: link.token, passcode: link.passcode === '999999' ? '000000' : '999999' })

describe('A link to a form', () => {
  it('opens once with its passcode, and shows the agency’s own form only', async () => {
    const child = { normallyResidentAuthority: 'E06000061', name: { familyName: MARK }, nhsNumber: nhsNumber(7) }
    const death = {
      dateOfDeath: '2026-11-09',
      modeOfDeath: 'witnessed-event',
      circumstances: 'Fell ill at school.',
    } as const
    const { agency, ask } = await aPanelThatAsks({ child, death })
    const { status, body } = await agency.open(token(await ask({ sections: ['summary', 'child'] })))
    expect(status).toBe(201)
    expect(body).toMatchObject({
      form: 'reporting',
      title: 'Reporting form',
      standing: 'awaited',
      askedBy: { code: 'northamptonshire' },
      child: { name: { familyName: MARK }, nhsNumber: nhsNumber(7), dateOfDeath: '2026-11-09' },
      sections: [
        {
          section: 'summary',
          version: 0,
          text: null,
          known: { modeOfDeath: 'witnessed-event', events: 'Fell ill at school.' },
        },
        { section: 'child', known: {} },
      ],
      may: ['write', 'choose', 'hand-over', 'submit'],
    })
    expect(Object.keys((body as { child: object }).child).sort()).toEqual([
      'dateOfBirth',
      'dateOfDeath',
      'name',
      'nhsNumber',
    ])
  })

  it('asks the questions with what they depend on', async () => {
    const { agency, ask } = await aPanelThatAsks()
    const { sections } = await agency.opened(await ask())
    const family = sections.find(({ section }) => section === 'familyAndEnvironment')
    expect(family?.questions).toMatchObject({
      properties: { povertyInWords: { askedWhen: { question: 'livedInPoverty', is: ['yes'] } } },
    })
  })

  it('is kept by a keyed hash only: neither link, passcode nor session is anywhere in the record', async () => {
    const { agency, ask, events, service } = await aPanelThatAsks()
    const link = await ask()
    const { session } = await agency.opened(link)
    await agency.act(session, write('summary', { events: 'Said.' }))
    const record = JSON.stringify([await events(), service.store.readings])
    for (const secret of [link.token, session]) expect(record).not.toContain(secret)
    expect(record).not.toContain(`"${link.passcode}"`)
    expect(service.store.readings).toMatchObject([{ what: 'form', subject: `${link.request}/link-1` }])
  })

  it('opens for one of two who try at the same time', async () => {
    const { agency, ask } = await aPanelThatAsks()
    const link = token(await ask())
    const tried = await Promise.all([agency.open(link), agency.open(link), agency.open(link)])
    expect(tried.map(({ status }) => status).sort()).toEqual([201, 403, 403])
  })
})

/** Ways in which a link or a session may fail, each as somebody would meet it. */
const failures: Record<
  string,
  (panel: Awaited<ReturnType<typeof aPanelThatAsks>>) => Promise<{ status: number; text: string; headers: object }>
> = {
  'an unknown link': ({ agency }) => agency.open({ link: 'X'.repeat(43), passcode: '000000' }),
  'a link cut short': async ({ agency, ask }) =>
    agency.open({ link: (await ask()).token.slice(1), passcode: '000000' }),
  'a link tampered with': async ({ agency, ask }) => {
    const link = await ask()
    return agency.open({ link: `${link.token.slice(0, -1)}_`, passcode: link.passcode })
  },
  'a link without passcode': async ({ agency, ask }) => agency.open({ link: (await ask()).token }),
  'a link with something else': ({ agency }) => agency.open({ link: { toString: 'x' }, passcode: [] }),
  'a wrong passcode': async ({ agency, ask }) => agency.open(wrong(await ask())),
  'the passcode of another link': async ({ agency, ask }) => {
    const [one, other] = [await ask(), await ask({ agency: { position: 2 } })]
    return agency.open({ link: one.token, passcode: other.passcode })
  },
  'a link used twice': async ({ agency, ask }) => {
    const link = await ask()
    await agency.opened(link)
    return agency.open(token(link))
  },
  'a link locked after wrong passcodes': async ({ agency, ask }) => {
    const link = await ask()
    for (let tries = 0; tries < MOST_WRONG_PASSCODES; tries++) await agency.open(wrong(link))
    return agency.open(token(link))
  },
  'a link that has expired': async ({ agency, ask, service }) => {
    const link = await ask()
    service.later(LINK_DAYS * 24)
    return agency.open(token(link))
  },
  'a link that was renewed': async ({ agency, ask, work }) => {
    const link = await ask()
    await work({ action: 'renew-form-link', request: link.request })
    return agency.open(token(link))
  },
  'a link that was withdrawn': async ({ agency, ask, work }) => {
    const link = await ask()
    await work({ action: 'withdraw-form-request', request: link.request, reason: 'Not needed.' })
    return agency.open(token(link))
  },
  'a link of a case that was retracted': async ({ agency, ask, work, reference }) => {
    const link = await ask()
    await work({ action: 'retract', notification: reference, reason: 'sent-as-a-test' })
    return agency.open(token(link))
  },
  'a link in place of a session': async ({ agency, ask }) => agency.show((await ask()).token),
  'no session': ({ agency }) => agency.show(),
  'an unknown session': ({ agency }) => agency.act('Y'.repeat(43), { act: 'submit' }),
  'a session in place of a link': async ({ agency, ask }) => {
    const link = await ask()
    const { session } = await agency.opened(link)
    return agency.open({ link: session, passcode: link.passcode })
  },
  'a session that has expired': async ({ agency, ask, service }) => {
    const { session } = await agency.opened(await ask())
    service.later(LINK_DAYS * 24)
    return agency.show(session)
  },
  'a session whose link was renewed': async ({ agency, ask, work }) => {
    const link = await ask()
    const { session } = await agency.opened(link)
    await work({ action: 'renew-form-link', request: link.request })
    return agency.act(session, { act: 'submit' })
  },
  'a session whose request was withdrawn': async ({ agency, ask, work }) => {
    const link = await ask()
    const { session } = await agency.opened(link)
    await work({ action: 'withdraw-form-request', request: link.request, reason: 'Not needed.' })
    return agency.act(session, write('summary', {}))
  },
}

describe('Whatever does not open a form', () => {
  it.each(Object.entries(failures))('%s is refused in one and the same way, and metered', async (_name, fail) => {
    const panel = await aPanelThatAsks()
    const { status, text, headers } = await fail(panel)
    expect({ status, text, headers }).toEqual({
      status: 403,
      text: JSON.stringify({
        type: '/problems/link-not-accepted',
        status: 403,
        title: 'This does not open a form: ask the panel that sent you the link for a new one',
      }),
      headers: {
        'content-type': 'application/problem+json',
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
      },
    })
    expect(panel.service.meter.counts.get('FormLinksRefused')).toBeGreaterThan(0)
  })

  it('is on the record of the case: each wrong passcode, and every other reason once, however often it comes', async () => {
    const { agency, ask, events } = await aPanelThatAsks()
    const link = await ask()
    for (let tries = 0; tries < 9; tries++) await agency.open(wrong(link))
    const refusals = (await events()).flatMap((event) =>
      event.type === 'FormLinkRefused' ? [event.happened.because] : [],
    )
    expect(refusals).toEqual([...Array<string>(MOST_WRONG_PASSCODES).fill('wrong-passcode'), 'locked'])
  })

  it('counts wrong passcodes also where they come at the same time', async () => {
    const { agency, ask } = await aPanelThatAsks()
    const link = await ask()
    await Promise.all(Array.from({ length: MOST_WRONG_PASSCODES }, () => agency.open(wrong(link))))
    expect((await agency.open(token(link))).status).toBe(403)
  })
})

describe('A form', () => {
  it('is saved section by section, and sent: the panel sees the answers, the request closes and the clock is met', async () => {
    const { agency, ask, service, reference } = await aPanelThatAsks()
    const link = await ask()
    const { session } = await agency.opened(link)
    const saved = await agency.act(session, {
      act: 'write',
      section: 'summary',
      basedOn: 0,
      answers: { resuscitationAttempted: 'yes', somethingElse: 'kept' },
      notKnown: ['modeOfDeath'],
      notHeld: ['events'],
    })
    expect(saved.status).toBe(201)
    expect(AfterActSchema.parse(saved.body)).toMatchObject({
      outcome: 'saved',
      unrecognisedFields: 1,
      sections: [
        { version: 1, text: { answers: { resuscitationAttempted: 'yes' }, notKnown: ['modeOfDeath'] } },
        ...Array<object>(4).fill({}),
      ],
    })
    const before = await service.case(reference)
    expect(before.routing?.clocks.find(({ rule }) => rule === 'D13')).toMatchObject({ startedAt: service.now })
    expect(before.work.forms.requests[0]).toMatchObject({ standing: 'awaited' })
    expect(before.work.forms.requests[0]?.answered).toBeUndefined()
    service.later(30)
    const sent = await agency.act(session, { act: 'submit' })
    expect(sent.body).toMatchObject({ outcome: 'submitted', standing: 'answered', child: null, sections: [], may: [] })
    const { routing, work } = await service.case(reference)
    expect(routing?.clocks.find(({ rule }) => rule === 'D13')).toMatchObject({ metAt: service.now })
    expect(work.forms.requests[0]).toMatchObject({
      standing: 'answered',
      answered: {
        at: service.now,
        answers: {
          summary: { answers: { resuscitationAttempted: 'yes' }, unrecognised: '[["/somethingElse","kept"]]' },
        },
      },
    })
    expect(await agency.act(session, { act: 'submit' })).toMatchObject({ status: 201, body: { outcome: 'submitted' } })
    expect(await agency.act(session, write('summary', {}))).toMatchObject({ status: 409 })
    expect(await agency.open(token(link))).toMatchObject({ status: 403 })
  })

  it('keeps both texts of two who write at once, and shows both until somebody chooses', async () => {
    const { agency, ask } = await aPanelThatAsks()
    const { session } = await agency.opened(await ask())
    const handed = await agency.act(session, { act: 'hand-over', section: 'parenting' })
    const colleague = await agency.opened(AfterActSchema.parse(handed.body).link!)
    expect(colleague.sections.map(({ section }) => section)).toEqual(['parenting'])
    expect(colleague.may).toEqual(['write', 'choose'])
    await agency.act(session, write('parenting', { parenting: 'Mine.' }))
    const second = await agency.act(colleague.session, write('parenting', { parenting: 'Theirs.' }))
    expect(AfterActSchema.parse(second.body)).toMatchObject({
      outcome: 'beside',
      sections: [
        {
          text: { answers: { parenting: 'Mine.' } },
          alternatives: [{ version: 2, text: { answers: { parenting: 'Theirs.' } } }],
        },
      ],
    })
    expect(await agency.act(session, { act: 'submit' })).toMatchObject({ status: 409 })
    const choice = { act: 'choose', section: 'parenting', basedOn: 2, alternative: 2, choice: 'take-alternative' }
    expect(await agency.act(colleague.session, choice)).toMatchObject({ body: { outcome: 'saved' } })
    expect(await agency.act(session, { act: 'submit' })).toMatchObject({ body: { outcome: 'submitted' } })
  })

  it('is handed on by section: a colleague sees, writes and sends nothing else', async () => {
    const { agency, ask } = await aPanelThatAsks()
    const link = await ask()
    const { session } = await agency.opened(link)
    const far = { act: 'hand-over', section: 'child', expiresAt: '2030-01-01T00:00:00.000Z' }
    const handed = AfterActSchema.parse((await agency.act(session, far)).body).link!
    expect(handed.expiresAt).toBe(link.expiresAt)
    const colleague = (await agency.opened(handed)).session
    expect(await agency.act(colleague, write('summary', {}))).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/section', code: 'not-a-choice' }] },
    })
    for (const act of [{ act: 'submit' }, { act: 'hand-over', section: 'child' }])
      expect(await agency.act(colleague, act)).toMatchObject({ status: 409 })
    const soon = AfterActSchema.parse(
      (await agency.act(session, { act: 'hand-over', section: 'child', expiresAt: '2026-11-21T00:00:00.000Z' })).body,
    )
    expect(soon.link?.expiresAt).toBe('2026-11-21T00:00:00.000Z')
  })

  it.each([
    [
      'a question that is not asked after the answers',
      { answers: { livedInPoverty: 'no', povertyInWords: 'x' } },
      '/answers/povertyInWords',
    ],
    ['a value that the question does not take', { answers: { livedInPoverty: 'perhaps' } }, '/answers/livedInPoverty'],
    [
      'not known of a question that is answered',
      { answers: { livedInPoverty: 'no' }, notKnown: ['livedInPoverty'] },
      '/notKnown/0',
    ],
    ['not held of what is not known already', { notKnown: ['family'], notHeld: ['family'] }, '/notHeld/0'],
    ['not held of a question that the section does not have', { notHeld: [MARK] }, '/notHeld/0'],
    ['not known of a question that is not asked', { notKnown: ['povertyInWords'] }, '/notKnown/0'],
  ])('refuses %s, by field and without repeating it', async (_name, answers, pointer) => {
    const { agency, ask } = await aPanelThatAsks()
    const { session } = await agency.opened(await ask())
    const { status, body, text } = await agency.act(session, {
      act: 'write',
      section: 'familyAndEnvironment',
      basedOn: 0,
      ...answers,
    })
    expect(status).toBe(422)
    expect(ProblemSchema.parse(body).errors?.map((one) => one.pointer)).toEqual([pointer])
    expect(text).not.toContain(MARK)
  })

  it('wants something written before it is sent, and an act that it knows', async () => {
    const { agency, ask } = await aPanelThatAsks()
    const { session } = await agency.opened(await ask())
    expect(await agency.act(session, { act: 'submit' })).toMatchObject({ status: 409 })
    expect(await agency.act(session, { act: 'conclude' })).toMatchObject({ status: 422 })
    expect(await agency.act(session, '{')).toMatchObject({ status: 400 })
    expect(await agency.act(session, write('summary', {}, 3))).toMatchObject({ status: 409 })
  })

  it('goes on after a renewal where it was left', async () => {
    const { agency, ask, work } = await aPanelThatAsks()
    const link = await ask()
    await agency.act((await agency.opened(link)).session, write('child', { needs: 'Had been well.' }))
    const { link: renewed } = await work({ action: 'renew-form-link', request: link.request })
    const { sections } = await agency.opened(renewed!)
    expect(sections.find(({ section }) => section === 'child')?.text?.answers).toEqual({ needs: 'Had been well.' })
  })

  it('follows a case that is joined to another, with its clock', async () => {
    const { agency, ask, work, service } = await aPanelThatAsks()
    const { session } = await agency.opened(await ask())
    const twin = await service.notify(
      {
        referrer: { name: 'Dr Other', role: 'Doctor', phone: '01632 960002' },
        child: {
          name: { familyName: 'Else' },
          dateOfBirth: '2020-01-01',
          residence: { kind: 'not-known' },
          normallyResidentAuthority: 'E06000061',
        },
        death: { dateOfDeath: '2026-11-01', placeOfDeath: 'hospice' },
      },
      { key: 'other' },
    )
    if (!('notification' in twin)) throw new Error(twin.outcome)
    await service.settle()
    const { reference: into } = twin.notification
    await work({ action: 'join', into })
    await service.settle()
    await agency.act(session, write('summary', { events: 'Said.' }))
    expect(await agency.act(session, { act: 'submit' })).toMatchObject({ body: { outcome: 'submitted' } })
    const { work: after, routing } = await service.case(into)
    expect(after.forms.requests).toMatchObject([{ standing: 'answered' }])
    expect(routing?.clocks.find(({ rule }) => rule === 'D13')).toMatchObject({ metAt: service.now })
  })
})

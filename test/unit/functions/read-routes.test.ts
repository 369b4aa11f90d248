import type { Person } from '../../../domain/access/access.ts'
import { readRoutes } from '../../../functions/read/routes.ts'
import {
  CaseSchema,
  FoundCasesSchema,
  HistorySchema,
  NoticesSchema,
  NotificationViewSchema,
  OwnNotificationsSchema,
  QueuePageSchema,
} from '../../../schemas/api.ts'
import { showReference, type Reference } from '../../../schemas/reference.ts'
import { aPanelThatAsks } from '../../support/agency.ts'
import { nhsNumber } from '../../support/builders/nhs-number.ts'
import { bodies } from '../../support/builders/notification.ts'
import { call, type Call } from '../../support/http.ts'
import { chair, doctor, hash, manager, nurse, TestPipeline } from '../../support/pipeline.ts'

const here = { normallyResidentAuthority: 'E06000061' }

async function withCases(count = 1) {
  const service = new TestPipeline()
  const references: Reference[] = []
  for (let n = 0; n < count; n++) {
    const child = { ...here, nhsNumber: nhsNumber(n), name: { familyName: `Invented${n}` } }
    const death = { dateOfDeath: `2026-11-${String(n + 1).padStart(2, '0')}` }
    const notified = await service.notify(bodies.minimal({ child, death }), { key: `k${n}` })
    if ('notification' in notified) references.push(notified.notification.reference)
  }
  await service.settle()
  const routes = readRoutes({
    cases: service.store,
    queues: service.store,
    register: service.store,
    hash,
    now: () => service.now,
  })
  const get = (path: string, more: Call) => call(routes, `GET /api/v1/${path}`, more)
  return { service, references, reference: references[0]!, get }
}

describe('A panel’s queue', () => {
  it('lists the panel’s cases by the next due clock, in pages that join without gap or repeat', async () => {
    const { get, references } = await withCases(5)
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const query = { limit: '2', ...(cursor !== undefined && { cursor }) }
      const { status, body } = await get('panels/{panel}/queue', {
        person: manager,
        params: { panel: 'northamptonshire' },
        query,
      })
      expect(status).toBe(200)
      const page = QueuePageSchema.parse(body)
      expect(page.panel.name).toBe('Northamptonshire')
      seen.push(...page.cases.map(({ reference }) => reference))
      cursor = page.nextCursor
    } while (cursor !== undefined)
    expect(seen).toEqual(references.map(showReference))
  })

  it('says what is overdue', async () => {
    const { get } = await withCases()
    const { body } = await get('panels/{panel}/queue', { person: manager, params: { panel: 'northamptonshire' } })
    expect(QueuePageSchema.parse(body).cases[0]?.nextClock).toMatchObject({ overdue: true })
  })

  it('shows who has a case in hand while they have it, and what it waits for', async () => {
    const { get, service, reference } = await withCases()
    await service.work(reference, { action: 'place-on-hold', hold: 'inquest', note: 'Adjourned.' })
    await service.work(reference, { action: 'claim' })
    const line = async () => {
      const { body } = await get('panels/{panel}/queue', { person: chair, params: { panel: 'northamptonshire' } })
      return QueuePageSchema.parse(body).cases[0]
    }
    expect(await line()).toMatchObject({ holds: ['inquest'], claim: { by: 'manager' } })
    service.later(4)
    expect(await line()).toMatchObject({ claim: null })
  })

  it('is filtered by any of stage, expectedness, hold and overdue, together too', async () => {
    const { get, service, references } = await withCases(3)
    const [first, second, third] = references as [Reference, Reference, Reference]
    await service.work(second, { action: 'place-on-hold', hold: 'inquest' })
    await service.work(third, { action: 'place-on-hold', hold: 'inquest' })
    await service.work(third, { action: 'move-to-stage', stage: 'child-death-review-meeting' })
    await service.amend(first, { answers: { anticipated24HoursBefore: 'no' } }, { key: 'unexpected' })
    await service.settle()
    const found = async (query: Record<string, string>) => {
      const { body } = await get('panels/{panel}/queue', {
        person: manager,
        params: { panel: 'northamptonshire' },
        query,
      })
      return QueuePageSchema.parse(body).cases.map(({ reference }) => reference)
    }
    const shown = (...some: Reference[]) => some.map(showReference)
    expect(await found({ hold: 'inquest' })).toEqual(shown(second, third))
    expect(await found({ hold: 'criminal' })).toEqual([])
    expect(await found({ stage: 'child-death-review-meeting' })).toEqual(shown(third))
    expect(await found({ stage: 'information-gathering', hold: 'inquest' })).toEqual(shown(second))
    expect(await found({ expectedness: 'unexpected' })).toEqual(shown(first))
    expect(await found({ expectedness: 'unexpected', hold: 'inquest' })).toEqual([])
    expect(await found({ expectedness: 'not-yet-known', stage: 'information-gathering' })).toEqual(shown(second))
    expect(await found({ overdue: 'true', hold: 'inquest' })).toEqual(shown(second, third))
    expect(await found({ overdue: 'false' })).toEqual([])
  })

  it.each([
    ['a limit of nought', { limit: '0' }],
    ['a limit of a billion', { limit: '1000000000' }],
    ['a limit that is no number', { limit: 'many' }],
    ['a state that does not exist', { state: 'lost' }],
    ['a hold that does not exist', { hold: 'weather' }],
    ['overdue without an answer', { overdue: 'perhaps' }],
    ['overdue of cases whose clocks have stopped', { overdue: 'true', state: 'closed' }],
    ['overdue at a stage where clocks have stopped', { overdue: 'true', stage: 'joined' }],
    ['a cursor that somebody wrote', { cursor: 'eyJ4IjoxfQ.forged' }],
    ['a cursor without a seal', { cursor: 'eyJ4IjoxfQ' }],
  ])('answers %s with 400 and the parameter to mend', async (_what, query) => {
    const { get } = await withCases()
    const answer = await get('panels/{panel}/queue', { person: manager, params: { panel: 'northamptonshire' }, query })
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ pointer: `/${Object.keys(query)[0] ?? ''}` }] } })
  })
})

describe('A case', () => {
  it('is shown whole to its panel’s manager, and the reading is recorded', async () => {
    const { get, reference, service } = await withCases()
    const { status, body } = await get('cases/{reference}', { person: manager, params: { reference } })
    expect(status).toBe(200)
    const shown = CaseSchema.parse(body)
    expect(shown.notifications[0]?.facts.child.nhsNumber).toBe(nhsNumber(0))
    expect(shown.panel).toMatchObject({ code: 'northamptonshire', basis: 'must' })
    expect(service.store.readings).toMatchObject([{ reference, what: 'case', subject: 'manager' }])
  })

  it('shows what the panel did with it, and what the reader may do next', async () => {
    const { get, reference, service } = await withCases()
    await service.work(reference, { action: 'place-on-hold', hold: 'inquest', note: 'Adjourned.' })
    await service.work(reference, { action: 'name-key-worker', name: 'Invented Person', contact: '01632 960005' })
    await service.work(reference, { action: 'log-family-question', question: 'Why?' })
    await service.work(reference, { action: 'transfer', to: 'leeds', note: 'Lived there.' })
    const person: Person = { subject: 'theirs', roles: ['cdop-manager'], area: 'panel/leeds' }
    const shown = CaseSchema.parse((await get('cases/{reference}', { person, params: { reference } })).body)
    expect(shown).toMatchObject({
      panel: { code: 'leeds', basis: 'transferred', reason: 'Handed over by Northamptonshire.' },
      holds: [{ hold: 'inquest', note: 'Adjourned.', by: { subject: 'manager' } }],
      keyWorker: { name: 'Invented Person' },
      familyQuestions: [{ number: 1, question: 'Why?', answers: [] }],
      transfer: { from: { name: 'Northamptonshire' }, note: 'Lived there.' },
      allowed: expect.arrayContaining([{ action: 'accept-transfer' }]) as unknown,
    })
    expect((await get('cases/{reference}', { person: manager, params: { reference } })).status).toBe(404)
    const told = (await get('panels/{panel}/notices', { person: manager, params: { panel: 'northamptonshire' } })).body
    expect(NoticesSchema.parse(told).notices).toMatchObject([{ what: 'handed-over', note: 'Lived there.' }])
  })

  it('that was joined to another keeps its record, and a reference of it finds the other', async () => {
    const { get, references, service } = await withCases(2)
    const [ended, kept] = references as [Reference, Reference]
    await service.work(ended, { action: 'join', into: kept })
    await service.settle()
    const shown = (await get('cases/{reference}', { person: manager, params: { reference: ended } })).body
    expect(CaseSchema.parse(shown)).toMatchObject({ stage: 'joined', joinedTo: showReference(kept), allowed: [] })
    const params = { panel: 'northamptonshire' }
    const query = { reference: showReference(ended).toLowerCase() }
    const found = (await get('panels/{panel}/cases', { person: manager, params, query })).body
    expect(FoundCasesSchema.parse(found).cases.map(({ reference }) => reference)).toEqual([showReference(kept)])
  })

  it('is found by its reference in its own panel only', async () => {
    const { get, reference } = await withCases()
    const find = async (panel: string, query: Record<string, string>) =>
      get('panels/{panel}/cases', {
        person: { ...manager, area: `panel/${panel}` },
        params: { panel },
        query,
      })
    expect(FoundCasesSchema.parse((await find('northamptonshire', { reference })).body).cases).toHaveLength(1)
    expect(FoundCasesSchema.parse((await find('leeds', { reference })).body).cases).toEqual([])
    expect(await find('leeds', {})).toMatchObject({ status: 400, body: { errors: [{ pointer: '/reference' }] } })
  })

  it('shows its scrutineer who read what and when, themselves included, and that nobody tampered with it', async () => {
    const { get, reference, service } = await withCases()
    await service.work(reference, { action: 'log-family-question', question: 'Marked-Free-Text' })
    await get('cases/{reference}', { person: manager, params: { reference } })
    service.later(1)
    const person: Person = { subject: 'scrutineer', roles: ['scrutineer'], area: 'panel/northamptonshire' }
    const { body } = await get('cases/{reference}/history', { person, params: { reference } })
    const history = HistorySchema.parse(body)
    expect(history).toMatchObject({
      whole: true,
      readings: [
        { number: 1, what: 'case', by: { subject: 'manager', roles: ['cdop-manager'] } },
        { number: 2, what: 'history', at: service.now, by: { subject: 'scrutineer' } },
      ],
    })
    const hashes = [...history.entries, ...history.readings].map(({ hash }) => hash)
    expect(new Set(hashes).size).toBe(history.entries.length + 2)
    expect(JSON.stringify(body)).not.toMatch(/Marked-Free-Text|Invented|999/)
  })

  it('has a history that says who did what, without the child', async () => {
    const { get, reference } = await withCases()
    const scrutineer: Person = { subject: 's', roles: ['scrutineer'], area: 'panel/northamptonshire' }
    const { body } = await get('cases/{reference}/history', { person: scrutineer, params: { reference } })
    const { entries } = HistorySchema.parse(body)
    expect(entries.map(({ what }) => what)).toEqual(['NotificationReceived', 'DeathCategorised', 'CaseRouted'])
    expect(JSON.stringify(body)).not.toMatch(/Invented|999/)
  })
})

describe('Own notifications', () => {
  it('are listed, and shown to nobody else', async () => {
    const { get, reference } = await withCases()
    const own = OwnNotificationsSchema.parse((await get('notifications', { person: doctor })).body)
    expect(own.notifications.map((one) => one.reference)).toEqual([showReference(reference)])
    const shown = await get('notifications/{reference}', { person: doctor, params: { reference } })
    expect(NotificationViewSchema.parse(shown.body).standing).toBe(
      'The panel has the case and is gathering information.',
    )
    expect((await get('notifications/{reference}', { person: nurse, params: { reference } })).status).toBe(404)
    expect(OwnNotificationsSchema.parse((await get('notifications', { person: nurse })).body).notifications).toEqual([])
  })

  it('say that they were retracted', async () => {
    const { get, reference, service } = await withCases()
    await service.work(reference, { action: 'retract', notification: reference, reason: 'wrong-child' })
    const { body } = await get('notifications/{reference}', { person: doctor, params: { reference } })
    expect(NotificationViewSchema.parse(body).standing).toBe(
      'This notification was made in error and has been retracted.',
    )
  })

  it('of a child whom others notified too show nothing of theirs', async () => {
    const { get, service } = await withCases()
    const body = bodies.minimal({ child: { ...here, nhsNumber: nhsNumber(0) } })
    const joined = await service.notify(body, { person: nurse, key: 'second' })
    if (!('notification' in joined)) throw new Error(joined.outcome)
    const { reference } = joined.notification
    const shown = NotificationViewSchema.parse(
      (await get('notifications/{reference}', { person: nurse, params: { reference } })).body,
    )
    expect(shown.reference).toBe(showReference(reference))
    expect(JSON.stringify(shown)).not.toContain('Invented0')
    expect((await get('notifications/{reference}', { person: doctor, params: { reference } })).status).toBe(404)
  })
})

describe('A death elsewhere', () => {
  it('is told to the panel of the place of death', async () => {
    const { get, service } = await withCases(0)
    await service.notify(bodies.minimal({ child: here, death: { authorityOfDeath: 'E08000021' } }))
    await service.settle()
    const person: Person = { subject: 'm', roles: ['cdop-manager'], area: 'panel/north-and-south-of-tyne' }
    const { body } = await get('panels/{panel}/notices', { person, params: { panel: 'north-and-south-of-tyne' } })
    expect(NoticesSchema.parse(body).notices).toMatchObject([{ reviewedBy: { code: 'northamptonshire' } }])
  })
})

describe('The forms of a case', () => {
  it('stand on its record: needed and why, whom to ask, and what was asked; answers once they are sent', async () => {
    const { reference, service, agency, ask, work } = await aPanelThatAsks()
    const { store } = service
    const routes = readRoutes({ cases: store, queues: store, register: store, hash, now: () => service.now })
    const forms = async () => {
      const { body } = await call(routes, 'GET /api/v1/cases/{reference}', { person: manager, params: { reference } })
      return CaseSchema.parse(body).forms
    }
    await work({ action: 'set-circumstances', circumstances: ['drowning'] })
    const link = await ask()
    const { session } = await agency.opened(link)
    await agency.act(session, { act: 'write', section: 'summary', basedOn: 0, answers: { events: 'Said.' } })
    service.later(24 * 15)
    const before = await forms()
    expect(before.needed.find(({ form }) => form === 'drowning')).toEqual({
      form: 'drowning',
      standing: 'needed',
      byRule: [{ rule: 'circumstance:drowning', because: 'It is among the circumstances of the death.' }],
      adjustment: null,
      lookAgain: false,
    })
    expect(before.agencies).toMatchObject([
      { position: 1, type: 'gp', reportingForm: 'awaited' },
      { position: 2, type: 'police', reportingForm: 'not-asked' },
    ])
    expect(before.requests).toMatchObject([
      { request: link.request, overdue: true, answered: null, links: [{ standing: 'opened', refusals: [] }] },
    ])
    expect(JSON.stringify(before)).not.toContain('Said.')
    await agency.act(session, { act: 'submit' })
    expect((await forms()).requests).toMatchObject([
      { overdue: false, standing: 'answered', answered: { answers: { summary: { answers: { events: 'Said.' } } } } },
    ])
  })
})

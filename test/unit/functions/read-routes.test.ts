import type { Person } from '../../../domain/access/access.ts'
import { readRoutes } from '../../../functions/read/routes.ts'
import { ROLES } from '../../../schemas/access.ts'
import {
  CaseSchema,
  HistorySchema,
  NoticesSchema,
  NotificationViewSchema,
  OwnNotificationsSchema,
  QueuePageSchema,
} from '../../../schemas/api.ts'
import { showReference, type Reference } from '../../../schemas/reference.ts'
import { nhsNumber } from '../../support/builders/nhs-number.ts'
import { bodies } from '../../support/builders/notification.ts'
import { call, type Call } from '../../support/http.ts'
import { doctor, hash, manager, nurse, TestPipeline } from '../../support/pipeline.ts'

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
  const routes = readRoutes({ cases: service.store, queues: service.store, hash, now: () => service.now })
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

  it.each([
    ['a limit of nought', { limit: '0' }],
    ['a limit of a billion', { limit: '1000000000' }],
    ['a limit that is no number', { limit: 'many' }],
    ['a state that does not exist', { state: 'lost' }],
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

describe('Who may read what', () => {
  const paths = [
    { path: 'panels/{panel}/queue', may: ['cdop-manager', 'designated-doctor'] },
    { path: 'panels/{panel}/notices', may: ['cdop-manager', 'designated-doctor'] },
    { path: 'cases/{reference}', may: ['cdop-manager', 'designated-doctor'] },
    { path: 'cases/{reference}/history', may: ['cdop-manager', 'designated-doctor', 'scrutineer'] },
  ]
  const areas = ['panel/northamptonshire', 'panel/leeds', 'region/E12000004', undefined]
  const cells = paths.flatMap(({ path, may }) =>
    ROLES.flatMap((role) => areas.map((area) => ({ path, role, area, may: may.includes(role) }))),
  )

  it.each(cells)('$role of $area on $path', async ({ path, role, area, may }) => {
    const { get, reference } = await withCases()
    const person: Person = { subject: 'somebody', roles: [role], ...(area !== undefined && { area }) }
    const { status } = await get(path, { person, params: { panel: 'northamptonshire', reference } })
    expect(status).toBe(!may ? 403 : area === 'panel/northamptonshire' ? 200 : 404)
  })
})

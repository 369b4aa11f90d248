import type { LocalCloud } from '../../infra/local/local-cloud.ts'
import { seed } from '../../infra/local/seed/seed.ts'
import { startLocalCloud } from '../../infra/local/start-local-cloud.ts'
import type { CaseRecord, History, NotificationReceipt, Notices, QueuePage } from '../../schemas/api.ts'
import { notificationExamples } from '../../schemas/notification/examples.ts'
import { operations } from '../../schemas/operations.ts'
import { nhsNumber } from '../support/builders/nhs-number.ts'
import { bodies } from '../support/builders/notification.ts'
import { Client, eventually } from '../support/service.ts'
import { describeMarkedData } from './marked-data.ts'

let cloud: LocalCloud
let client: Client
beforeAll(async () => {
  cloud = await startLocalCloud({ assembly: process.env['SERVICE_ASSEMBLY']! })
  client = new Client(cloud)
  await seed(cloud, new Date())
}, 120_000)
afterAll(() => cloud.stop(), 60_000)

const inQueue = (manager: string, panel: string, reference: string) =>
  eventually(async () => {
    let cursor: string | undefined
    do {
      const query = cursor === undefined ? '' : `?cursor=${cursor}`
      const { body } = await client.get<QueuePage>(manager, `/panels/${panel}/queue${query}`)
      const entry = body.cases.find((one) => one.reference === reference)
      if (entry) return entry
      cursor = body.nextCursor
    } while (cursor !== undefined)
    return undefined
  })

describe('A notified death', () => {
  it('is categorised, routed and stands in the right panel’s queue', async () => {
    const { status, body } = await client.post<NotificationReceipt>(
      'doctor',
      '/notifications',
      'end-to-end',
      bodies.minimal({ answers: { suddenNoApparentCause: 'yes', anticipated24HoursBefore: 'no' } }),
    )
    expect(status).toBe(201)
    expect(body.panel).toMatchObject({ code: 'northamptonshire', basis: 'must' })
    const entry = await inQueue('manager', 'northamptonshire', body.reference)
    expect(entry).toMatchObject({
      stage: 'information-gathering',
      expectedness: 'unexpected',
      jointAgencyResponse: 'required',
    })

    const { body: history } = await client.get<History>('manager', `/cases/${body.reference}/history`)
    expect(history.entries.map(({ what }) => what)).toEqual([
      'NotificationReceived',
      'DeathCategorised',
      expect.stringMatching('CaseRouted') as string,
      ...history.entries.slice(3).map(({ what }) => what),
    ])
  }, 60_000)

  it('is told to the panel where the child died, and stays out of that panel’s queue', async () => {
    const { body } = await client.post<NotificationReceipt>(
      'doctor',
      '/notifications',
      'died-elsewhere',
      bodies.minimal({ death: { authorityOfDeath: 'E08000021' }, child: { nhsNumber: nhsNumber(100) } }),
    )
    await inQueue('manager', 'northamptonshire', body.reference)
    const { body: told } = await client.get<Notices>('manager-tyne', '/panels/north-and-south-of-tyne/notices')
    expect(told.notices.map(({ reference }) => reference)).toContain(body.reference)
    const hidden = await client.get('manager-tyne', `/cases/${body.reference}`)
    expect(hidden.status).toBe(404)
  }, 60_000)

  it('is categorised and routed again when more becomes known', async () => {
    const { body } = await client.post<NotificationReceipt>(
      'doctor',
      '/notifications',
      'amended',
      bodies.minimal({ child: { nhsNumber: nhsNumber(101) } }),
    )
    await inQueue('manager', 'northamptonshire', body.reference)
    const amended = await client.post<NotificationReceipt>(
      'doctor',
      `/notifications/${body.reference}/amendments`,
      'amendment',
      { answers: { anticipated24HoursBefore: 'yes', unexpectedCollapseOrIncident: 'no' } },
    )
    expect(amended.status).toBe(201)
    expect(amended.body.assessment.expectedness.outcome).toBe('expected')
    await eventually(async () => {
      const { body: known } = await client.get<CaseRecord>('manager', `/cases/${body.reference}`)
      return known.categorisation?.assessment.expectedness.outcome === 'expected' || undefined
    })
  }, 60_000)
})

describe('The seeded system', () => {
  it('has cases in several panels, two notifications of one child joined and twins kept apart', async () => {
    const { body: here } = await client.get<QueuePage>('manager', '/panels/northamptonshire/queue?limit=100')
    const { body: tyne } = await client.get<QueuePage>(
      'manager-tyne',
      '/panels/north-and-south-of-tyne/queue?limit=100',
    )
    expect(tyne.cases.filter(({ flags }) => flags.includes('several-notifications'))).toHaveLength(1)
    const twins = here.cases.filter(
      ({ ageBand, flags }) => ageBand === '0-27 days' && flags.includes('possible-duplicate'),
    )
    expect(twins.length).toBeGreaterThanOrEqual(2)
    const { body: twin } = await client.get<CaseRecord>('manager', `/cases/${twins[0]?.reference ?? ''}`)
    const others = twin.possibleDuplicates.map(({ reference }) => reference)
    expect(twins.filter(({ reference }) => others.includes(reference))).not.toEqual([])
  })
})

describe('The API’s own description', () => {
  it('is served to anyone, and every example body in it works', async () => {
    const document = (await (await fetch(`${cloud.url}/api/v1/openapi.json`)).json()) as {
      openapi: string
      paths: object
    }
    expect(document.openapi).toMatch(/^3\.1/)
    expect(Object.keys(document.paths).length).toBeGreaterThan(5)
    for (const [name, { value }] of Object.entries(notificationExamples)) {
      const { status } = await client.post('doctor', '/notifications', `example-${name}`, value)
      expect([name, status]).toEqual([name, 201])
    }
    expect(operations.length).toBeGreaterThan(5)
  }, 60_000)
})

describe('Whoever has no token', () => {
  it('gets nothing but the description, and with a link the form of an agency', async () => {
    const open = operations.filter(({ roles }) => roles.length === 0).map(({ path: route }) => route as string)
    expect(open).toHaveLength(4)
    for (const { method, path: route } of operations) {
      const filled = route.replace(/\{[^}]+\}/g, 'x')
      const { status } = await fetch(`${cloud.url}${filled.startsWith('/api') ? '' : '/api/v1'}${filled}`, {
        method: method.toUpperCase(),
      })
      const refused = open.includes(route) ? [403, 415] : [401]
      expect(route.endsWith('openapi.json') ? [200] : refused).toContain(status)
    }
  })
})

describeMarkedData({
  get cloud() {
    return cloud
  },
})

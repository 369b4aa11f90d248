import { paginateScan } from '@aws-sdk/client-dynamodb'
import { unmarshall } from '@aws-sdk/util-dynamodb'
import { eventFromItem, isEventItem } from '../../functions/shared/adapters/dynamodb/case-items.ts'
import type { LocalCloud } from '../../infra/local/local-cloud.ts'
import { startLocalCloud } from '../../infra/local/start-local-cloud.ts'
import type { CaseEvent } from '../../domain/case/events.ts'
import type { History, QueuePage } from '../../schemas/api.ts'
import type { ComplianceView } from '../../schemas/compliance.ts'
import { STAGES } from '../../schemas/panel-work/codes.ts'
import { complianceFromEvents, complianceLine } from '../support/compliance-from-events.ts'
import { textsOf } from '../support/pdf.ts'
import { Client } from '../support/service.ts'
import { deathsOfTheYear, OTHER_PANEL, PANEL, YEAR_BEGINS, YEAR_ENDS } from '../support/year/deaths.ts'
import { DAY, liveThrough, type Story } from '../support/year/diary.ts'
import { Meetings, meetingsOfTheYear } from '../support/year/meetings.ts'
import { PanelYear, type LivedCase } from '../support/year/panel-year.ts'
import { Requests } from '../support/year/requests.ts'

let cloud: LocalCloud
let requests: Requests
let year: PanelYear
let meetings: Meetings

/** The sweep over the clocks runs by itself every few minutes of this machine; here it is to run on every day that passes. */
async function* sweeps(): Story {
  for (let at = YEAR_BEGINS; ; at += DAY) {
    yield at
    await cloud.runSchedule('chase-deadlines')
  }
}

beforeAll(async () => {
  cloud = await startLocalCloud({ assembly: process.env['SERVICE_ASSEMBLY']! })
  requests = new Requests(new Client(cloud), cloud.url)
  meetings = new Meetings(requests)
  year = new PanelYear(requests, meetings)
  const stories = [meetings.held(), ...deathsOfTheYear(2026).map((death) => year.story(death)), sweeps()]
  await liveThrough(stories, { end: YEAR_ENDS, moveClockTo: cloud.moveClockTo })
  cloud.moveClockTo(new Date(YEAR_ENDS))
}, 900_000)
afterAll(() => cloud.stop(), 60_000)

async function queueOf(manager: string, panel: string): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  for (const stage of STAGES) {
    let query = `stage=${stage}`
    for (;;) {
      const page = await requests.get<QueuePage>(manager, `/panels/${panel}/queue?${query}`)
      for (const { reference } of page.cases) found.set(reference, stage)
      if (page.nextCursor === undefined) break
      query = `stage=${stage}&cursor=${page.nextCursor}`
    }
  }
  return found
}

/** Only a test scans: what was stored, without the code that shows it. */
async function storedEvents(): Promise<CaseEvent[]> {
  const events: CaseEvent[] = []
  const { name: TableName } = cloud.table('CaseTable')
  for await (const { Items = [] } of paginateScan({ client: cloud.clients.dynamodb }, { TableName })) {
    const items = Items.map((item) => unmarshall(item))
    events.push(...items.filter(isEventItem).map(eventFromItem))
  }
  return events.sort((one, other) => one.sequence - other.sequence)
}

describe('A panel’s year, lived through the public API', () => {
  it('ends with every case where it should be', async () => {
    expect(year.lived.length).toBeGreaterThan(60)
    const here = await queueOf('manager', PANEL)
    const there = await queueOf('manager-tyne', OTHER_PANEL)
    const stageOf = ({ panel, reference }: LivedCase) => (panel === PANEL ? here : there).get(reference)
    const seen = year.lived.map((one) => ({ ...one, stage: stageOf(one) }))
    expect(seen).toEqual(year.lived)
    expect(new Set(year.lived.map(({ stage }) => stage))).toEqual(
      new Set(STAGES.filter((stage) => !['notified', 'listed', 'reviewed'].includes(stage))),
    )
  })

  it('exports a compliance that agrees with one computed again from the stored events', async () => {
    const exported = await requests.get<ComplianceView>(
      'manager',
      `/panels/${PANEL}/compliance?from=2025-04-01&to=2026-03-31`,
    )
    const events = Map.groupBy(await storedEvents(), ({ reference }) => reference)
    const lines = [...events.values()].flatMap((own) => complianceFromEvents(own, PANEL, exported.asOf))
    expect(exported.clocks.length).toBeGreaterThan(300)
    expect(exported.clocks.map(complianceLine).sort()).toEqual(lines.sort())
    const standings = exported.rules.map(({ standings }) => standings)
    const total = (of: 'met' | 'missed' | 'met-late') => standings.reduce((sum, one) => sum + one[of], 0)
    expect([total('met'), total('met-late'), total('missed')].every((count) => count > 0)).toBe(true)
  })

  it('leaves every recommendation informed, and half of them closed', async () => {
    const closed = year.lived.filter(({ stage }) => stage === 'closed').length
    interface Register {
      readonly recommendations: readonly { readonly status: string; readonly informedOn?: string }[]
      readonly nextCursor?: string
    }
    const all: Register['recommendations'][number][] = []
    let cursor: string | undefined
    do {
      const query = cursor === undefined ? '' : `?cursor=${cursor}`
      const page = await requests.get<Register>('manager', `/panels/${PANEL}/recommendations${query}`)
      all.push(...page.recommendations)
      cursor = page.nextCursor
    } while (cursor !== undefined)
    expect(all.length).toBeGreaterThanOrEqual(closed)
    expect(all.every(({ informedOn }) => informedOn !== undefined)).toBe(true)
    const ended = all.filter(({ status }) => status === 'closed').length
    expect(Math.abs(2 * ended - all.length)).toBeLessThan(all.length / 2)
  })

  async function print(person: string, path: string): Promise<Buffer> {
    const authorization = `Bearer ${await cloud.tokenFor(person)}`
    const response = await fetch(`${cloud.url}/api/v1${path}`, { headers: { authorization } })
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/pdf'])
    return Buffer.from(await response.arrayBuffer())
  }

  it('prints the papers of a meeting without identities, and the letter to a family', async () => {
    const meeting = await meetings.referenceOf(meetingsOfTheYear[5]!)
    const texts = textsOf(await print('manager', `/panels/${PANEL}/meetings/${meeting}/pack`))
    expect(texts.length).toBeGreaterThan(3)
    expect(texts.join('\n')).toMatch(/Full panel, Thursday,? 9 October 2025/)
    expect(texts.at(-1)).toContain(`Page ${texts.length} of ${texts.length}`)
    expect(texts.join('\n')).not.toMatch(/Sampleton|999\d{7}|NN1 ?1CV|Nell/)
    const { reference } = year.lived.find(({ stage }) => stage === 'closed')!
    expect(textsOf(await print('manager', `/cases/${reference}/outcome-letter`))[0]).toContain('so very sorry')
  }, 120_000)

  it('keeps a history of it all that is whole', async () => {
    const { reference } = year.lived.find(({ stage }) => stage === 'closed')!
    const history = await requests.get<History>('scrutineer', `/cases/${reference}/history`)
    expect(history.whole).toBe(true)
    expect(history.readings.map(({ what }) => what)).toContain('anonymised-case')
    expect(history.entries.map(({ what }) => what)).toEqual(
      expect.arrayContaining(['NotificationReceived', 'CaseListed', 'AnalysisTextChosen', 'ReviewConcluded']),
    )
  })
})

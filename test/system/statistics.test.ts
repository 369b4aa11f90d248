import type { LocalCloud } from '../../infra/local/local-cloud.ts'
import { loadCodedCases } from '../../infra/local/seed/statistics.ts'
import { startLocalCloud } from '../../infra/local/start-local-cloud.ts'
import { englandYears } from '../../infra/tools/statistics/england-years.ts'
import {
  PanelReportSchema,
  PreviewSchema,
  ReleaseDetailSchema,
  ReleasesSchema,
} from '../../schemas/statistics/answers.ts'
import type { Problem } from '../../schemas/problem.ts'
import { TableViewSchema } from '../../schemas/statistics/table-view.ts'
import { eventually } from '../support/service.ts'

/** The cohort whose audit is soon done. */
const COHORT = 'reviewsCompleted'
const PERIOD = '2024-25'
const ID = `${COHORT}-${PERIOD}-v1`
const RELEASE = `/statistics/releases/${ID}`
/** Cut, and never made here. */
const DRAFT = `deathsNotified-${PERIOD}-v1`
const PANEL = 'leeds'
const MANAGERS = 'northamptonshire'

let cloud: LocalCloud
beforeAll(async () => {
  cloud = await startLocalCloud({ assembly: process.env['SERVICE_ASSEMBLY']! })
  await loadCodedCases(cloud, COHORT, englandYears({ cohort: COHORT, starts: [2024], seed: 1, perYear: 3300 }))
}, 120_000)
afterAll(() => cloud.stop(), 60_000)

type Asked = Omit<RequestInit, 'headers'> & { readonly headers?: Record<string, string> }

async function ask(person: string, path: string, { headers = {}, ...init }: Asked = {}) {
  const authorization = `Bearer ${await cloud.tokenFor(person)}`
  const answer = await fetch(`${cloud.url}/api/v1${path}`, { ...init, headers: { ...headers, authorization } })
  const bytes = new Uint8Array(await answer.arrayBuffer())
  const text = new TextDecoder().decode(bytes)
  return {
    status: answer.status,
    headers: answer.headers,
    bytes,
    text,
    json: () => JSON.parse(text) as unknown,
  }
}

const lead = (path: string, body: unknown, key = 'one') =>
  ask('statistics-lead', path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify(body),
  })

const pull = (query: string, headers: Record<string, string> = {}) =>
  ask('analyst', `${RELEASE}/tables/category${query}`, { headers })

describe('The statistics of the running service', () => {
  it('are cut once, and made by the job', async () => {
    const wanted = { cohort: COHORT, period: PERIOD, note: 'Synthetic: made up for a test.' }
    expect((await lead('/statistics/releases', wanted)).status).toBe(201)
    expect((await lead('/statistics/releases', wanted, 'two')).status).toBe(200)
    expect((await lead('/statistics/releases', { ...wanted, period: '2023-24' }, 'three')).status).toBe(409)

    await cloud.runSchedule('publish-statistics')
    const made = ReleaseDetailSchema.parse((await ask('statistics-lead', RELEASE)).json())
    expect([made.state, made.audit?.narrowed, made.failure]).toEqual(['audited', 0, undefined])
    const audit = await ask('statistics-lead', `${RELEASE}/audit`)
    expect(audit.json()).toMatchObject({ hidden: made.hidden, ruleSet: { smallBelow: 5 } })
    expect((await lead('/statistics/releases', { ...wanted, cohort: 'deathsNotified' }, 'four')).status).toBe(201)
  }, 120_000)

  it('are nobody’s while they are not out, but for one preview of a panel’s own rows', async () => {
    expect(ReleasesSchema.parse((await ask('analyst', '/statistics/releases')).json())).toEqual({ releases: [] })
    for (const path of [RELEASE, `${RELEASE}/tables/category`, `${RELEASE}/file`, `${RELEASE}/audit`])
      expect([403, 404]).toContain((await ask('analyst', path)).status)
    const preview = (panel: string) => ask('manager', `/panels/${panel}/statistics/preview?release=${ID}`)
    const { tables, hidden } = PreviewSchema.parse((await preview(MANAGERS)).json())
    expect(tables.flatMap(({ rows }) => rows.map(({ area }) => area.code))).toEqual(
      tables.flatMap(({ rows }) => rows.map(() => MANAGERS)),
    )
    expect(tables.length).toBeGreaterThan(5)
    expect(hidden.length).toBeGreaterThan(0)
    expect((await preview(PANEL)).status).toBe(404)
  })

  it('come out when the lead publishes them, and can then be pulled in every form', async () => {
    expect((await lead(`${RELEASE}/publish`, {})).status).toBe(200)
    expect(ReleasesSchema.parse((await ask('analyst', '/statistics/releases')).json())).toMatchObject({
      releases: [{ id: ID, state: 'published' }],
    })
    const json = await pull('')
    expect(TableViewSchema.parse(json.json())).toMatchObject({ period: { code: PERIOD }, cohort: COHORT })

    const csv = await pull('', { accept: 'text/csv' })
    const [headings, ...lines] = csv.text.trimEnd().split('\r\n')
    expect(headings).toBe(
      'period_start,period_end,cohort_basis,geography_level,geography_code,geography_name,dimension,dimension_value,measure,value,shorthand,as_of',
    )
    // A number or a mark, never both and never neither.
    expect(lines.filter((line) => !/,count,(\d+,|,\[[ckxz]\]),\d{4}-\d\d-\d\d$/.test(line))).toEqual([])
    expect(lines.some((line) => line.includes('[c]'))).toBe(true)
    expect(csv.headers.get('link')).toContain('rel="describedby"')

    const metadata = (await pull('?format=csv-metadata')).json() as { notes: string[] }
    expect(metadata.notes[0]).toBe('Synthetic: made up for a test.')
    const sheet = await pull('?format=spreadsheet')
    expect(new TextDecoder('latin1').decode(sheet.bytes.subarray(0, 2))).toBe('PK')
    expect((await ask('analyst', '/statistics/regions/E12000004/scorecard')).status).toBe(200)
  })

  it.each(['', '?format=csv', '?format=csv-metadata', '?format=spreadsheet'])(
    'are answered 304 without a body to whoever has them already (%s)',
    async (query) => {
      const first = await pull(query)
      const etag = first.headers.get('etag') ?? ''
      expect(etag).toMatch(/^"[0-9a-f]{32}"$/)
      const again = await pull(query, { 'if-none-match': etag })
      expect([again.status, again.bytes.length, again.headers.get('etag')]).toEqual([304, 0, etag])
    },
  )

  it.each([
    ['an area that there is not', `${RELEASE}/tables/category?area=E99999999`, 404],
    ['an area without a row', `${RELEASE}/tables/category?area=E06000061`, 404],
    ['what is no area', `${RELEASE}/tables/category?area=Leeds%20City`, 400],
    ['a period that is not out', `${RELEASE}/tables/category?period=2025-26`, 404],
    ['what is no period', `${RELEASE}/tables/category?period=last-year`, 400],
    ['a table that there is not', `${RELEASE}/tables/postcode`, 404],
    ['a release that was never cut', '/statistics/releases/deathsNotified-2019-20-v1/tables/deaths', 404],
    ['a release that is not out', `/statistics/releases/${DRAFT}/tables/deaths`, 404],
    ['a region that there is not', '/statistics/regions/E12000099/scorecard', 404],
  ])('answer a request for %s, and reveal nothing', async (_what, path, status) => {
    const answer = await ask('analyst', path)
    expect(answer.status).toBe(status)
    const problem = answer.json() as Problem
    expect(problem.status).toBe(status)
    expect(answer.text).not.toMatch(/draft|audited|Leeds|E99999999|last-year/)
  })

  it('of a panel are its report, for that panel', async () => {
    const report = (panel: string, query: string) => ask('manager', `/panels/${panel}/statistics/report?${query}`)
    const { tables } = PanelReportSchema.parse((await report(MANAGERS, `period=${PERIOD}`)).json())
    expect(tables.length).toBeGreaterThan(5)
    expect((await report(MANAGERS, `period=${PERIOD}&format=csv`)).text).toContain(`,panel,${MANAGERS},`)
    expect((await report(PANEL, `period=${PERIOD}`)).status).toBe(404)
    expect((await report(MANAGERS, 'period=2019-20')).status).toBe(404)
    expect((await report(MANAGERS, 'period=ever')).status).toBe(400)
    expect((await ask('analyst', `/panels/${MANAGERS}/statistics/report?period=${PERIOD}`)).status).toBe(403)
  })

  it('are withdrawn with a reason, which whoever asks is told within a minute', async () => {
    const reason = 'Made up for a test.'
    expect((await lead(`${RELEASE}/withdraw`, { reason })).status).toBe(200)
    expect((await lead(`${RELEASE}/publish`, {})).status).toBe(409)
    // A warm function would go by what it read for a minute more.
    await cloud.killEnvironments('cdr-dev-statistics')
    const gone = await eventually(async () => {
      const answer = await pull('')
      return answer.status === 410 ? answer : undefined
    })
    expect(gone.json()).toMatchObject({ detail: reason })
  })
})

import type { Person } from '../../../domain/access/access.ts'
import type { Instant } from '../../../domain/calendar/instant.ts'
import { InMemoryReleaseStore } from '../../../functions/shared/adapters/memory/release-store.ts'
import { keepingPublished } from '../../../functions/statistics/published-heads.ts'
import { statisticsRoutes } from '../../../functions/statistics/routes.ts'
import { ROLES, type Role } from '../../../schemas/access.ts'
import { PanelReportSchema, PreviewSchema, ReleasesSchema } from '../../../schemas/statistics/answers.ts'
import type { ReleaseHead } from '../../../schemas/statistics/release-head.ts'
import { ReleaseSchema, type Release } from '../../../schemas/statistics/release.ts'
import { TableViewSchema } from '../../../schemas/statistics/table-view.ts'
import { call, type Call } from '../../support/http.ts'
import { aRelease, COUNTS_FROM, madeHead, viewsOf } from '../../support/statistics/a-release.ts'

const AT = '2026-07-03T09:00:00.000Z' as Instant
const analyst: Person = { subject: 'ana', roles: ['analyst'], area: 'region/E12000008' }
const lead: Person = { subject: 'stan', roles: ['statistics-lead'], area: 'region/E12000004' }
const manager: Person = { subject: 'max', roles: ['cdop-manager'], area: 'panel/northamptonshire' }

const release = aRelease()
const ID = release.id

async function aService(state: ReleaseHead['state'] = 'published') {
  const store = new InMemoryReleaseStore()
  const publishedAt = '2026-07-02T09:00:00.000Z' as Instant
  const out = state === 'published' || state === 'withdrawn'
  const head = madeHead(release, { state, ...(out && { publishedAt, publishedBy: 'stan' }) })
  await store.writeContents(release, viewsOf(release), [])
  await store.draft(
    state === 'withdrawn' ? { ...head, withdrawn: { at: AT, by: 'stan', reason: 'Cases were missing.' } } : head,
  )
  let at = AT
  const now = () => at
  const routes = statisticsRoutes({
    releases: store,
    published: keepingPublished(store, now),
    countsFrom: COUNTS_FROM,
    now,
  })
  return {
    store,
    call: (route: string, how: Call) => call(routes, route, how),
    pull: (table: string, query: Record<string, string> = {}, headers: Record<string, string> = {}, person = analyst) =>
      call(routes, 'GET /api/v1/statistics/releases/{release}/tables/{table}', {
        person,
        params: { release: ID, table },
        query,
        headers,
      }),
    wait: (to: string) => (at = to as Instant),
  }
}

describe('A table of a release', () => {
  it('is read as JSON with names, marks and rates of shown numbers', async () => {
    const { pull } = await aService()
    const { status, body, headers } = await pull('deaths')
    expect(status).toBe(200)
    expect(TableViewSchema.parse(body)).toEqual(body)
    expect(headers['cache-control']).toBe('private, max-age=300, must-revalidate')
    const rows = (body as { rows: { area: { code: string }; rate?: object }[] }).rows
    const rateOf = (code: string) => rows.find(({ area }) => area.code === code)?.rate
    expect(rateOf('E92000001')).toEqual({ per100000: 29.1 })
    expect(rateOf('E12000008')).toEqual({ per100000: 1.5, shorthand: 'u' })
    expect(rateOf('E12000009')).toEqual({ per100000: null, shorthand: 'x' })
    expect(rateOf('leeds')).toEqual({ per100000: null, shorthand: 'x' })
    expect(rateOf('northamptonshire')).toBeUndefined()
  })

  it('of one area is that area alone', async () => {
    const { pull } = await aService()
    const { body } = await pull('deaths', { area: 'leeds', period: '2025-26' })
    expect(body).toMatchObject({ rows: [{ area: { code: 'leeds', name: 'Leeds' }, cells: { deaths: 'c' } }] })
  })

  it('is read as tidy CSV, an empty value with its shorthand wherever a number is hidden', async () => {
    const { pull } = await aService()
    const { text, headers } = await pull('expectedness', {}, { accept: 'text/csv' })
    expect(headers['content-type']).toMatch(/^text\/csv/)
    expect(headers['link']).toContain('rel="describedby"')
    const lines = text.trimEnd().split('\r\n')
    expect(lines).toHaveLength(1 + 3 * 3)
    expect(lines[1]).toBe(
      '2025-04-01,2026-03-31,deathsNotified,region,E12000004,East Midlands,Expected or unexpected,Unexpected,count,84,,2026-07-01',
    )
    expect(lines[2]).toContain('Expected,count,,[k],')
    expect(lines[3]).toContain('Not known,count,,[c],')
    expect(lines.filter((line) => line.includes('northamptonshire')).every((line) => line.includes(',,[x],'))).toBe(
      true,
    )
    const { text: deaths } = await pull('deaths', { format: 'csv' })
    expect(deaths).toContain('count,53,[p],')
    expect(deaths).toContain('rate_per_100000,1.5,[u],')
  })

  it('has metadata beside the CSV that name every column of it', async () => {
    const { pull } = await aService()
    const { text } = await pull('deaths', { format: 'csv' })
    const { body, headers } = await pull('deaths', { format: 'csv-metadata' })
    expect(headers['content-type']).toBe('application/csvm+json')
    const { tableSchema, notes } = body as { tableSchema: { columns: { name: string }[] }; notes: string[] }
    expect(tableSchema.columns.map(({ name }) => name).join()).toBe(text.split('\r\n')[0])
    expect(notes[0]).toBe('First release of the year.')
    for (const letter of ['c', 'k', 'p', 'u', 'x', 'z']) expect(notes.join()).toContain(`[${letter}]`)
  })

  it('is read as a spreadsheet, the same bytes each time', async () => {
    const { pull } = await aService()
    const [one, two] = [
      await pull('deaths', { format: 'spreadsheet' }),
      await pull('deaths', { format: 'spreadsheet' }),
    ]
    expect(one.headers['content-type']).toContain('spreadsheetml')
    expect(Buffer.from(one.text, 'base64').subarray(0, 2).toString()).toBe('PK')
    expect(two.text).toBe(one.text)
    expect(two.headers['etag']).toBe(one.headers['etag'])
  })

  it.each(['json', 'csv', 'csv-metadata', 'spreadsheet'])(
    'as %s carries a strong tag, and is not sent to who has it already',
    async (format) => {
      const { pull } = await aService()
      const { headers } = await pull('deaths', { format })
      const tag = String(headers['etag'])
      expect(tag).toMatch(/^"[0-9a-f]{32}"$/)
      const again = await pull('deaths', { format }, { 'if-none-match': `"other", W/${tag}` })
      expect([again.status, again.text, again.headers['etag']]).toEqual([304, 'null', tag])
      expect((await pull('deaths', { format }, { 'if-none-match': '"other"' })).status).toBe(200)
      expect((await pull('expectedness', { format })).headers['etag']).not.toBe(tag)
    },
  )

  it.each([
    ['sex', {}, 404],
    ['Deaths', {}, 404],
    ['deaths', { period: '2024-25' }, 404],
    ['deaths', { area: 'surrey' }, 404],
    ['deaths', { area: 'no-such-panel' }, 404],
    ['deaths', { period: 'last year' }, 400],
    ['deaths', { area: "x' OR 1=1" }, 400],
    ['deaths', { format: 'pdf' }, 400],
  ])('%s with %j is a problem %d that repeats and reveals nothing', async (table, query, status) => {
    const { pull } = await aService()
    const answer = await pull(table, query)
    expect(answer.status).toBe(status)
    expect(answer.headers['content-type']).toBe('application/problem+json')
    for (const value of Object.values(query)) expect(answer.text).not.toContain(value)
  })

  it('that was withdrawn says why', async () => {
    const { pull } = await aService('withdrawn')
    expect(await pull('deaths')).toMatchObject({ status: 410, body: { detail: 'Cases were missing.' } })
  })

  it.each(['draft', 'audited'] as const)('of a release that is %s is nobody’s, not even a lead’s', async (state) => {
    const { pull } = await aService(state)
    for (const person of [analyst, lead, manager]) expect((await pull('deaths', {}, {}, person)).status).toBe(404)
  })
})

describe('Releases', () => {
  const list = (person: Person) => ({ person })

  it('are listed as they came out; those on their way only for a statistics lead, who alone sees who did what', async () => {
    const { call } = await aService('audited')
    expect((await call('GET /api/v1/statistics/releases', list(analyst))).body).toEqual({ releases: [] })
    const { body } = await call('GET /api/v1/statistics/releases', list(lead))
    expect(ReleasesSchema.parse(body).releases).toMatchObject([{ id: ID, statisticsLead: { requestedBy: 'lead' } }])
    const out = await (await aService()).call('GET /api/v1/statistics/releases', list(analyst))
    expect(JSON.stringify(out.body)).not.toMatch(/stan|"lead"/)
  })

  it('are listed page by page, and no cursor names one that is not out', async () => {
    const { call, store } = await aService()
    const years = [2019, 2020, 2021, 2022, 2023, 2024].map((start) => `${start}-${start - 1999}`)
    for (const [number, period] of years.entries()) {
      const id = `deathsNotified-${period}-v1`
      await store.draft(
        number % 2 === 0 ? madeHead(aRelease(id), { period }) : { ...(await store.head(ID))!, id, period },
      )
    }
    const pages = async (person: Person, query: Record<string, string> = {}) => {
      const listed: string[][] = []
      for (let cursor: string | undefined; ;) {
        const asked = { ...query, limit: '2', ...(cursor && { cursor }) }
        const { status, body } = await call('GET /api/v1/statistics/releases', { person, query: asked })
        expect(status).toBe(200)
        const { releases, nextCursor } = ReleasesSchema.parse(body)
        listed.push(releases.map(({ period }) => period))
        expect(listed.length).toBeLessThan(10)
        if (nextCursor === undefined) return listed
        expect(releases.at(-1)?.id).toBe(nextCursor)
        cursor = nextCursor
      }
    }
    const out = ['2025-26', '2024-25', '2022-23', '2020-21']
    expect((await pages(analyst)).flat()).toEqual(out)
    expect((await pages(analyst, { cohort: 'deathsNotified' })).flat()).toEqual(out)
    expect(await pages(lead)).toEqual([
      ['2025-26', '2024-25'],
      ['2023-24', '2022-23'],
      ['2021-22', '2020-21'],
      ['2019-20'],
    ])
    expect(await pages(analyst, { cohort: 'deathsNotified', period: '2023-24' })).toEqual([[]])
    expect(await pages(analyst, { cohort: 'reviewsCompleted' })).toEqual([[]])
  })

  it.each([
    { period: '2025-26' },
    { cohort: 'reviewsCompleted', cursor: ID },
    { cohort: 'deathsNotified', period: '2024-25', cursor: ID },
    { cursor: 'anything' },
    { cohort: 'deathsOccurred' },
    { limit: '1000' },
  ])('are not listed as %j', async (query) => {
    const { call } = await aService()
    expect((await call('GET /api/v1/statistics/releases', { person: lead, query })).status).toBe(400)
  })

  it('say which tables they have, and can be had whole for the auditor', async () => {
    const { call } = await aService()
    const params = { release: ID }
    const detail = await call('GET /api/v1/statistics/releases/{release}', { person: analyst, params })
    expect(detail.body).toMatchObject({ tables: [{ table: 'deaths' }, { table: 'expectedness' }] })
    const file = await call('GET /api/v1/statistics/releases/{release}/file', { person: analyst, params })
    expect(ReleaseSchema.parse(file.body)).toEqual(release)
  })

  it('are cut once, audited, published and withdrawn by a statistics lead', async () => {
    const { call, store } = await aService()
    const headers = { 'idempotency-key': 'one' }
    const body = JSON.stringify({ cohort: 'reviewsCompleted', period: '2025-26', note: 'First' })
    const cut = () => call('POST /api/v1/statistics/releases', { person: lead, headers, body })
    expect(await cut()).toMatchObject({ status: 201, body: { id: 'reviewsCompleted-2025-26-v1', state: 'draft' } })
    expect(await cut()).toMatchObject({ status: 200, body: { id: 'reviewsCompleted-2025-26-v1' } })
    const params = { release: 'reviewsCompleted-2025-26-v1' }
    const act = (what: string, more: object = {}) =>
      call(`POST /api/v1/statistics/releases/{release}/${what}`, { person: lead, params, ...more })
    expect(await act('publish')).toMatchObject({ status: 409 })
    const draft = (await store.head(params.release))!
    await store.move(draft, { ...draft, state: 'audited', hash: release.hash, follows: [] })
    expect(await act('publish')).toMatchObject({ status: 200, body: { state: 'published', publishedAt: AT } })
    expect(await act('publish')).toMatchObject({ status: 200 })
    const reason = { headers, body: JSON.stringify({ reason: 'Counted wrongly.' }) }
    expect(await act('withdraw', reason)).toMatchObject({ status: 200, body: { state: 'withdrawn' } })
    expect(await act('publish')).toMatchObject({ status: 409 })
    const audit = await call('GET /api/v1/statistics/releases/{release}/audit', { person: lead, params })
    expect(audit).toMatchObject({ status: 200, body: { state: 'withdrawn' } })
  })

  it.each([
    [{ cohort: 'deathsNotified', period: '2025-26', note: 'Again' }, 409],
    [{ cohort: 'deathsNotified', period: '2026-27', note: 'Too early' }, 409],
    [{ cohort: 'deathsNotified', period: '2024-25', note: 'Never out', restates: true }, 409],
    [{ cohort: 'deathsNotified', period: '2025-28', note: 'A block' }, 409],
    [{ cohort: 'deathsNotified', period: '2018-19', note: 'Before the service' }, 409],
    [{ cohort: 'deathsNotified', period: '2024-25', asOf: '2027-01-01', note: 'To come' }, 409],
    [{ cohort: 'deathsOccurred', period: '2024-25', note: 'No such cohort' }, 422],
    [{ cohort: 'deathsNotified', period: '2024-25' }, 422],
  ])('are not cut as %j', async (wanted, status) => {
    const { call } = await aService()
    const how = { person: lead, headers: { 'idempotency-key': 'one' }, body: JSON.stringify(wanted) }
    expect((await call('POST /api/v1/statistics/releases', how)).status).toBe(status)
  })

  it('that come out are there at once, also for who asked before', async () => {
    const { pull, call } = await aService('audited')
    expect((await pull('deaths')).status).toBe(404)
    const params = { release: ID }
    const published = await call('POST /api/v1/statistics/releases/{release}/publish', { person: lead, params })
    expect(published.status).toBe(200)
    expect((await pull('deaths')).status).toBe(200)
  })

  it('that are withdrawn are gone from every warm function within a minute', async () => {
    const { pull, store, wait } = await aService()
    expect((await pull('deaths')).status).toBe(200)
    const head = (await store.head(ID))!
    await store.move(head, { ...head, state: 'withdrawn', withdrawn: { at: AT, by: 'stan', reason: 'Wrong.' } })
    wait('2026-07-03T09:01:00.000Z')
    expect((await pull('deaths')).status).toBe(410)
  })
})

describe('A panel', () => {
  const panel = 'northamptonshire'

  it('reads its own rows of what is out, in every form', async () => {
    const { call } = await aService()
    const report = (query: Record<string, string>) =>
      call('GET /api/v1/panels/{panel}/statistics/report', { person: manager, params: { panel }, query })
    const { body } = await report({ period: '2025-26' })
    const { tables } = PanelReportSchema.parse(body)
    expect(tables.flatMap(({ rows }) => rows.map(({ area }) => area.code))).toEqual([panel, panel])
    expect((await report({ period: '2025-26', format: 'csv' })).text).toContain(',53,[p],')
    expect((await report({ period: '2025-26', format: 'spreadsheet' })).headers['content-disposition']).toContain(
      '.xlsx',
    )
    expect((await report({ period: '2024-25' })).status).toBe(404)
    expect((await report({})).status).toBe(400)
  })

  it('is shown what the next release will hide of it and why, marked, and of one version only', async () => {
    const { call, store } = await aService('audited')
    const preview = (of: string, how: Partial<Call> = {}) =>
      call('GET /api/v1/panels/{panel}/statistics/preview', {
        person: manager,
        params: { panel },
        query: { release: of },
        ...how,
      })
    const { body, headers } = await preview(ID)
    const seen = PreviewSchema.parse(body)
    expect(headers['cache-control']).toBe('no-store')
    expect(seen.tables.every((one) => one.release.preview)).toBe(true)
    expect(seen.tables.flatMap(({ rows }) => rows.map(({ area }) => area.code))).toEqual([panel, panel])
    expect(seen.hidden).toEqual([
      {
        table: 'Expected or unexpected',
        period: '2025-26',
        value: null,
        why: expect.stringContaining('fewer than 30') as string,
      },
    ])
    expect((await preview(ID)).status).toBe(200)
    const next = aRelease('deathsNotified-2025-26-v2')
    await store.writeContents(next, viewsOf(next), [])
    await store.draft(madeHead(next))
    expect((await preview(next.id)).status).toBe(409)
    const other = { person: { ...manager, area: 'panel/leeds' }, params: { panel: 'leeds' } }
    expect((await preview(next.id, other)).status).toBe(200)
  })
})

describe('16: a preview of a panel against the release, one death apart', () => {
  const panel = 'northamptonshire'
  const withOneMore = (of: Release): Release => ({
    ...of,
    tables: of.tables.map((each) => ({
      ...each,
      rows: each.rows.map((row) =>
        each.table === 'deaths' && row.area === panel && 'cells' in row ? { ...row, cells: { deaths: 54 } } : row,
      ),
    })),
  })

  /** Deaths that the panel is told in the preview of a release, and of the one that was cut in its place. */
  async function toldBy(store: InMemoryReleaseStore) {
    const next = withOneMore(aRelease('deathsNotified-2025-26-v2'))
    for (const one of [release, next]) {
      await store.writeContents(one, viewsOf(one), [])
      await store.draft(madeHead(one))
    }
    const now = () => AT
    const routes = statisticsRoutes({
      releases: store,
      published: keepingPublished(store, now),
      countsFrom: COUNTS_FROM,
      now,
    })
    const told: (number | undefined)[] = []
    for (const { id } of [release, next]) {
      const how = { person: manager, params: { panel }, query: { release: id } }
      const { status, body } = await call(routes, 'GET /api/v1/panels/{panel}/statistics/preview', how)
      const [table] = status === 200 ? PreviewSchema.parse(body).tables : []
      const [row] = table?.rows ?? []
      told.push(row && 'cells' in row ? Number(row.cells['deaths']) : undefined)
    }
    return told
  }

  it('tells nothing: of a period there is one preview, and it is the very release that comes out', async () => {
    expect(await toldBy(new InMemoryReleaseStore())).toEqual([53, undefined])
  })

  it('tells of that death when the rule is taken away', async () => {
    class WithoutTheRule extends InMemoryReleaseStore {
      override notePreview() {
        return Promise.resolve(true)
      }
    }
    expect(await toldBy(new WithoutTheRule())).toEqual([53, 54])
  })
})

describe('A regional scorecard', () => {
  it('is one spreadsheet of everything published of the region, whoever’s region it is', async () => {
    const { call } = await aService()
    const of = (region: string) =>
      call('GET /api/v1/statistics/regions/{region}/scorecard', { person: analyst, params: { region } })
    const { status, headers, text } = await of('E12000004')
    expect([status, headers['content-disposition']]).toEqual([200, 'attachment; filename="scorecard-E12000004.xlsx"'])
    expect(Buffer.from(text, 'base64').length).toBeGreaterThan(1000)
    expect((await of('E12000099')).status).toBe(404)
    expect((await of('leeds')).status).toBe(404)
  })
})

/** Route by route: who is let in, with what they ask for being theirs, and what others get. */
const READERS: readonly Role[] = ['analyst', 'statistics-lead', 'cdop-manager', 'chair', 'scrutineer']
const LEADS: readonly Role[] = ['statistics-lead']
const access: readonly (readonly [route: string, how: Call, roles: readonly Role[], isOfPanel: boolean])[] = [
  ['GET /api/v1/statistics/releases', {}, READERS, false],
  ['GET /api/v1/statistics/releases/{release}', { params: { release: ID } }, READERS, false],
  ['GET /api/v1/statistics/releases/{release}/file', { params: { release: ID } }, READERS, false],
  [
    'GET /api/v1/statistics/releases/{release}/tables/{table}',
    { params: { release: ID, table: 'deaths' } },
    READERS,
    false,
  ],
  ['GET /api/v1/statistics/regions/{region}/scorecard', { params: { region: 'E12000004' } }, READERS, false],
  ['GET /api/v1/statistics/releases/{release}/audit', { params: { release: ID } }, LEADS, false],
  ['POST /api/v1/statistics/releases/{release}/publish', { params: { release: ID } }, LEADS, false],
  [
    'POST /api/v1/statistics/releases/{release}/withdraw',
    { params: { release: ID }, headers: { 'idempotency-key': 'one' }, body: '{"reason":"Wrong."}' },
    LEADS,
    false,
  ],
  [
    'GET /api/v1/panels/{panel}/statistics/report',
    { params: { panel: 'northamptonshire' }, query: { period: '2025-26' } },
    ['cdop-manager', 'chair', 'statistics-lead', 'scrutineer'],
    true,
  ],
]
const areas = ['panel/northamptonshire', 'panel/leeds', 'region/E12000004', undefined] as const

describe.each(access)('%s', (route, how, roles, isOfPanel) => {
  it.each(ROLES.flatMap((role) => areas.map((area) => [role, area] as const)))('as %s of %s', async (role, area) => {
    const { call } = await aService()
    const person: Person = { subject: 'somebody', roles: [role], ...(area !== undefined && { area }) }
    const { status } = await call(route, { ...how, person })
    const isTheirs = !isOfPanel || area === 'panel/northamptonshire'
    expect(status).toBe(!roles.includes(role) ? 403 : isTheirs ? 200 : 404)
  })
})

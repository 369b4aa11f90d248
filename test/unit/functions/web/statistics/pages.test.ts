import type { Person } from '../../../../../domain/access/access.ts'
import type { Instant } from '../../../../../domain/calendar/instant.ts'
import { InMemoryDraftStore } from '../../../../../functions/shared/adapters/memory/draft-store.ts'
import { InMemoryPostcodeDirectory } from '../../../../../functions/shared/adapters/memory/postcode-directory.ts'
import { InMemoryReleaseStore } from '../../../../../functions/shared/adapters/memory/release-store.ts'
import { keepingPublished } from '../../../../../functions/statistics/published-heads.ts'
import { statisticsRoutes } from '../../../../../functions/statistics/routes.ts'
import { findPage } from '../../../../../functions/web/find-page.ts'
import { NoSuchPageError, type PageAnswer, type PageDeps } from '../../../../../functions/web/page.ts'
import { pages } from '../../../../../functions/web/pages/all.ts'
import type { ReleaseHead } from '../../../../../schemas/statistics/release-head.ts'
import { aRelease, COUNTS_FROM, madeHead, viewsOf } from '../../../../support/statistics/a-release.ts'
import { apiOf } from '../../../../support/statistics/api-of-releases.ts'

const AT = '2026-07-03T09:00:00.000Z' as Instant
const analyst: Person = { subject: 'ana', roles: ['analyst'], area: 'region/E12000004' }
const lead: Person = { subject: 'stan', roles: ['statistics-lead'], area: 'region/E12000004' }
const manager: Person = { subject: 'max', roles: ['cdop-manager'], area: 'panel/northamptonshire' }

const release = aRelease()
const OF_RELEASE = `/statistics/releases/${release.id}`

/** The pages over the API's own routes, with one release in memory. */
async function aService(state: ReleaseHead['state'] = 'published') {
  const store = new InMemoryReleaseStore()
  const publishedAt = '2026-07-02T09:00:00.000Z' as Instant
  await store.writeContents(release, viewsOf(release), [])
  await store.draft(madeHead(release, { state, ...(state === 'published' && { publishedAt }) }))
  const now = () => AT
  const routes = statisticsRoutes({
    releases: store,
    published: keepingPublished(store, now),
    countsFrom: COUNTS_FROM,
    now,
  })
  const deps: PageDeps = {
    drafts: new InMemoryDraftStore(),
    directory: new InMemoryPostcodeDirectory(),
    newId: () => 'key-1',
  }
  const ask = (person: Person, address: string, form?: Record<string, string>): Promise<PageAnswer> => {
    const { pathname, searchParams } = new URL(address, 'https://pages.example')
    const found = findPage(pages, pathname)
    const act = form ? found?.page.post : found?.page.get
    if (!found || !act) throw new Error(`No page at ${pathname}.`)
    const typed = Object.fromEntries(Object.entries(form ?? {}).map(([name, text]) => [name, [text]]))
    const query = Object.fromEntries(searchParams)
    return act({ params: found.params, query, typed, person, api: apiOf(routes, person), now: AT }, deps)
  }
  return { store, ask }
}

const shownBy = (answer: PageAnswer) => JSON.stringify(answer)

describe('The page of a table', () => {
  it('draws the numbers of the table and no others; a hidden one has its mark and no length', async () => {
    const { ask } = await aService()
    const answer = await ask(analyst, `${OF_RELEASE}/tables/expectedness?within=E12000004`)
    expect(answer).toMatchObject({
      shows: {
        chart: {
          bars: [
            { label: 'Unexpected', told: '84' },
            { label: 'Expected', told: '[k]' },
            { label: 'Not known', told: '[c]' },
          ],
        },
        table: {
          rows: [{ name: 'East Midlands', cells: [{ number: '84' }, { marks: '[k]' }, { marks: '[c]' }] }, {}, {}],
        },
      },
    })
    const { bars } = (answer as unknown as { shows: { chart: { bars: { length?: number }[] } } }).shows.chart
    expect(bars.map(({ length }) => length)).toEqual([78, undefined, undefined])
  })

  it('gives each file just as the API gives it', async () => {
    const { ask } = await aService()
    const answer = await ask(analyst, `${OF_RELEASE}/tables/deaths/download?period=2025-26&format=csv`)
    if (!('file' in answer)) throw new Error('No file.')
    expect(answer.name).toBe('deathsNotified-2025-26-v1-2025-26-deaths.csv')
    expect(new TextDecoder().decode(answer.file.bytes)).toContain('E92000001,England,Deaths,Deaths,count,3492')
  })

  it.each([
    '/statistics/releases/nothing-like-it/tables/deaths',
    `${OF_RELEASE}/tables/nothing`,
    `${OF_RELEASE}/tables/deaths?period=2024-25`,
    `${OF_RELEASE}/tables/deaths?period=never`,
    `${OF_RELEASE}/tables/deaths/download?period=2025-26&format=exe`,
    '/statistics/scorecards/E12000099',
    '/statistics/scorecards/E12000004?measure=nothing',
  ])('is none at %s', async (address) => {
    const { ask } = await aService()
    await expect(ask(analyst, address)).rejects.toThrow(NoSuchPageError)
  })
})

describe('A scorecard', () => {
  it('gives a rate and its range from shown numbers, and neither where the number is hidden', async () => {
    const { ask } = await aService()
    const told = shownBy(await ask(analyst, '/statistics/scorecards/E12000004?measure=rate'))
    expect(told).toContain('"figure":"29.1","range":"28.1 to 30.1"')
    expect(told).toContain('{"name":"Northamptonshire","cells":[{"marks":"[x]"}]}')
  })
})

describe('The list of releases', () => {
  it('shows the newest of each cohort, and leads to the older ones and back', async () => {
    const { ask, store } = await aService()
    const head = (await store.head(release.id))!
    for (let start = 1990; start < 2019; start++) {
      const period = `${start}-${String((start + 1) % 100).padStart(2, '0')}`
      await store.draft({ ...head, id: `deathsNotified-${period}-v1`, period })
    }
    interface List {
      shows: { isOlder: boolean; cohorts: { name: string; releases: { name: string }[]; older?: string }[] }
    }
    const listed = async (address: string) => {
      const { shows } = (await ask(analyst, address)) as unknown as List
      return { ...shows, deaths: shows.cohorts.find(({ name }) => name === 'Deaths notified') }
    }
    const newest = await listed('/statistics')
    expect([newest.isOlder, newest.deaths?.releases.length]).toEqual([false, 20])
    expect(newest.deaths?.releases[0]?.name).toBe('Year ending 31 March 2026, version 1')
    expect(newest.cohorts.find(({ name }) => name === 'Reviews completed')?.older).toBeUndefined()
    const older = await listed(newest.deaths?.older ?? '')
    expect([older.isOlder, older.deaths?.releases.length, older.deaths?.older]).toEqual([true, 10, undefined])
  })

  it('puts the reader’s own region first, a manager’s by the panel', async () => {
    const { ask } = await aService()
    for (const person of [analyst, manager])
      expect(await ask(person, '/statistics')).toMatchObject({
        shows: {
          regions: expect.arrayContaining([{ code: 'E12000004', name: 'East Midlands', isOwn: true }]) as unknown,
        },
      })
  })
})

describe('A release', () => {
  it('that is not out shows no table to anybody, and to a manager only that it is ready', async () => {
    const { ask } = await aService('audited')
    expect(shownBy(await ask(analyst, '/statistics'))).not.toContain(release.id)
    const told = shownBy(await ask(manager, '/statistics'))
    expect(told).toContain(`${OF_RELEASE}/preview`)
    expect(told).not.toContain(release.hash)
    expect(await ask(manager, OF_RELEASE)).toEqual({ to: `${OF_RELEASE}/preview` })
    await expect(ask(analyst, OF_RELEASE)).rejects.toThrow(NoSuchPageError)
    expect(await ask(lead, OF_RELEASE)).toMatchObject({ shows: { periods: [], lead: { mayPublish: true } } })
  })

  it('is published once, however often it is pressed', async () => {
    const { ask, store } = await aService('audited')
    const press = () => ask(lead, `${OF_RELEASE}/publish`, { key: 'key-1' })
    expect(await press()).toEqual({ to: OF_RELEASE })
    const first = await store.head(release.id)
    expect(await press()).toEqual({ to: OF_RELEASE })
    expect(await store.head(release.id)).toEqual(first)
  })

  it('is cut once, however often it is pressed, and what is missing is said at its box', async () => {
    const { ask, store } = await aService()
    const form = { key: 'key-1', cohort: 'reviewsCompleted', period: '2024-25', note: 'First.' }
    const to = { to: '/statistics/releases/reviewsCompleted-2024-25-v1' }
    expect(await ask(lead, '/statistics/cut', form)).toEqual(to)
    expect(await ask(lead, '/statistics/cut', form)).toEqual(to)
    expect(await store.heads()).toHaveLength(2)
    const answer = await ask(lead, '/statistics/cut', { ...form, period: '', note: '' })
    expect(answer).toMatchObject({ status: 422, mistakes: [{ href: '#period' }, { href: '#note' }] })
  })

  it('says why it cannot be cut as things stand', async () => {
    const { ask } = await aService()
    const form = { key: 'key-1', cohort: 'deathsNotified', period: '2025-26', note: 'Again.' }
    expect(await ask(lead, '/statistics/cut', form)).toMatchObject({ status: 409, mistakes: [{ href: '#form' }] })
    const again = await ask(lead, '/statistics/cut', { ...form, restates: release.id })
    expect(again).toEqual({ to: '/statistics/releases/deathsNotified-2025-26-v2' })
  })

  it('is withdrawn with a reason, and its tables lead back to that', async () => {
    const { ask } = await aService()
    const address = `${OF_RELEASE}/withdraw`
    expect(await ask(lead, address, { key: 'key-1', reason: '' })).toMatchObject({ mistakes: [{ href: '#reason' }] })
    const form = { key: 'key-1', reason: 'Cases of one panel were missing.' }
    expect(await ask(lead, address, form)).toEqual({ to: OF_RELEASE })
    expect(await ask(lead, address, form)).toEqual({ to: OF_RELEASE })
    expect(await ask(analyst, `${OF_RELEASE}/tables/deaths`)).toEqual({ to: OF_RELEASE })
    expect(shownBy(await ask(analyst, OF_RELEASE))).toContain('Cases of one panel were missing.')
  })
})

describe('A manager', () => {
  it('reads the panel’s own rows of what is published, one cohort at a time', async () => {
    const { ask } = await aService()
    const told = shownBy(await ask(manager, '/statistics/report'))
    expect(told).toContain('Northamptonshire')
    expect(told).not.toContain('Leeds')
    expect(await ask(manager, '/statistics/report?cohort=reviewsCompleted&period=2025-26')).toMatchObject({
      shows: { tables: [] },
    })
  })

  it('is shown a preview at the press of a button, with what will be hidden and why', async () => {
    const { ask } = await aService('audited')
    const address = `${OF_RELEASE}/preview`
    expect(await ask(manager, address)).toMatchObject({ view: 'question.njk' })
    expect(await ask(manager, address, {})).toMatchObject({
      view: 'statistics/preview.njk',
      shows: { periods: [{ hidden: [{ table: 'Expected or unexpected', value: null }] }] },
    })
  })
})

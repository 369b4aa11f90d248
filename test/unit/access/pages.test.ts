import { permissions } from '../../../domain/access/access.ts'
import type { Verdict } from '../../../domain/access/table.ts'
import { pages } from '../../../functions/web/pages/all.ts'
import { pageTable } from '../../../functions/web/pages/deciders.ts'
import type { Role } from '../../../schemas/access.ts'
import { STAGES } from '../../../schemas/panel-work/codes.ts'
import { ReferenceSchema, showReference, type Reference } from '../../../schemas/reference.ts'
import { UNKNOWN } from '../../support/access-cells.ts'
import { conclude } from '../../support/builders/analysis.ts'
import { casesAtStages, type CasesAtStages } from '../../support/cases-at-stages.ts'
import { everyRoute, keepingNothing, someReleases, type Ask } from '../../support/every-route.ts'
import {
  addressOf,
  expectedOfPage,
  MEETING_VERSION,
  oneDraft,
  pageCells,
  typedInto,
  visitorTo,
  type PageCell,
} from '../../support/page-cells.ts'
import { call } from '../../support/http.ts'
import { doctor, member } from '../../support/pipeline.ts'
import { pagesInMemory } from '../../support/pages-in-memory.ts'
import type { Seen } from '../../support/web-visitor.ts'
import { tally } from '../../support/tally.ts'

const MARK = 'Quuxington'
const METHODS = ['get', 'post'] as const
const TEXTS = '/review/{reference}/form/{section}/texts/{alternative}'

let cases: CasesAtStages
let web: ReturnType<typeof pagesInMemory>
let changes = 0
const changed = () => {
  changes += 1
}

/** The pages, with what they show as JSON in place of a page of HTML. */
async function pagesOf({ service }: CasesAtStages, through: (ask: Ask) => Ask = (ask) => ask) {
  const stores = keepingNothing(service, await someReleases(), changed)
  const ask = through(everyRoute(service, stores).ask)
  const drafts = oneDraft(changed)
  return pagesInMemory({ ask, drafts, now: () => service.now, render: (shown) => JSON.stringify(shown) })
}

beforeAll(async () => {
  cases = await casesAtStages(MARK)
  await cases.service.fillIn(cases.at.listed)
  await cases.service.meeting({ version: MEETING_VERSION, invited: conclude.membersPresent })
  web = await pagesOf(cases)
})

const nameOf = ({ page, method, part, role, whose, stage }: PageCell) =>
  [method, page.path, part, role, whose, stage].filter((word) => word !== undefined).join(' · ')

/** Asks for the page, or sends its form as whoever wants it done; says how often anything was to be kept for it. */
async function askFor(cell: PageCell, pagesAsked = web, { at } = cases): Promise<Seen & { readonly kept: number }> {
  const person = visitorTo(cell)
  const visitor = pagesAsked.visitor(person)
  const address = addressOf(cell, at)
  changes = 0
  const seen =
    cell.method === 'get'
      ? await visitor.get(address)
      : await visitor.post(address, { ...typedInto(cell, at), mark: pagesAsked.markOf(person) })
  return { ...seen, kept: changes }
}

/** At a stage that allows it, an act's own rules may still refuse. */
const STATUSES: Readonly<Record<Verdict, readonly number[]>> = {
  may: [200, 303, 409, 422],
  // A text that is not theirs to choose leads back to its section, which says so.
  'not-the-role': [303, 403, 409, 422],
  'not-now': [303, 409, 422],
  conflict: [200, 409],
  'as-unknown': [404],
}

/** What an answer shows or does that it must not, or does not and should. */
function faultsIn(cell: PageCell, { status, body, kept }: Seen & { readonly kept: number }): string[] {
  const expected = expectedOfPage(cell)
  const isRole = (permissions[cell.page.for].roles as readonly Role[]).includes(cell.role)
  const statuses = isRole ? STATUSES[expected] : [403]
  return [
    ...(statuses.includes(status) ? [] : [`${expected}, but answered ${status}`]),
    ...(expected !== 'may' && kept > 0 ? [`${expected}, but did it`] : []),
    ...(expected !== 'may' && expected !== 'conflict' && body.includes(MARK)
      ? [`${expected}, but names the child`]
      : []),
    ...(cell.method === 'get' && kept > 0 ? ['changes something for being read'] : []),
  ]
}

interface Found {
  count: number
  readonly faults: string[]
  /** Pages that were shown to somebody, and forms that did something. */
  readonly opened: Set<string>
}

async function walk(cells: Iterable<PageCell>, pagesAsked = web, there = cases): Promise<Found> {
  const found: Found = { count: 0, faults: [], opened: new Set() }
  for (const cell of cells) {
    const seen = await askFor(cell, pagesAsked, there)
    found.count += 1
    found.faults.push(...faultsIn(cell, seen).map((fault) => `${nameOf(cell)}: ${fault} ${seen.body.slice(0, 200)}`))
    if (cell.method === 'get' ? seen.status < 400 : seen.kept > 0) found.opened.add(`${cell.method} ${cell.page.path}`)
  }
  return found
}

const cellsOf = (path: string) => [...pageCells()].filter(({ page }) => page.path === path)

describe('Access to the pages', () => {
  it('has a row for every page, and none besides', () => {
    expect(Object.keys(pageTable).sort()).toEqual(pages.map(({ path }) => path).sort())
    for (const { path, get, post } of pages)
      expect([path, pageTable[path]?.read !== undefined, pageTable[path]?.sent !== undefined]).toEqual([
        path,
        get !== undefined,
        post !== undefined,
      ])
  })

  it('is as the table says in every cell', async () => {
    const { count, faults, opened } = await walk(pageCells())
    expect([faults.length, faults.slice(0, 20)]).toEqual([0, []])
    const all = pages.flatMap((page) => METHODS.flatMap((one) => (page[one] ? `${one} ${page.path}` : [])))
    // Two forms only look for a case; two others are for a conflict and a second text, of which more below.
    const others = ['post /cases', 'post /timeliness', 'post /review/{reference}/conflict', `post ${TEXTS}`]
    expect(all.filter((one) => !opened.has(one))).toEqual(others)
    expect(count).toBeGreaterThan(10_000)
    tally('access-of-the-pages', { cells: count, different: faults.length })
  }, 300_000)

  it('ends with a declared conflict of interest, and comes back when that is withdrawn', async () => {
    const conflicted = await casesAtStages(MARK)
    const known = { subject: 'person theirs', roles: ['panel-member'], area: 'panel/northamptonshire' } as const
    await conflicted.service.work(conflicted.at.listed, { action: 'declare-conflict' }, { person: known })
    const pagesThen = await pagesOf(conflicted)
    const theirs = [...pageCells()].filter(
      ({ role, whose, stage }) => role === 'panel-member' && whose === 'theirs' && stage === 'listed',
    )
    const shut = theirs.filter((cell) => expectedOfPage(cell, true) === 'conflict')
    for (const cell of shut) {
      const { body, kept } = await askFor(cell, pagesThen, conflicted)
      expect([nameOf(cell), body, kept]).toEqual([nameOf(cell), expect.stringMatching(/conflict of interest/), 0])
    }
    expect(new Set(shut.map(({ page, method }) => `${method} ${page.path}`)).size).toBeGreaterThan(5)
    const withdrawn = await walk(
      theirs.filter(({ page }) => page.path.endsWith('/conflict')),
      pagesThen,
      conflicted,
    )
    expect([...withdrawn.opened]).toContain('post /review/{reference}/conflict')
  })

  it('lets one of two texts be chosen by whoever may write the section', async () => {
    const twoTexts = await casesAtStages(MARK)
    const { service, at } = twoTexts
    for (const person of [doctor, member])
      await call(service.reviewRoutes(), 'POST /api/v1/cases/{reference}/analysis/{section}', {
        person,
        params: { reference: at.listed, section: 'caseSummary' },
        headers: { 'idempotency-key': `text-of-${person.subject}` },
        body: JSON.stringify({ value: { text: `By the ${person.subject}.` }, basedOn: 0 }),
      })
    const cells = cellsOf(TEXTS).filter(
      ({ method, stage, part, whose }) =>
        method === 'post' && stage === 'listed' && part === 'caseSummary' && whose === 'theirs',
    )
    const { faults, opened } = await walk(cells, await pagesOf(twoTexts), twoTexts)
    expect([faults, [...opened]]).toEqual([[], [`post ${TEXTS}`]])
  })
})

/** What was answered, but for the reference that was asked for and the key that every form gets anew. */
const withoutReference = ({ status, location, body }: Seen, reference: Reference) =>
  [status, location, body].map((one) =>
    [showReference(reference), reference, /\bid-\d+\b/g].reduce<string>(
      (text, of) => text.replaceAll(of, '…'),
      String(one),
    ),
  )

/** Asks every page about a case for each that is somebody else's, and for one that does not exist: what could be told apart. */
async function toldApart(pagesAsked = web) {
  const notTheirs = [...pageCells()].filter(
    ({ row, whose }) => (row.about === 'case' || row.about === 'notification') && whose !== 'theirs',
  )
  const nowhere = Object.fromEntries(STAGES.map((stage) => [stage, UNKNOWN])) as CasesAtStages['at']
  const found: string[] = []
  for (const cell of notTheirs) {
    const guessed = await askFor(cell, pagesAsked)
    const unknown = await askFor(cell, pagesAsked, { ...cases, at: nowhere })
    const { stage = 'information-gathering' } = cell
    const isSame = withoutReference(guessed, cases.at[stage]).join() === withoutReference(unknown, UNKNOWN).join()
    if (!isSame) found.push(nameOf(cell))
  }
  return { guesses: notTheirs.length, found }
}

describe('A reference guessed in the address of a page', () => {
  it('of somebody else’s case answers, to the last character, as one that does not exist', async () => {
    const { guesses, found } = await toldApart()
    expect(found.slice(0, 20)).toEqual([])
    expect(guesses).toBeGreaterThan(5_000)
    tally('references-guessed-on-pages', { guesses, toldApart: found.length })
  }, 300_000)

  it('is found out where a page says more', async () => {
    const there = new Set(Object.values(cases.at))
    const talkative = await pagesOf(cases, (ask) => async (operation, how) => {
      const answer = await ask(operation, how)
      const isThere = there.has(ReferenceSchema.parse(how.params?.['reference']))
      return answer.status === 404 && isThere ? { ...answer, status: 403 } : answer
    })
    expect((await toldApart(talkative)).found).not.toEqual([])
  }, 300_000)
})

describe('A place in a list that the service never gave', () => {
  const addresses = [
    '/recommendations?cursor=made-up',
    '/recommendations?cursor=MjAyNi0wMS0wMXwx.c2VhbA',
    '/statistics?older=deathsNotified-made-up',
    '/statistics?older=reviewsCompleted-2020-21%23x',
  ]
  it.each(addresses)('%s is no page, and nobody is told to wait', async (address) => {
    const visitor = web.visitor({ subject: 'manager', roles: ['cdop-manager'], area: 'panel/northamptonshire' })
    const { status, body } = await visitor.get(address)
    expect(status).toBe(404)
    expect(body).toContain('Page not found')
  })

  it('leads to the beginning of the queue', async () => {
    const visitor = web.visitor({ subject: 'manager', roles: ['cdop-manager'], area: 'panel/northamptonshire' })
    const { status, location } = await visitor.get('/cases?cursor=made-up')
    expect([status, location]).toEqual([303, '/cases'])
  })
})

describe('The check of the pages’ cells', () => {
  it('finds a row that says other than the page does', async () => {
    const row = { about: 'case', read: ['readAnonymisedCase'] } as const
    const changed = cellsOf('/cases/{reference}/history').map((cell) => ({ ...cell, row }))
    expect((await walk(changed)).faults).not.toEqual([])
  })

  it('finds a page that is for a role too many', async () => {
    const changed = cellsOf('/cases/{reference}').map((cell) => ({
      ...cell,
      page: { ...cell.page, for: 'read-own-notifications' as const },
    }))
    expect((await walk(changed)).faults).not.toEqual([])
  })

  it('finds a form that does what the table refuses, and a page that shows a child to whom it should not', async () => {
    const forgetful = await pagesOf(cases, (ask) => (operation, how) => {
      const { person } = how
      return ask(operation, person ? { ...how, person: { ...person, area: 'panel/northamptonshire' } } : how)
    })
    const { faults } = await walk(
      [...cellsOf('/cases/{reference}'), ...cellsOf('/cases/{reference}/clocks/{rule}')],
      forgetful,
    )
    expect(faults.filter((fault) => fault.includes('but did it'))).not.toEqual([])
    expect(faults.filter((fault) => fault.includes('but names the child'))).not.toEqual([])
  })

  it('finds a page without a row', () => {
    expect(() => [...pageCells([{ path: '/new', for: 'read-case' }])]).toThrow('/new has no row')
  })
})

import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Person } from '../../../domain/access/access.ts'
import { typedFrom } from '../../../functions/web/form/facts.ts'
import { pages } from '../../../functions/web/pages/all.ts'
import { allFields } from '../../../functions/web/questions/all.ts'
import type { Renderer } from '../../../functions/web/render.ts'
import { csvRows } from '../../../infra/tools/csv-rows.ts'
import { showReference } from '../../../schemas/reference.ts'
import { bodies } from '../../support/builders/notification.ts'
import { OUT } from '../../support/every-route.ts'
import { crawl, faultsInHeaders, visited, type Visited } from '../../support/hostile/crawl.ts'
import { lookedAt, PLANTS, SIGN } from '../../support/hostile/markup.ts'
import { plantedWorld } from '../../support/hostile/planted-world.ts'
import { oneDraft } from '../../support/page-cells.ts'
import { pagesInMemory } from '../../support/pages-in-memory.ts'
import { chair, doctor, manager, member } from '../../support/pipeline.ts'
import { realRenderer } from '../../support/web-templates.ts'
import { tally } from '../../support/tally.ts'

const lead: Person = { subject: 'stan', roles: ['statistics-lead'], area: 'panel/northamptonshire' }
const scrutineer: Person = { subject: 'scott', roles: ['scrutineer'], area: 'panel/northamptonshire' }
const TEMPLATES = path.resolve('functions/web/templates')

let world: Awaited<ReturnType<typeof plantedWorld>>
let render: Renderer
let web: ReturnType<typeof pagesInMemory>
/** Templates that were rendered. */
const views = new Set<string>()
const looked: Visited[] = []

beforeAll(async () => {
  const real = realRenderer()
  render = (shown, ...rest) => {
    views.add(shown.view)
    return real(shown, ...rest)
  }
  world = await plantedWorld()
  web = pagesOf(render)
}, 120_000)

function pagesOf(renderer: Renderer, draft = world.draft) {
  const { ask, service } = world
  const drafts = oneDraft(undefined, draft, doctor.subject)
  return pagesInMemory({ ask, now: () => service.now, render: renderer, drafts })
}

/** What is wrong with the pages, each fault once for each page; the pages are counted. */
function faultsOf(found: readonly Visited[]): string[] {
  looked.push(...found)
  return [...new Set(found.flatMap((one) => one.faults.map((fault) => `${one.method} ${one.path}: ${fault}`)))]
}

/** Where each person's way through the pages begins: what is not linked from there is named. */
function starts(): readonly (readonly [Person, readonly string[]])[] {
  const { early, atPanel, over } = world.references
  const [one, two, three] = [early, atPanel, over].map(showReference) as [string, string, string]
  const release = `/statistics/releases/${OUT}`
  return [
    [manager, ['/', `/cases/${one}`, `/cases/${two}`, `/cases/${three}`, `/cases/${one}/compare/${two}`]],
    [
      doctor,
      ['/', '/notify', '/notify/planted', '/notify/planted/check', '/notify/planted/discard', `/review/${one}/form`],
    ],
    [member, ['/', `/review/${two}`, `/review/${two}/form`, `/review/${two}/case`, `/review/${two}/conflict`]],
    [chair, ['/', `/review/${two}/conclude`, `/review/${three}/reopen`, `/review/${three}/form`]],
    [lead, ['/', `${release}/revisions`, '/statistics/releases/deathsNotified-2025-26-v2/publish']],
    [scrutineer, ['/', `/cases/${one}/history`, `/cases/${two}/history`]],
  ]
}

describe('A text that would be markup, a script or a template', () => {
  it('is text on every page of everybody, and in every answer to a form', async () => {
    const found: Visited[] = []
    for (const [person, from] of starts()) found.push(...(await crawl(web.visitor(person), from)))
    expect(faultsOf(found)).toEqual([])
    const seen = new Set(found.map(({ method, path: of }) => `${method} ${of}`))
    const all = pages.flatMap((page) => METHODS.flatMap((one) => (page[one] ? `${one} ${page.path}` : [])))
    expect(all.filter((one) => !seen.has(one))).toEqual([])
    expect(found.reduce((sum, { shown }) => sum + shown, 0)).toBeGreaterThan(1_000)
  }, 240_000)

  it('is text on the pages of an agency, until the form is sent and after', async () => {
    const agency = pagesInMemory({ ask: world.changing, now: () => world.service.now, render }).nobody()
    const { token: link, passcode } = await world.freshLink()
    const refused = visited(
      '/agency-form/open',
      'post',
      await agency.post('/agency-form/open', { link: PLANTS[0] ?? '', passcode }),
    )
    expect((await agency.post('/agency-form/open', { link, passcode })).location).toBe('/agency-form')
    const found = [
      refused,
      ...(await crawl(agency, ['/agency-form'], ['/agency-form/leave'])),
      visited('/agency-form', 'get', await agency.get('/agency-form')),
      ...(await crawl(agency, ['/agency-form/leave'])),
    ]
    expect(faultsOf(found)).toEqual([])
    expect(found.reduce((sum, { shown }) => sum + shown, 0)).toBeGreaterThan(20)
  }, 60_000)

  it('is text in every address and on every page that refuses', async () => {
    const found: Visited[] = []
    const person: Person = { ...manager, roles: ['cdop-manager', 'designated-doctor', 'chair', 'statistics-lead'] }
    const visitor = web.visitor(person)
    for (const [turn, { path: pattern }] of pages.entries()) {
      const text = encodeURIComponent(PLANTS[turn % PLANTS.length] ?? '')
      for (const address of [
        pattern.replace(/{\w+}/g, text),
        `${pattern.replace(/{\w+}/g, 'x')}?period=${text}&from=${text}`,
      ])
        found.push(visited(address, 'get', await visitor.get(address)))
    }
    const nobody = web.nobody()
    for (const address of ['/', '/agency-form', '/statistics/what-is-hidden', '/sign-in', '/signed-in?code=x', '/none'])
      found.push(visited(address, 'get', await nobody.get(address)))
    found.push(visited('/sign-out', 'post', await visitor.post('/sign-out', { mark: 'not theirs' })))
    const values = typedFrom(allFields, bodies.eighteenthBirthday())
    const adult = pagesOf(render, { ...world.draft, values })
    const sent = await adult.visitor(doctor).post('/notify/planted/check', { mark: adult.markOf(doctor) })
    found.push(visited('/notify/planted/check', 'post', sent))
    expect(faultsOf(found)).toEqual([])
  }, 60_000)

  it('is not on the page that says that something failed', async () => {
    const ask = () => Promise.reject(new Error(PLANTS[0]))
    const failing = pagesInMemory({ ask, now: () => world.service.now, render })
    const seen = await failing.visitor(manager).get('/notices')
    expect([seen.status, faultsInHeaders(seen), lookedAt(seen.body).faults]).toEqual([500, [], []])
    expect(seen.body).not.toContain(SIGN)
  })

  it('has been through every template', () => {
    const whole = readdirSync(TEMPLATES, { recursive: true, encoding: 'utf8' }).filter(
      (file) => file.endsWith('.njk') && readFileSync(path.join(TEMPLATES, file), 'utf8').includes('{% extends'),
    )
    expect(whole.length).toBeGreaterThan(25)
    expect(whole.filter((one) => !views.has(one))).toEqual([])
  })

  it('is text in the papers of a meeting and the letter to the family', async () => {
    const { meeting, references } = world
    const printed = async (operation: string, params: Record<string, string>) => {
      const { text, status } = await world.ask(operation, { person: manager, params })
      expect(status).toBe(200)
      return lookedAt(Buffer.from(text, 'base64').toString('utf8'), true)
    }
    const pack = await printed('printMeetingPack', { panel: 'northamptonshire', meeting })
    const letter = await printed('printOutcomeLetter', { reference: references.over })
    expect([pack.faults, letter.faults]).toEqual([[], []])
    // Most texts have a name in them that the record knows, and are masked.
    expect(pack.shown).toBeGreaterThan(0)
  }, 60_000)
})

describe('A text that a spreadsheet would run', () => {
  it('is text in every table that the service gives', async () => {
    const tables = [
      ['readRecommendations', { panel: 'northamptonshire' }],
      ['readCompliance', { panel: 'northamptonshire' }],
      ['readReadings', { reference: world.references.early }],
    ] as const
    let cells = 0
    for (const [operation, params] of tables) {
      const { status, text } = await world.ask(operation, { person: manager, params, headers: { accept: 'text/csv' } })
      expect([operation, status]).toEqual([operation, 200])
      for await (const row of csvRows([text]))
        for (const cell of row) {
          expect(cell).not.toMatch(/^\s*[=+\-@＝＋－＠]|^[\t\r\n]/)
          cells += 1
        }
    }
    expect(cells).toBeGreaterThan(20)
  })
})

describe('The check of the pages', () => {
  it.each([
    ['an element', `<p><${SIGN}></p>`],
    ['an attribute', `<p on${SIGN}="1">`],
    ['a handler', '<p onclick="x()">'],
    ['a style', '<p style="x:y">'],
    ['a script', '<script>x()</script>'],
    ['a frame', '<iframe src="/"></iframe>'],
    ['a script as a link', '<a href="javascript:x()">'],
    ['a link elsewhere', '<a href="//x.example">'],
    ['a comment', `<!-- ${SIGN} -->`],
    ['a template that was evaluated', '498337'],
  ])('finds %s', (_what, html) => {
    expect(lookedAt(`<!DOCTYPE html><body>${html}`).faults).not.toEqual([])
  })

  it('finds a template that escapes nothing, and a header that is not there', async () => {
    const careless: Renderer = (...shown) =>
      render(...shown)
        .replaceAll('&lt;', '<')
        .replaceAll('&quot;', '"')
    const address = `/cases/${showReference(world.references.early)}`
    const { faults } = visited(address, 'get', await pagesOf(careless).visitor(manager).get(address))
    expect(faults).toContain('markup of a text')
    expect(faultsInHeaders({ headers: {} })).toContain('the header content-security-policy')
  }, 60_000)

  it('is tallied', () => {
    tally('hostile-pages', {
      texts: world.planted,
      pages: looked.length,
      shownAsText: looked.reduce((sum, { shown }) => sum + shown, 0),
      gotThrough: looked.flatMap(({ faults }) => faults).length,
    })
  })
})

const METHODS = ['get', 'post'] as const

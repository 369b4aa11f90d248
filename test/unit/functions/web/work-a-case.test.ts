import type { Person } from '../../../../domain/access/access.ts'
import { InMemoryDraftStore } from '../../../../functions/shared/adapters/memory/draft-store.ts'
import { InMemoryPostcodeDirectory } from '../../../../functions/shared/adapters/memory/postcode-directory.ts'
import type { CaseRecord } from '../../../../schemas/api.ts'
import type { ActionName } from '../../../../schemas/panel-work/codes.ts'
import { showReference, type Reference } from '../../../../schemas/reference.ts'
import { findPage } from '../../../../functions/web/find-page.ts'
import type { PageAnswer, Shown } from '../../../../functions/web/page.ts'
import { pages } from '../../../../functions/web/pages/all.ts'
import { caseActs } from '../../../../functions/web/pages/cases/acts/all.ts'
import { apiInMemory } from '../../../support/api-in-memory.ts'
import { nhsNumber } from '../../../support/builders/nhs-number.ts'
import { bodies } from '../../../support/builders/notification.ts'
import { doctor, manager, TestPipeline } from '../../../support/pipeline.ts'
import { tally } from '../../../support/tally.ts'

const colleague: Person = { ...manager, subject: 'colleague' }
const ended = { normallyResidentAuthority: 'E06000061' }

/** Two cases of the panel, and the pages over the real API. */
async function desk() {
  const service = new TestPipeline()
  const references: Reference[] = []
  for (const number of [1, 2]) {
    const child = { ...ended, nhsNumber: nhsNumber(number), name: { familyName: `Invented${number}` } }
    const agencies = [{ type: 'gp' as const, name: 'Imaginary Town Surgery' }]
    const notified = await service.notify(bodies.minimal({ child, agencies }), { key: `k${number}` })
    if ('notification' in notified) references.push(notified.notification.reference)
  }
  await service.settle()
  const deps = { drafts: new InMemoryDraftStore(), directory: new InMemoryPostcodeDirectory(), newId: () => 'key' }
  let ids = 0
  const visit = async (method: 'get' | 'post', address: string, boxes: Record<string, string>, person: Person) => {
    const { pathname, searchParams } = new URL(address, 'https://pages.example')
    const { page, params } = findPage(pages, pathname)!
    const typed = Object.fromEntries(Object.entries(boxes).map(([name, text]) => [name, [text]]))
    const api = apiInMemory(service, person)
    const query = Object.fromEntries(searchParams)
    const request = { params, query, typed, person, api, now: service.now }
    return page[method]!(request, { ...deps, newId: () => `key-${(ids += 1)}` })
  }
  const [one, other] = references.map(showReference) as [string, string]
  return {
    service,
    references,
    one,
    other,
    get: (address: string, person = manager) => visit('get', address, {}, person),
    /** Opens the form, fills it, and sends it with what the form carries unseen. */
    send: async (address: string, boxes: Record<string, string>, person = manager) => {
      const form = (await visit('get', address, {}, person)) as Shown & { shows: { hidden?: Record<string, string> } }
      return visit('post', address.replace(/\?.*/, ''), { ...form.shows.hidden, ...boxes }, person)
    },
    post: (address: string, boxes: Record<string, string>, person = manager) => visit('post', address, boxes, person),
    known: async (reference = one) => {
      const answer = await apiInMemory(service, manager).get<CaseRecord>(`/cases/${reference}`)
      if (!answer.ok) throw new Error('The manager reads their cases.')
      return answer.body
    },
  }
}

const to = (answer: PageAnswer) =>
  'to' in answer ? answer.to : `no redirect: ${JSON.stringify((answer as Shown).mistakes)}`
const mistakes = (answer: PageAnswer) => ((answer as Shown).mistakes ?? []).map(({ text, href }) => `${href} ${text}`)

describe('Acts on a case', () => {
  it('are offered as the API allows them, and none besides', async () => {
    const { get, one, known } = await desk()
    const { allowed } = await known()
    let offered = 0
    for (const name of Object.keys(caseActs) as ActionName[]) {
      const answer = (await get(`/cases/${one}/act/${name}`)) as Shown
      const isAllowed = allowed.some(({ action }) => action === name)
      expect([name, answer.status ?? 200]).toEqual([name, isAllowed ? 200 : 409])
      if (isAllowed) offered += 1
    }
    expect(allowed.filter(({ action }) => !caseActs[action]).map(({ action }) => action)).toEqual([])
    tally('acts-on-pages', { acts: Object.keys(caseActs).length, offeredAtFirst: offered })
  })

  it('are done, one after the other, as a manager works', async () => {
    const { send, one, other, known } = await desk()
    const did = async (name: ActionName, boxes: Record<string, string> = {}) => {
      expect(to(await send(`/cases/${one}/act/${name}`, boxes))).toBe(`/cases/${one}?done=${name}`)
    }
    await did('claim')
    await did('place-on-hold', { hold: 'inquest', note: 'Opened.' })
    await did('lift-hold', { hold: 'inquest' })
    await did('change-triage', { route: 'themed-panel', theme: 'malignancy', reason: 'A series.' })
    await did('name-key-worker', {
      name: 'Nell Nurse',
      'in-contact-day': '20',
      'in-contact-month': '11',
      'in-contact-year': '2026',
      'in-contact-time': '01:30',
    })
    await did('log-family-question', { question: 'Could somebody have come sooner?' })
    await did('answer-family-question', { question: '1', answer: 'Within six minutes.' })
    await did('set-circumstances', { circumstances: 'drowning' })
    await did('remove-form', { form: 'drowning', reason: 'Not this time.' })
    await did('add-form', { form: 'drowning', reason: 'It was, after all.' })
    await did('separate', { from: other, reason: 'They are cousins.' })
    await did('move-to-stage', { stage: 'child-death-review-meeting' })
    await did('release')
    const after = await known()
    expect(after).toMatchObject({
      stage: 'child-death-review-meeting',
      claim: null,
      holds: [],
      keyWorker: { name: 'Nell Nurse', inContactSince: '2026-11-20T01:30:00.000Z' },
      familyQuestions: [{ answers: [{ answer: 'Within six minutes.' }] }],
      forms: { circumstances: ['drowning'] },
      separated: [{ others: [other], reason: 'They are cousins.' }],
    })
  })

  it('that join two cases lead to the one that goes on', async () => {
    const { send, one, other } = await desk()
    expect(to(await send(`/cases/${one}/act/join?into=${other}`, { into: other }))).toBe(`/cases/${other}?done=join`)
  })

  it('that hand a case over lead back to the list', async () => {
    const { send, one } = await desk()
    const answer = await send(`/cases/${one}/act/transfer`, { to: 'leeds', note: 'They had moved.' })
    expect(to(answer)).toBe('/cases?done=transfer')
  })

  it('that ask for a form show link and passcode this once', async () => {
    const { get, post, one } = await desk()
    const form = (await get(`/cases/${one}/act/request-form`)) as Shown & { shows: { hidden: Record<string, string> } }
    const boxes = { ...form.shows.hidden, form: 'reporting', agency: '1' }
    const given = (await post(`/cases/${one}/act/request-form`, boxes)) as Shown
    expect(given.view).toBe('cases/given-link.njk')
    expect(given.shows).toMatchObject({ passcode: expect.stringMatching(/^\d{6}$/) as string })
    // Pressed twice: nothing is asked twice, and no secret is shown again.
    expect(to(await post(`/cases/${one}/act/request-form`, boxes))).toBe(`/cases/${one}?done=request-form`)
  })
})

describe('A form of an act', () => {
  it('pressed twice is done once', async () => {
    const { get, post, one, known } = await desk()
    const form = (await get(`/cases/${one}/act/log-family-question`)) as Shown & {
      shows: { hidden: Record<string, string> }
    }
    const boxes = { ...form.shows.hidden, question: 'Why?' }
    const answers = await Promise.all([1, 2].map(() => post(`/cases/${one}/act/log-family-question`, boxes)))
    expect(answers.map(to)).toEqual([1, 2].map(() => `/cases/${one}?done=log-family-question`))
    expect((await known()).familyQuestions).toHaveLength(1)
  })

  it('says what is missing beside its box, and keeps what was typed', async () => {
    const { send, one } = await desk()
    const answer = (await send(`/cases/${one}/act/place-on-hold`, { note: 'Opened and adjourned.' })) as Shown
    expect(mistakes(answer)).toEqual(['#hold Choose what the case waits for'])
    expect(answer.status).toBe(422)
    const { fields } = answer.shows as { fields: { name: string; error?: string }[] }
    expect(fields.find(({ name }) => name === 'hold')?.error).toBe('Choose what the case waits for')
    expect(JSON.stringify(answer.shows)).toContain('Opened and adjourned.')
  })

  it('tells what the API refuses in words for people, without pseudonyms or UTC', async () => {
    const { send, post, one } = await desk()
    await send(`/cases/${one}/act/claim`, {}, colleague)
    const answer = await post(`/cases/${one}/act/place-on-hold`, { key: 'k', hold: 'inquest', note: 'Typed.' })
    expect(mistakes(answer)).toEqual([
      '#hold A colleague has it in hand until today at 07:00. Wait until then, or ask them to release it.',
    ])
    expect(JSON.stringify((answer as Shown).shows)).toContain('Typed.')
  })

  it('that comes after others have changed the case says what they did, and goes when it is sent again', async () => {
    const { get, send, post, one } = await desk()
    const address = `/cases/${one}/act/place-on-hold`
    const form = (await get(address)) as Shown & { shows: { hidden: Record<string, string> } }
    await send(`/cases/${one}/act/log-family-question`, { question: 'Why?' }, colleague)
    const boxes = { hold: 'inquest', note: '' }
    const told = (await post(address, { ...form.shows.hidden, ...boxes })) as Shown & {
      shows: { hidden: Record<string, string> }
    }
    expect(mistakes(told).join()).toContain('A question of the family was recorded.')
    expect(to(await post(address, { ...told.shows.hidden, ...boxes }))).toBe(`/cases/${one}?done=place-on-hold`)
  })

  it('about a case that another panel has by now is not found', async () => {
    const { send, post, one } = await desk()
    await send(`/cases/${one}/act/transfer`, { to: 'leeds', note: 'They had moved.' })
    const late = post(`/cases/${one}/act/place-on-hold`, { key: 'late', hold: 'inquest' })
    await expect(late).rejects.toMatchObject({ status: 404 })
  })
})

describe('The list of cases', () => {
  it('lets a case be claimed, and says so only where it is so', async () => {
    const { get, post, one } = await desk()
    const list = (await get('/cases')) as Shown & { shows: { key: string; here: string } }
    const answer = await post(`/cases/${one}/act/claim`, { key: list.shows.key, back: list.shows.here })
    expect(to(answer)).toBe(`/cases?claimed=${one}`)
    expect(((await get(to(answer))) as Shown).shows).toMatchObject({ claimed: one })
    expect(((await get(to(answer), colleague)) as Shown).shows).toMatchObject({ claimed: undefined })
  })

  it('leads nowhere else after a claim, whatever the form says', async () => {
    const { post, one } = await desk()
    const answer = await post(`/cases/${one}/act/claim`, { key: 'k', back: '//elsewhere.example/cases' })
    expect(to(answer)).toBe(`/cases/${one}?done=claim`)
  })

  it('counts what is there, narrows it, and says what is wrong with a filter', async () => {
    const { get } = await desk()
    expect(((await get('/cases')) as Shown).shows).toMatchObject({
      counts: expect.stringMatching(/^2 open cases, /) as string,
    })
    expect(((await get('/cases?hold=inquest')) as Shown).shows).toMatchObject({ cases: [], isFiltered: true })
    expect(mistakes(await get('/cases?stage=closed&overdue=true')).join()).toMatch(/^#overdue /)
    expect(to(await get('/cases?cursor=made-up'))).toBe('/cases')
  })

  it('finds a case by its reference, as it is spoken too', async () => {
    const { post, one } = await desk()
    expect(to(await post('/cases', { reference: one.toLowerCase().replaceAll('-', ' ') }))).toBe(`/cases/${one}`)
    expect(mistakes(await post('/cases', { reference: 'Invented Testperson' })).join()).toMatch(/^#reference Enter/)
    expect(mistakes(await post('/cases', { reference: '0000-0000-0000-0000' })).join()).toMatch(
      /^#reference Your panel/,
    )
  })
})

describe('A clock', () => {
  it('is recorded as done, by a clock in England', async () => {
    const { send, one, known } = await desk()
    const boxes = { 'moment-day': '20', 'moment-month': '11', 'moment-year': '2026', 'moment-time': '02:15' }
    expect(to(await send(`/cases/${one}/clocks/D3`, boxes))).toBe(`/cases/${one}/timeline`)
    expect((await known()).clocks.find(({ rule }) => rule === 'D3')?.metAt).toBe('2026-11-20T02:15:00.000Z')
    const again = await send(`/cases/${one}/clocks/D3`, boxes)
    expect(mistakes(again).join()).toMatch(/^#note /)
    const wrong = await send(`/cases/${one}/clocks/D3`, { ...boxes, 'moment-time': 'noon' })
    expect(mistakes(wrong).join()).toMatch(/^#moment-day Enter the day/)
    expect(JSON.stringify((wrong as Shown).shows)).toContain('"error":"Enter the day')
  })
})

describe('Two cases side by side', () => {
  it('show first what differs, also what no page asks, and never call a difference the same', async () => {
    const { get, one, other } = await desk()
    const { shows } = (await get(`/cases/${one}/compare/${other}`)) as Shown & {
      shows: { different: { label: string; mark: string }[]; same: { mark: string }[] }
    }
    expect(shows.different.map(({ label }) => label)).toEqual(
      expect.arrayContaining(['NHS number (optional)', 'Family name']),
    )
    expect(shows.same.every(({ mark }) => mark === 'Same')).toBe(true)
  })
})

describe('The analysis form', () => {
  it('tells whoever prepares it what it gives away before members read it, and where', async () => {
    const { get, send, one } = await desk()
    const given = async () =>
      ((await get(`/review/${one}/form`, doctor)) as Shown & { shows: { givenAway?: object } }).shows.givenAway
    expect(await given()).toBeUndefined()
    const summary = `/review/${one}/form/caseSummary`
    expect(to(await send(summary, { summary: 'The family of Invented1 was seen at home.' }, doctor))).toMatch(/\/form/)
    expect(await given()).toEqual({
      isChecked: true,
      sections: [{ href: summary, title: 'Case summary', what: 'a name' }],
    })
    expect(to(await send(summary, { summary: 'The family was seen at home.' }, doctor))).toMatch(/\/form/)
    expect(await given()).toEqual({ isChecked: true, sections: [] })
  })
})

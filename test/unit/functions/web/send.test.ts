import { instantOf } from '../../../../domain/calendar/instant.ts'
import { InMemoryDraftStore } from '../../../../functions/shared/adapters/memory/draft-store.ts'
import { InMemoryPostcodeDirectory } from '../../../../functions/shared/adapters/memory/postcode-directory.ts'
import type { ApiAnswer, ServiceApi } from '../../../../functions/shared/ports/service-api.ts'
import type { PageRequest } from '../../../../functions/web/page.ts'
import { check } from '../../../../functions/web/pages/check.ts'
import { question } from '../../../../functions/web/pages/notify.ts'
import { problem, type Problem } from '../../../../schemas/problem.ts'

const now = instantOf(Date.UTC(2026, 2, 9, 3, 10))
const person = { subject: 'doctor', roles: ['notifier'] } as const

const typed = (values: Record<string, string>) =>
  Object.fromEntries(Object.entries(values).map(([name, text]) => [name, [text]]))

const values = typed({
  'referrer-name': 'Dr Invented Example',
  'referrer-role': 'Paediatrician',
  'referrer-phone': '01632 960001',
  'given-names': 'Invented',
  'born-year': '2018',
  'no-postcode': 'not-known',
  'died-year': '2026',
  'died-month': '3',
  'died-day': '8',
  place: 'not-known',
})

const received = { ok: true, body: { reference: 'K3M9-QFX7-2D4H-W8TN' } }
const refused = (why: Problem) => ({ ok: false, status: why.status, problem: why })
const noAnswer = { ok: false, status: 503 }

/** A draft ready to be sent, and an API that gives these answers in turn. */
async function ready(...answers: readonly object[]) {
  const sent: { key: string; body: string }[] = []
  const api: ServiceApi = {
    get: () => Promise.reject(new Error('Nothing is read here.')),
    file: () => Promise.reject(new Error('Nothing is read here.')),
    post: <T>(_: string, key: string, body: string) => {
      sent.push({ key, body })
      return Promise.resolve(answers[Math.min(sent.length, answers.length) - 1] as ApiAnswer<T>)
    },
  }
  const drafts = new InMemoryDraftStore()
  await drafts.create('doctor', { id: 'one', idempotencyKey: 'first', startedAt: now, savedAt: now, values })
  const deps = { drafts, directory: new InMemoryPostcodeDirectory(), newId: () => 'second' }
  const request: PageRequest = { params: { draft: 'one' }, query: {}, typed: {}, person, api, now }
  return {
    sent,
    press: () => check.post!(request, deps),
    change: (boxes: Record<string, string>) =>
      question.post!({ ...request, params: { draft: 'one', step: 'child' }, typed: typed(boxes) }, deps),
    draft: () => drafts.find('doctor', 'one'),
  }
}

const nextSteps = { to: '/notifications/K3M9-QFX7-2D4H-W8TN/next-steps' }

describe('Sending a notification', () => {
  it('leads to what must happen now, and keeps nothing of what was typed', async () => {
    const { press, draft } = await ready(received)
    expect(await press()).toEqual(nextSteps)
    expect(await draft()).toMatchObject({ sentAs: 'K3M9-QFX7-2D4H-W8TN', values: {} })
  })

  it('twice at once, or again afterwards, is one request', async () => {
    const { press, sent } = await ready(received)
    expect(await Promise.all([press(), press()])).toEqual([nextSteps, nextSteps])
    expect(await press()).toEqual(nextSteps)
    expect(new Set(sent.map((one) => JSON.stringify(one))).size).toBe(1)
  })

  it('without an answer is repeated as it was, whatever is typed in between', async () => {
    const { press, change, sent, draft } = await ready(noAnswer, received)
    await expect(press()).rejects.toThrow()
    expect(await change({ 'given-names': 'Another' })).toEqual({ to: '/notify/one/check' })
    expect((await draft())?.values['given-names']).toEqual(['Invented'])
    expect(await press()).toEqual(nextSteps)
    expect(sent[1]).toEqual(sent[0])
  })

  it('that is refused can be mended, and is then another request', async () => {
    const { press, change, sent } = await ready(refused(problem('out-of-scope', { detail: 'Words.' })), received)
    expect(await press()).toMatchObject({ view: 'out-of-scope.njk', shows: { detail: 'Words.' } })
    await change({ 'given-names': 'Another' })
    expect(await press()).toEqual(nextSteps)
    expect(sent.map(({ key }) => key)).toEqual(['first', 'second'])
  })

  it('says of a child who lived for years that it was no stillbirth, and leaves the rest open', async () => {
    const { press, sent } = await ready(received)
    await press()
    expect(JSON.parse(sent[0]!.body)).toMatchObject({
      child: { name: { givenNames: 'Invented' }, dateOfBirth: '2018', residence: { kind: 'not-known' } },
      answers: { unattendedStillbirth: 'no' },
    })
  })
})

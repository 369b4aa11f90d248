import { takeLogged } from '../../support/hostile/logged.ts'
import type { Person } from '../../../domain/access/access.ts'
import { csvOf } from '../../../functions/shared/runtime/csv.ts'
import { ROLES } from '../../../schemas/access.ts'
import { operations, type Operation } from '../../../schemas/operations.ts'
import { casesAtStages, HERE } from '../../support/cases-at-stages.ts'
import { everyRoute, keepingNothing, OUT, someReleases, type Ask } from '../../support/every-route.ts'
import { jsonCases, pollution } from '../../support/hostile/json-cases.ts'
import { faultsIn, faultsInLog, MARK } from '../../support/hostile/soundness.ts'
import { allNaughty } from '../../support/hostile/strings.ts'
import { aMeetingReference } from '../../support/builders/meeting.ts'
import type { Answer, Call } from '../../support/http.ts'
import { tally } from '../../support/tally.ts'

const anyone: Person = { subject: 'somebody', roles: ROLES, area: `panel/${HERE}` }
const taking = (operations as readonly Operation[]).filter(({ request }) => request)

let ask: Ask
let reference: string
beforeAll(async () => {
  const { service, at } = await casesAtStages(MARK)
  reference = at.listed
  ;({ ask } = everyRoute(service, keepingNothing(service, await someReleases())))
})

const send = (id: string, body: string, more: Call = {}): Promise<Answer> => {
  takeLogged()
  const params = { reference, panel: HERE, meeting: aMeetingReference(1), release: OUT, rule: 'D3', section: 'family' }
  return ask(id, {
    person: anyone,
    params: { ...params, alternative: '1', number: '1' },
    body,
    ...more,
    headers: { 'idempotency-key': 'hostile', 'form-session': 'x'.repeat(43), ...more.headers },
  })
}

/** What is wrong with any of the answers to these bodies, by the body's beginning. */
async function faultsOf(id: string, bodies: readonly string[]) {
  const found: string[] = []
  for (const body of bodies)
    for (const fault of faultsIn(await send(id, body), body, takeLogged())) found.push(`${fault}: ${body.slice(0, 60)}`)
  return found
}

describe('A body that is not JSON', () => {
  it.each(taking.filter(({ id }) => id !== 'answerForm').map(({ id }) => id))(
    'is refused as that by %s',
    async (id) => {
      const answers = await Promise.all(jsonCases.refused.map((body) => send(id, body)))
      expect([...new Set(answers.map(({ body }) => (body as { type: string }).type))]).toEqual([
        '/problems/malformed-json',
      ])
    },
  )
})

describe('A body that is JSON, whatever is in it,', () => {
  const bodies = [...jsonCases.taken, ...jsonCases.either, ...pollution]

  it.each(taking.map(({ id }) => id))('is answered by %s in words of ours', async (id) => {
    expect(await faultsOf(id, bodies)).toEqual([])
    for (const body of jsonCases.taken) expect((await send(id, body)).status).not.toBe(400)
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })

  it('is tallied', () => {
    const cases = jsonCases.refused.length + bodies.length
    tally('json-bodies', { cases, inputs: cases * taking.length, answered5xx: 0 })
  })
})

/** `FUZZ` asks for more than CI has time for. */
const EVERYWHERE = process.env['FUZZ'] !== undefined

describe('A naughty text', () => {
  const operation = (id: string) => (operations as readonly Operation[]).find((one) => one.id === id)!

  it.each((operations as readonly Operation[]).filter(({ id }) => id !== 'describeApi').map(({ id }) => id))(
    'in an address, a query or a header of %s is answered in words of ours',
    async (id) => {
      const { path, parameters = {} } = operation(id)
      const names = [...path.matchAll(/{(\w+)}/g)].map(([, name = '']) => name)
      const queries = Object.keys(parameters.query?.shape ?? {})
      for (const [turn, text] of allNaughty.entries()) {
        const everywhere = (of: readonly string[]) => Object.fromEntries(of.map((name) => [name, text]))
        const headers = { ...everywhere(['accept', 'idempotency-key', 'form-session', 'if-none-match']) }
        const places = [{ params: everywhere(names) }, { query: everywhere(queries) }, { headers }]
        // Each text in one place of each operation, and over the operations in all: every text everywhere takes minutes.
        for (const more of EVERYWHERE ? places : [places[(turn + id.length) % places.length]]) {
          const answer = await send(id, '{}', more)
          expect([text, faultsIn(answer, text, takeLogged())]).toEqual([text, []])
        }
      }
    },
  )

  it('that a spreadsheet would run is text in a cell', () => {
    for (const text of allNaughty) {
      const line = csvOf(['a'], [[text]]).slice('a\r\n'.length, -'\r\n'.length)
      expect(line.replace(/^"/, '')).not.toMatch(/^\s*[=+\-@\t\r＝＋－＠]/)
    }
  })
})

describe('The check of answers', () => {
  const answer: Answer = { status: 422, headers: {}, text: '{}', body: {} }

  it('finds an answer that repeats what was sent, names the child, fails, or is no problem', () => {
    expect(faultsIn({ ...answer, text: '{"detail":"not Quuxington"}' }, { name: 'Quuxington' })).toContain(
      'repeats what was sent',
    )
    expect(faultsIn({ ...answer, text: MARK }, '')).toContain('tells of the child')
    expect(faultsIn({ ...answer, status: 500 }, '')).toContain('answered 500')
    expect(faultsIn(answer, '')).toContain('is no problem')
    expect(faultsIn({ ...answer, headers: { location: '/\r\nSet-Cookie: a' } }, '')).toContain('breaks its headers')
  })

  it('finds a log line with a field of its own, the child, or what was sent', () => {
    expect(faultsInLog('{"message":"Answered.","name":"x"}')).toEqual(['logs a field of its own: name'])
    expect(faultsInLog(`{"message":"${MARK}"}`)).toEqual(['logs the child'])
    expect(faultsInLog('{"message":"Quuxington"}', ['Quuxington'])).toEqual(['logs what was sent'])
  })
})

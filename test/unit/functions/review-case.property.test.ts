import fc from 'fast-check'
import type { Person } from '../../../domain/access/access.ts'
import { AnalysisViewSchema, SectionWrittenSchema, type SectionView } from '../../../schemas/analysis/analysis-api.ts'
import { bodies } from '../../support/builders/notification.ts'
import { call } from '../../support/http.ts'
import { chair, member, TestPipeline } from '../../support/pipeline.ts'

const SECTION = 'caseSummary'
const WRITE = 'POST /api/v1/cases/{reference}/analysis/{section}'
const CHOOSE = 'POST /api/v1/cases/{reference}/analysis/{section}/alternatives/{alternative}'

/** What two people do, one after the other or at once; either may look again in between, or not. */
const step = fc.oneof(
  fc.record({ does: fc.constant('look' as const), who: fc.nat(1) }),
  fc.record({ does: fc.constant('write' as const), who: fc.nat(1), text: fc.nat(5) }),
  fc.record({ does: fc.constant('write at once' as const), texts: fc.tuple(fc.nat(5), fc.nat(5)) }),
  fc.record({
    does: fc.constant('choose' as const),
    who: fc.nat(1),
    which: fc.nat(3),
    choice: fc.constantFrom('keep-current', 'take-alternative', 'write'),
  }),
  fc.record({ does: fc.constant('send again' as const), which: fc.nat(9) }),
)

const textsIn = ({ current, alternatives }: SectionView) =>
  [...(current ? [current] : []), ...alternatives].map(({ value }) => (value as { text: string }).text)

/** Somebody with the section in front of them as they last saw it, and every text that they have seen of it. */
interface Writer {
  readonly person: Person
  readonly seen: Set<string>
  view: SectionView
}

async function listed() {
  const service = new TestPipeline()
  const notified = await service.notify(bodies.minimal({ child: { normallyResidentAuthority: 'E06000061' } }))
  if (!('notification' in notified)) throw new Error(notified.outcome)
  await service.settle()
  const { reference } = notified.notification
  await service.list(reference)
  return { service, reference, routes: service.reviewRoutes() }
}

describe('Two people who write one section, whatever they do and in whatever order', () => {
  it('lose no text, and nothing goes from sight that whoever took it away had not seen', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25, size: 'max' }), async (steps) => {
        const { service, reference, routes } = await listed()
        const empty = { version: 0, current: null, alternatives: [], mayWrite: true }
        const writers: Writer[] = [chair, member].map((person) => ({ person, seen: new Set(), view: empty }))
        const sent: { route: string; call: Parameters<typeof call>[2]; outcome: string }[] = []
        const texts = new Set<string>()
        let keys = 0

        const now = async () => {
          const { body } = await call(routes, 'GET /api/v1/cases/{reference}/analysis', {
            person: chair,
            params: { reference },
          })
          return AnalysisViewSchema.parse(body).sections[SECTION]
        }
        const sees = (writer: Writer, view: SectionView) => {
          writer.view = view
          for (const text of textsIn(view)) writer.seen.add(text)
        }
        const send = async (writer: Writer, route: string, json: object, params: Record<string, string>) => {
          const request = {
            person: writer.person,
            params: { reference, section: SECTION, ...params },
            headers: { 'idempotency-key': `key-${(keys += 1)}` },
            body: JSON.stringify({ ...json, basedOn: writer.view.version }),
          }
          const { status, body } = await call(routes, route, request)
          if (status === 409) return
          expect([200, 201]).toContain(status)
          const written = SectionWrittenSchema.parse(body)
          const { text } = ('value' in json ? json.value : {}) as { text?: string }
          if (text !== undefined) {
            texts.add(text)
            writer.seen.add(text)
          }
          if (status === 201) sent.push({ route, call: request, outcome: written.outcome })
          if (written.outcome === 'conflict')
            expect([written.theirs, written.yours].map((one) => (one?.value as { text: string }).text)).toContain(text)
          return written.now
        }
        const write = (writer: Writer, text: number) => send(writer, WRITE, { value: { text: `Text ${text}` } }, {})

        for (const one of steps) {
          const before = textsIn(await now())
          const [first, second] = writers as [Writer, Writer]
          const actors = 'who' in one ? [writers[one.who] ?? first] : [first, second]
          const [actor = first] = actors
          const knew = new Set(actors.flatMap(({ seen }) => [...seen]))
          if (one.does === 'look') sees(actor, await now())
          if (one.does === 'write') {
            const view = await write(actor, one.text)
            if (view) sees(actor, view)
          }
          if (one.does === 'write at once') await Promise.all([write(first, one.texts[0]), write(second, one.texts[1])])
          if (one.does === 'choose') {
            const alternative = actor.view.alternatives[one.which]
            const value = { text: `Made of both ${keys}` }
            const json = { choice: one.choice, ...(one.choice === 'write' && { value }) }
            const view = alternative && (await send(actor, CHOOSE, json, { alternative: String(alternative.version) }))
            if (view) sees(actor, view)
          }
          const after = await now()
          if (one.does === 'send again') {
            const again = sent[one.which]
            if (!again) continue
            const { status, body } = await call(routes, again.route, again.call)
            expect([status, SectionWrittenSchema.parse(body).outcome]).toEqual([200, again.outcome])
            expect(await now()).toEqual(after)
          }
          for (const text of before) if (!textsIn(after).includes(text)) expect(knew).toContain(text)
        }

        const section = (await service.case(reference)).work.review.form.sections[SECTION]
        const kept = section ? [section.current, ...section.alternatives, ...section.past] : []
        expect(kept.map(({ value }) => value.text)).toEqual(expect.arrayContaining([...texts]))
      }),
      { numRuns: 60 },
    )
  }, 120_000)
})

import { addHours, epochOf, instantOf, type Instant } from '../../../domain/calendar/instant.ts'
import { reconcile } from '../../../functions/reconcile/reconcile.ts'
import type { AwaitingCase } from '../../../functions/shared/ports/case-repository.ts'
import { eventKey, type ThinEvent } from '../../../schemas/case-events.ts'
import { ReferenceSchema } from '../../../schemas/reference.ts'
import { aMeter, silentLog } from '../../support/pipeline.ts'

const since = '2026-11-20T03:00:00.000Z' as Instant
const reference = ReferenceSchema.parse('K3M9QFX72D4HW8TN')
const stuck: AwaitingCase = {
  reference,
  since,
  event: eventKey({ reference, sequence: 4, type: 'FactsAmended', at: since }),
}

async function* cases(before: Instant) {
  if (since < before) yield await Promise.resolve(stuck)
}

async function at(minutes: number, { fails = false, cases: waiting = cases } = {}) {
  const published: ThinEvent[] = []
  const count = await reconcile({
    cases: { awaitingSinceBefore: waiting },
    publisher: {
      publish: (events) => {
        published.push(...events)
        return Promise.resolve(new Set(fails ? events.map(({ id }) => id) : []))
      },
    },
    log: silentLog,
    meter: aMeter(),
    now: () => instantOf(epochOf(since) + minutes * 60_000 + 1000),
    patienceSeconds: 120,
  })
  return { count, published }
}

describe('Reconcile', () => {
  it('leaves a case alone that has not waited long', async () => {
    expect(await at(1)).toEqual({ count: 0, published: [] })
  })

  it('leaves a case alone whose next step has only just been told, however long it has waited', async () => {
    async function* told() {
      yield await Promise.resolve({ ...stuck, since: instantOf(epochOf(since) + 9 * 60_000) })
    }
    expect(await at(10, { cases: told })).toEqual({ count: 0, published: [] })
    expect((await at(12, { cases: told })).count).toBe(1)
  })

  it('sends the event again that the step should have heard, under the id it always had', async () => {
    const { published } = await at(3)
    expect(published).toMatchObject([{ id: `${reference}.4`, data: { eventType: 'FactsAmended' } }])
  })

  it('sends a case that never moves ever more rarely, and never gives up', async () => {
    const turns = []
    for (let minute = 0; minute < 400; minute++) if ((await at(minute)).count > 0) turns.push(minute)
    expect(turns.slice(0, 12)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 30, 40])
    expect(turns.slice(-4)).toEqual([180, 240, 300, 360])
    expect((await at((epochOf(addHours(since, 24 * 365)) - epochOf(since)) / 60_000)).count).toBe(1)
  })

  it('fails when the topic did not take everything, so that the schedule tries again', async () => {
    await expect(at(3, { fails: true })).rejects.toThrow('could not be sent round again')
  })
})

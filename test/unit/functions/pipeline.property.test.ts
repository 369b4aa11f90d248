import fc from 'fast-check'
import { awaited, rebuild } from '../../../domain/case/case.ts'
import { outlookOf } from '../../../domain/case/outlook.ts'
import { circumstancesOfCase } from '../../../domain/case/circumstances.ts'
import type { CaseEvent } from '../../../domain/case/events.ts'
import type { Reference } from '../../../schemas/reference.ts'
import { nhsNumber } from '../../support/builders/nhs-number.ts'
import { bodies } from '../../support/builders/notification.ts'
import { doctor, nurse, TestPipeline } from '../../support/pipeline.ts'

const answer = fc.constantFrom('yes', 'no', 'not-known')

/** What people do, and what a bad night does to the messages. */
const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ does: fc.constant('notify' as const), child: fc.nat(3), who: fc.nat(1), answer }),
  },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('amend' as const), which: fc.nat(9), answer }) },
  { weight: 6, arbitrary: fc.record({ does: fc.constant('deliver' as const), at: fc.nat(9), again: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('lose' as const), at: fc.nat(9) }) },
)
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

async function play(steps: readonly Step[]) {
  const service = new TestPipeline()
  const acknowledged = new Map<Reference, number>()
  const everSent: CaseEvent[] = []
  for (const [number, one] of steps.entries()) {
    service.later(1)
    switch (one.does) {
      case 'notify': {
        const body = bodies.minimal({
          child: { nhsNumber: nhsNumber(one.child) },
          answers: { externalCauses: one.answer },
        })
        const person = one.who === 0 ? doctor : nurse
        const notified = await service.notify(body, { person, key: `n${number}` })
        if ('notification' in notified) acknowledged.set(notified.notification.reference, one.child)
        break
      }
      case 'amend': {
        const reference = [...acknowledged.keys()][one.which]
        const amendment = { answers: { suddenNoApparentCause: one.answer } } as const
        if (reference) await service.amend(reference, amendment, { key: `a${number}` })
        break
      }
      case 'deliver': {
        const event = service.bus[one.at]
        if (!event) break
        if (!one.again) service.bus.splice(one.at, 1)
        everSent.push(event)
        await service.deliver(event)
        break
      }
      case 'lose':
        service.bus.splice(one.at, 1)
    }
  }
  return { service, acknowledged, everSent }
}

const casesOf = async ({ service, acknowledged }: Awaited<ReturnType<typeof play>>) => {
  const found = await Promise.all(
    [...acknowledged].map(async ([reference, child]) => {
      const loaded = await service.store.load(reference)
      const root = loaded && 'joined' in loaded ? await service.store.load(loaded.joined) : loaded
      if (!root || 'joined' in root) throw new Error(`A notification was lost: ${reference}`)
      return { reference, child, ...root }
    }),
  )
  return found
}

describe('Whatever happens to the messages', () => {
  const everyHistory = (claim: (played: Awaited<ReturnType<typeof play>>) => Promise<void>) =>
    fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async (steps) => {
        const played = await play(steps)
        await played.service.settleForGood()
        await claim(played)
      }),
      { numRuns: 150 },
    )

  it('no acknowledged notification is lost, and each child has one case', async () => {
    await everyHistory(async (played) => {
      const caseOfChild = new Map<number, string>()
      for (const { reference, child, case: known } of await casesOf(played)) {
        expect(known.notifications.map((one) => one.reference)).toContain(reference)
        expect(caseOfChild.get(child) ?? known.reference).toBe(known.reference)
        caseOfChild.set(child, known.reference)
      }
    })
  })

  it('every case is categorised and routed once for the latest facts, and never twice for the same', async () => {
    await everyHistory(async (played) => {
      for (const { case: known, events } of await casesOf(played)) {
        expect(awaited(known)).toBeUndefined()
        for (const type of ['DeathCategorised', 'CaseRouted']) {
          const bases = events.flatMap((event) =>
            event.type === type && 'basedOn' in event.happened ? [event.happened.basedOn] : [],
          )
          expect(bases).toEqual([...new Set(bases)])
        }
      }
    })
  })

  it('the stored categorisation is what the facts as they stand ask for', async () => {
    await everyHistory(async (played) => {
      for (const { case: known } of await casesOf(played))
        expect(known.categorisation?.assessment).toEqual(outlookOf(circumstancesOfCase(known)).assessment)
    })
  })

  it('the events alone rebuild the case, numbered without gaps', async () => {
    await everyHistory(async (played) => {
      for (const { case: known, events } of await casesOf(played)) {
        expect(rebuild(events)).toEqual(known)
        expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, index) => index + 1))
      }
    })
  })

  it('hearing every message again, in any order, changes nothing', async () => {
    await everyHistory(async (played) => {
      const before = await casesOf(played)
      for (const event of [...played.everSent].reverse()) await played.service.deliver(event)
      expect(await casesOf(played)).toEqual(before)
    })
  })
})

import fc from 'fast-check'
import type { Case } from '../../../domain/case/case.ts'
import type { CaseEvent } from '../../../domain/case/events.ts'
import { standingOf } from '../../../domain/clocks/plan.ts'
import type { Reference } from '../../../schemas/reference.ts'
import { nhsNumber } from '../../support/builders/nhs-number.ts'
import { bodies } from '../../support/builders/notification.ts'
import { TestPipeline } from '../../support/pipeline.ts'

const answer = fc.constantFrom('yes', 'no', 'not-known')
const rule = fc.constantFrom('D3', 'D4', 'D5', 'D9', 'D12', 'D14', 'D15', 'D16', 'D17')

/** What people do, what time does, and what a bad night does to sweep, bus and topic. */
const step = fc.oneof(
  { weight: 2, arbitrary: fc.record({ does: fc.constant('notify' as const), child: fc.nat(2), answer }) },
  {
    weight: 3,
    arbitrary: fc.record({
      does: fc.constant('amend' as const),
      which: fc.nat(2),
      answer,
      time: fc.constantFrom('00:30', '01:30', '02:30', 'not-known'),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      does: fc.constant('record' as const),
      which: fc.nat(2),
      rule,
      what: fc.constantFrom('metAt' as const, 'startedAt' as const),
      hoursAgo: fc.nat(60),
    }),
  },
  { weight: 6, arbitrary: fc.record({ does: fc.constant('wait' as const), hours: fc.nat(120) }) },
  {
    weight: 6,
    arbitrary: fc.record({
      does: fc.constant('chase' as const),
      runs: fc.integer({ min: 1, max: 3 }),
      cases: fc.nat(4),
    }),
  },
  { weight: 6, arbitrary: fc.record({ does: fc.constant('deliver' as const), at: fc.nat(9), again: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('lose' as const), at: fc.nat(9) }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('break' as const), how: fc.constantFrom('before', 'after') }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('mend' as const) }) },
)
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

/** The week in which the clocks change and Easter falls. */
const START = '2026-03-27T12:00:00.000Z' as TestPipeline['now']

class Night {
  readonly service = new TestPipeline()
  readonly cases = new Set<Reference>()
  readonly #send = this.service.alerts

  constructor() {
    this.service.now = START
  }

  async play(one: Step, number: number): Promise<void> {
    const { service } = this
    const reference = 'which' in one ? [...this.cases][one.which] : undefined
    service.later(0.01)
    switch (one.does) {
      case 'notify':
        return this.#notify(one.child, one.answer, number)
      case 'amend': {
        const amendment = { answers: { externalCauses: one.answer }, death: { timeOfDeath: one.time } } as const
        if (reference) await service.amend(reference, amendment, { key: `a${number}` })
        return
      }
      case 'record': {
        const { now } = service
        service.later(-one.hoursAgo)
        const moment = service.now
        service.now = now
        const told = one.what === 'metAt' ? { metAt: moment } : { startedAt: moment }
        if (reference) await service.record(reference, one.rule, { ...told, note: 'Noted.' }, { key: `r${number}` })
        return
      }
      case 'wait':
        service.later(one.hours)
        return
      case 'chase': {
        let left = one.cases
        const isTimeUp = () => left-- <= 0
        await Promise.all(Array.from({ length: one.runs }, () => service.chase({ isTimeUp })))
        return
      }
      case 'deliver': {
        const event = service.bus[one.at]
        if (!event) return
        if (!one.again) service.bus.splice(one.at, 1)
        // What fails stays on the queue, or is set aside: the sweep that sends round again finds it.
        await service.deliver(event).catch(() => undefined)
        return
      }
      case 'lose':
        service.bus.splice(one.at, 1)
        return
      case 'break': {
        const fail = () => Promise.reject(new Error('killed'))
        service.alerts = { send: one.how === 'before' ? fail : (alert) => this.#send.send(alert).then(fail) }
        return
      }
      case 'mend':
        service.alerts = this.#send
    }
  }

  async #notify(child: number, externalCauses: 'yes' | 'no' | 'not-known', number: number): Promise<void> {
    const body = bodies.minimal({
      child: { nhsNumber: nhsNumber(child), normallyResidentAuthority: 'E06000061' },
      death: { dateOfDeath: '2026-03-27', timeOfDeath: '01:30' },
      answers: { externalCauses },
    })
    const notified = await this.service.notify(body, { key: `n${number}` })
    if (!('notification' in notified)) return
    const found = await this.service.store.load(notified.notification.reference)
    if (found) this.cases.add('joined' in found ? found.joined : found.case.reference)
  }

  /** The night is over: everything works again, and the sweeps run on. */
  async end(): Promise<void> {
    this.service.alerts = this.#send
    for (let rounds = 0; rounds < 2; rounds++) {
      await this.service.settleForGood()
      await this.service.chase()
      await this.service.settle()
    }
  }
}

interface Ended {
  readonly night: Night
  readonly known: Case
  readonly events: readonly CaseEvent[]
}

function everyNight(claim: (ended: Ended) => void) {
  return fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
      const night = new Night()
      for (const [number, one] of [{ does: 'notify', child: 0, answer: 'yes' } as const, ...steps].entries())
        await night.play(one, number)
      await night.end()
      for (const reference of night.cases) {
        const found = await night.service.store.load(reference)
        if (!found || 'joined' in found) throw new Error('A case stays a case.')
        claim({ night, known: found.case, events: found.events })
      }
    }),
    { numRuns: 70 },
  )
}

const named = ({ rule: of, dueAt }: { rule: string; dueAt: string }) => `${of} ${dueAt}`
const isUnique = (names: readonly string[]) => names.length === new Set(names).size

describe('Whatever the night does', () => {
  it('each missed deadline is recorded once, and each of its escalations', async () => {
    await everyNight(({ events }) => {
      const missed = events.flatMap((event) => (event.type === 'DeadlineMissed' ? [named(event.happened)] : []))
      const escalated = events.flatMap((event) =>
        event.type === 'DeadlineEscalated' ? [`${named(event.happened)} ${event.happened.level}`] : [],
      )
      expect(isUnique(missed)).toBe(true)
      expect(isUnique(escalated)).toBe(true)
      for (const one of escalated) expect(missed).toContain(one.split(' ').slice(0, 2).join(' '))
    })
  })

  it('no clock is missed in silence: each that stands missed, or was met late while it ran, is on record', async () => {
    await everyNight(({ night, known, events }) => {
      const missed = events.flatMap((event) => (event.type === 'DeadlineMissed' ? [named(event.happened)] : []))
      for (const clock of known.routing?.clocks ?? []) {
        if (standingOf(clock, night.service.now) !== 'missed') continue
        expect(missed).toContain(named(clock))
        expect(clock.missedAt).toBeDefined()
      }
      for (const event of events) {
        if (event.type !== 'ClockMet') continue
        const { rule: of, metAt } = event.happened
        const before = planBefore(events, event).find((clock) => clock.rule === of && !clock.supersededAt)
        if (before && metAt > before.dueAt) expect(missed).toContain(named(before))
      }
    })
  })

  it('every record of a missed deadline is alerted, at least once and always under the id of its event', async () => {
    await everyNight(({ night, known, events }) => {
      const asked = events
        .filter(({ type }) => type === 'DeadlineMissed' || type === 'DeadlineEscalated')
        .map(({ reference, sequence }) => `${reference}.${sequence}`)
      const sent = night.service.sent.map(({ id }) => id).filter((id) => id.startsWith(known.reference))
      expect([...new Set(sent)].sort()).toEqual([...asked].sort())
      const recorded = events.flatMap((event) => (event.type === 'AlertSent' ? [event.happened.of] : []))
      expect(recorded.map((of) => `${known.reference}.${of}`).sort()).toEqual([...asked].sort())
      expect(known.alertsDue).toEqual([])
    })
  })
})

/** The clocks as they were when an event happened. */
function planBefore(events: readonly CaseEvent[], { sequence }: CaseEvent) {
  const earlier = events.filter((event) => event.sequence < sequence)
  return earlier.reduce<NonNullable<Case['routing']>['clocks']>(
    (clocks, { type, happened }) => (type === 'CaseRouted' || type === 'ClocksReplanned' ? happened.clocks : clocks),
    [],
  )
}

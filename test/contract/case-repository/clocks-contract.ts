import { addHours, type Instant } from '../../../domain/calendar/instant.ts'
import type { Case } from '../../../domain/case/case.ts'
import { chase, chaseTimeOfCase } from '../../../domain/case/clocks.ts'
import { categorise, numbered, route, type Some } from '../../../domain/case/decide.ts'
import type { Actor, Decided } from '../../../domain/case/events.ts'
import { clockRuleSetVersion } from '../../../domain/clocks/rules.ts'
import type {
  CaseRepository,
  CasesOfPanel,
  CasesToChase,
  PassingCases,
} from '../../../functions/shared/ports/case-repository.ts'
import { ReferenceSchema, type Reference } from '../../../schemas/reference.ts'
import { aNotification } from '../../support/builders/notification.ts'

export type ClockStore = Pick<CaseRepository, 'load' | 'append'> & CasesToChase & CasesOfPanel & PassingCases

const NOTIFIED = '2026-11-20T03:00:00.000Z' as Instant
const STEP: Actor = { kind: 'step', step: 'chase-deadlines' }
const doctor: Actor = { kind: 'person', subject: 'doctor', roles: ['notifier'], area: 'panel/northamptonshire' }

let last = 0
const newReference = (): Reference => ReferenceSchema.parse(`C${String((last += 1)).padStart(15, '0')}`)

/** How every store finds the cases whose clocks have to be seen to, and a panel's cases by the time they came. */
export function describeClockStore(name: string, open: () => ClockStore | Promise<ClockStore>) {
  describe(`The clocks of a case store ${name}`, () => {
    let store: ClockStore
    beforeAll(async () => {
      store = await open()
    })

    const write = async (before: Case | undefined, reference: Reference, decided: readonly Decided[], at: Instant) => {
      const by = before ? STEP : doctor
      const events = numbered({ reference, version: before?.version ?? 0 }, decided as Some<Decided>, at, by)
      const appended = await store.append(before, events)
      if (appended.outcome !== 'appended') throw new Error(appended.outcome)
      return appended.case
    }
    const opened = (at = NOTIFIED) => {
      const reference = newReference()
      const received: Decided = {
        type: 'NotificationReceived',
        happened: {
          notificationReference: reference,
          request: { key: 'key', bodyHash: 'body' },
          facts: aNotification({ death: { dateOfDeath: '2026-11-19' } }),
          residence: { kind: 'england', authority: 'E06000061', from: 'stated' },
        },
      }
      return write(undefined, reference, [received], at)
    }
    const routed = async (at = NOTIFIED, panel?: string): Promise<Case> => {
      const known = await opened(at)
      const categorised = await write(known, known.reference, categorise(known), at)
      const [routing] = route(categorised, at)
      if (routing?.type !== 'CaseRouted') throw new Error('The case is routed.')
      const happened = { ...routing.happened, ...(panel !== undefined && { panel }) }
      return write(categorised, known.reference, [{ ...routing, happened }], at)
    }
    const all = async (found: AsyncIterable<Reference>) => {
      const references: Reference[] = []
      for await (const reference of found) references.push(reference)
      return references
    }
    const toChase = async (known: Case, before?: Instant, ruleSet = clockRuleSetVersion) =>
      (await all(store.toChase(ruleSet, before))).includes(known.reference)

    it('finds a case once its next clock is past due, and not at its last moment', async () => {
      const known = await routed()
      const due = chaseTimeOfCase(known)!
      expect(await toChase(known, due)).toBe(false)
      expect(await toChase(known, addHours(due, 1 / 3_600_000))).toBe(true)
    })

    it('does not find a case that has no clocks yet', async () => {
      expect(await toChase(await opened())).toBe(false)
    })

    it('finds a case no more when its missed clocks are recorded, until the next falls due', async () => {
      const known = await routed()
      const now = addHours(chaseTimeOfCase(known)!, 1)
      const after = await write(known, known.reference, chase(known, now), now)
      expect(await toChase(known, now)).toBe(false)
      const next = chaseTimeOfCase(after)!
      expect(next > now).toBe(true)
      expect(await toChase(known, addHours(next, 0.1))).toBe(true)
    })

    it('finds a case never again of which every clock is missed and everybody was told', async () => {
      let known = await routed()
      for (let at = chaseTimeOfCase(known); at; at = chaseTimeOfCase(known)) {
        const now = addHours(at, 0.1)
        known = await write(known, known.reference, chase(known, now), now)
      }
      expect(known.routing?.clocks.every(({ missedAt, metAt }) => missedAt ?? metAt)).toBe(true)
      expect(await toChase(known)).toBe(false)
    })

    it('finds by the rules they were planned under the cases that are not due either', async () => {
      const known = await routed()
      const former = 'clocks-of-old'
      const happened = { clocks: known.routing!.clocks, clockRuleSetVersion: former }
      const old = await write(known, known.reference, [{ type: 'ClocksReplanned', happened }], NOTIFIED)
      expect(await toChase(old, undefined, former)).toBe(true)
      expect(await toChase(old)).toBe(false)
      const again = await write(old, old.reference, chase(old, NOTIFIED), NOTIFIED)
      expect(await toChase(again, undefined, former)).toBe(false)
      expect(await toChase(again)).toBe(true)
    })

    it('finds each of many cases once, the longest due first among those kept together', async () => {
      const cases: Case[] = []
      // More than are read at once of each part.
      for (let n = 0; n < 110; n++) cases.push(await routed())
      const found = await all(store.toChase(clockRuleSetVersion))
      const own = cases.map(({ reference }) => reference)
      expect(found.filter((reference) => own.includes(reference)).sort()).toEqual([...own].sort())
      expect(found).toHaveLength(new Set(found).size)
    }, 60_000)

    it('keeps a case waiting for its alerts, one after the other, until they went out', async () => {
      const known = await routed()
      const now = addHours(chaseTimeOfCase(known)!, 1)
      const missed = await write(known, known.reference, chase(known, now), now)
      const waiting = async () => {
        for await (const { reference, event } of store.awaitingSinceBefore(addHours(now, 1)))
          if (reference === known.reference) return event.sk
        return undefined
      }
      let after = missed
      for (const { event } of missed.alertsDue) {
        expect(await waiting()).toContain(`${String(event.sequence).padStart(6, '0')}#DeadlineMissed`)
        after = await write(after, after.reference, [{ type: 'AlertSent', happened: { of: event.sequence } }], now)
      }
      expect(await waiting()).toBeUndefined()
    })

    it('gives back clocks and alerts as they were written', async () => {
      const known = await routed()
      const now = addHours(chaseTimeOfCase(known)!, 1)
      const after = await write(known, known.reference, chase(known, now), now)
      const found = await store.load(known.reference)
      expect(found && 'case' in found && found.case).toEqual(after)
      expect(chase(after, now)).toEqual([])
      expect(found && 'case' in found && chase(found.case, now)).toEqual([])
    })

    it('lists a panel’s cases by when they came, from one moment to another, both included', async () => {
      const at = (day: number) => `2026-11-${String(day).padStart(2, '0')}T03:00:00.000Z` as Instant
      const cases: Case[] = []
      for (const day of [23, 21, 22, 24]) cases.push(await routed(at(day), 'surrey'))
      await routed(at(22), 'kent-and-medway')
      const [third, first, second] = cases.map(({ reference }) => reference)
      expect(await all(store.casesOfPanel('surrey', at(21), at(23)))).toEqual([first, second, third])
      expect(await all(store.casesOfPanel('surrey', at(25), at(26)))).toEqual([])
      expect(await all(store.casesOfPanel('somerset', at(1), at(30)))).toEqual([])
    })
  })
}

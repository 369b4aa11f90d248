import fc from 'fast-check'
import type { Instant } from '../../../domain/calendar/instant.ts'
import { rebuild, type Case } from '../../../domain/case/case.ts'
import { categorise, numbered, route, type Some } from '../../../domain/case/decide.ts'
import type { Actor, CaseEvent, Decided } from '../../../domain/case/events.ts'
import type {
  AccessRecord,
  CaseRepository,
  Guards,
  HistoryRecord,
  PassingCases,
  QueueReader,
} from '../../../functions/shared/ports/case-repository.ts'
import type { FormKeys } from '../../../functions/shared/ports/form-keys.ts'
import { NotificationSchema } from '../../../schemas/notification/notification.ts'
import { ReferenceSchema, type Reference } from '../../../schemas/reference.ts'
import { arbitraryNotification } from '../../support/builders/arbitrary-notification.ts'
import { aNotification, type Overrides } from '../../support/builders/notification.ts'

export type Store = CaseRepository & QueueReader & PassingCases & AccessRecord & HistoryRecord & FormKeys

const at = (minute: number) => new Date(Date.UTC(2026, 10, 20, 3, minute)).toISOString() as Instant
const doctor: Actor = { kind: 'person', subject: 'doctor', roles: ['notifier'], area: 'panel/northamptonshire' }

let last = 0
const notice = (minute: number, panel: string) => ({
  ...{ panel, what: 'died-in-area' as const, reviewedBy: 'leeds' },
  at: at(minute),
})
const newReference = (): Reference => ReferenceSchema.parse(String((last += 1)).padStart(16, '0'))

const received = (reference: Reference, facts = aNotification(), bodyHash = 'body'): Decided => ({
  type: 'NotificationReceived',
  happened: {
    notificationReference: reference,
    request: { key: 'key', bodyHash },
    facts,
    residence: { kind: 'england', authority: 'E06000061', from: 'stated' },
  },
})

/** What every store of cases does alike, whatever it is made of. */
export function describeCaseStore(name: string, open: () => Store | Promise<Store>) {
  describe(`A case store ${name}`, () => {
    let store: Store
    beforeAll(async () => {
      store = await open()
    })

    const append = async (before: Case | undefined, decided: Some<Decided>, minute = 0, guards: Guards = {}) => {
      const [first] = decided
      const reference =
        before?.reference ??
        (first.type === 'NotificationReceived' ? first.happened.notificationReference : newReference())
      const events = numbered({ reference, version: before?.version ?? 0 }, decided, at(minute), doctor)
      return store.append(before, events, guards)
    }
    const opened = async (overrides: Overrides = {}, guards: Guards = {}): Promise<Case> => {
      const appended = await append(undefined, [received(newReference(), aNotification(overrides))], 0, guards)
      if (appended.outcome !== 'appended') throw new Error(appended.outcome)
      return appended.case
    }
    const written = async (
      before: Case,
      decided: readonly Decided[],
      minute = 1,
      guards: Guards = {},
    ): Promise<Case> => {
      const [first, ...others] = decided
      if (!first) throw new Error('Nothing was decided.')
      const appended = await append(before, [first, ...others], minute, guards)
      if (appended.outcome !== 'appended') throw new Error(appended.outcome)
      return appended.case
    }
    const routed = async (overrides: Overrides = {}): Promise<Case> => {
      const known = await opened(overrides)
      const categorised = await written(known, categorise(known))
      return written(categorised, route(categorised, at(2)), 2)
    }

    it('gives back what was appended', async () => {
      const known = await opened()
      expect(await store.load(known.reference)).toEqual({ case: known, events: [expect.anything()] })
    })

    it('finds a link to a form again by its hash, and takes no hash twice', async () => {
      const known = await opened()
      const key = { hash: `hash-${known.reference}`, reference: known.reference, form: `${known.reference}.2`, link: 1 }
      expect(await store.findFormKey(key.hash)).toBeUndefined()
      const set: Decided = {
        type: 'CircumstancesSet',
        happened: { request: { key: 'k', bodyHash: 'b' }, circumstances: [] },
      }
      const after = await written(known, [set], 1, { formKey: { ...key, passcode: 'hash of a passcode' } })
      expect(await store.findFormKey(key.hash)).toEqual({ ...key, passcode: 'hash of a passcode' })
      expect(await append(after, [set], 2, { formKey: key })).toEqual({ outcome: 'changed-meanwhile' })
      expect(await append(known, [set], 2, { formKey: { ...key, hash: 'never' } })).toEqual({
        outcome: 'changed-meanwhile',
      })
      expect(await store.findFormKey('never')).toBeUndefined()
    })

    it('knows nothing of a reference never used', async () => {
      expect(await store.load(newReference())).toBeUndefined()
    })

    it('gives back any notification exactly as it was read', async () => {
      await fc.assert(
        fc.asyncProperty(arbitraryNotification(), async (body) => {
          const facts = NotificationSchema.parse(body)
          const reference = newReference()
          await append(undefined, [received(reference, facts)])
          const found = await store.load(reference)
          expect(found && 'case' in found && found.case.notifications[0].facts).toEqual(facts)
          expect((await store.history(reference)).faults).toEqual([])
        }),
        { numRuns: 20 },
      )
    }, 60_000)

    it('links every event to the one before, whoever writes and in however many steps', async () => {
      const { reference } = await routed()
      const { events, faults } = await store.history(reference)
      expect(faults).toEqual([])
      expect(events.map(({ sequence }) => sequence)).toEqual([1, 2, 3])
      expect(new Set(events.map(({ hash }) => hash)).size).toBe(3)
      for (const { hash } of events) expect(hash).toMatch(/^[\w-]{43}$/)
    })

    it('keeps every reading of a case that many read at once, each linked to the one before', async () => {
      const { reference } = await opened()
      const look = (number: number) =>
        store.recordReading({
          reference,
          what: 'case',
          at: at(number),
          subject: 'manager',
          roles: ['cdop-manager'],
          requestId: `request-${number}`,
        })
      await Promise.all([1, 2, 3, 4, 5, 6].map(look))
      await look(7)
      const { readings, faults } = await store.history(reference)
      expect(faults).toEqual([])
      expect(readings.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7])
      expect(new Set(readings.map(({ requestId }) => requestId)).size).toBe(7)
    })

    it('refuses a second case for one request, and says what the first was', async () => {
      const { reference } = await opened()
      expect(await append(undefined, [received(reference, aNotification(), 'another')])).toEqual({
        outcome: 'request-known',
        request: { key: 'key', bodyHash: 'body' },
      })
    })

    it('refuses a second case for one child, and says which the first is', async () => {
      const { reference } = await opened({}, { identity: ['child-a'] })
      expect(await append(undefined, [received(newReference())], 0, { identity: ['child-a'] })).toEqual({
        outcome: 'child-known',
        reference,
      })
    })

    it('says that a request is known before it says that its child is', async () => {
      const { reference } = await opened({}, { identity: ['child-b'] })
      expect(await append(undefined, [received(reference)], 0, { identity: ['child-b'] })).toMatchObject({
        outcome: 'request-known',
      })
    })

    it('refuses to write over what somebody else wrote meanwhile', async () => {
      const known = await opened()
      await written(known, categorise(known))
      expect(await append(known, [categorise(known)[0]!], 1)).toEqual({ outcome: 'changed-meanwhile' })
    })

    it('lets one of many writers of one version through', async () => {
      const known = await opened()
      const all = await Promise.all(
        Array.from({ length: 8 }, (_, minute) => append(known, [categorise(known)[0]!], minute)),
      )
      expect(all.filter(({ outcome }) => outcome === 'appended')).toHaveLength(1)
      const found = await store.load(known.reference)
      expect(found && 'case' in found && found.case.version).toBe(2)
    })

    it('leads from a joined notification to its case, and knows its request again', async () => {
      const known = await opened()
      const reference = newReference()
      const joining = { reference, joined: known.reference, request: { key: 'k2', bodyHash: 'b2' } }
      const further: Decided = { ...received(reference), type: 'FurtherNotificationReceived' } as Decided
      await written(known, [further], 1, { joining })
      expect(await store.load(reference)).toEqual(joining)
      const again = await store.load(known.reference)
      if (!again || 'joined' in again) throw new Error('The case is there.')
      expect(again.case.notifications).toHaveLength(2)
      expect(await append(again.case, [further], 2, { joining })).toMatchObject({
        outcome: 'request-known',
        request: { key: 'k2', bodyHash: 'b2' },
      })
    })

    it('writes nothing at all when one guard refuses', async () => {
      await opened({}, { identity: ['child-c'] })
      const reference = newReference()
      await append(undefined, [received(reference)], 0, { identity: ['child-c'], notices: [notice(9, 'devon')] })
      expect(await store.load(reference)).toBeUndefined()
      expect(await store.notices('devon', 10)).toEqual([])
    })

    it('finds others by any of their likenesses, each once, and never the case that asks', async () => {
      const [one, two, three] = [newReference(), newReference(), newReference()]
      expect(await store.alike(one, [['like-1'], ['like-2']])).toEqual([])
      expect(await store.alike(two, [['like-2'], ['like-3']])).toEqual([one])
      expect((await store.alike(three, [['like-1'], ['like-2'], ['like-3']])).sort()).toEqual([one, two].sort())
      expect((await store.alike(one, [['like-1'], ['like-2']])).sort()).toEqual([two, three].sort())
      expect(await store.alike(newReference(), [['like-4']])).toEqual([])
    })

    it('looks likenesses up under the first of their hashes, and has the case carry all of them', async () => {
      const [one, two, three] = [newReference(), newReference(), newReference()]
      await store.alike(one, [['old', 'new']])
      expect(await store.alike(two, [['new']])).toEqual([one])
      expect(await store.alike(three, [['old', 'new']])).toEqual([one])
    })

    it('lets at least one of two that are alike find the other, when both ask at once', async () => {
      const found = await Promise.all([newReference(), newReference()].map((one) => store.alike(one, [['like-5']])))
      expect(found.flat().length).toBeGreaterThan(0)
    })

    it('lists a panel’s cases by the next due clock, page by page, without gap or repeat', async () => {
      const panel = 'leeds'
      const references: Reference[] = []
      for (const day of ['05', '01', '04', '02', '03']) {
        const known = await opened({ death: { dateOfDeath: `2026-11-${day}` } })
        const categorised = await written(known, categorise(known))
        const [routing] = route(categorised, at(2))
        if (routing?.type !== 'CaseRouted') throw new Error('The case is routed.')
        await written(categorised, [{ ...routing, happened: { ...routing.happened, panel } }], 2)
        references.push(known.reference)
      }
      const [fifth, first, fourth, second, third] = references
      const seen: Reference[] = []
      let after
      do {
        const page = await store.queue(panel, { state: 'open' }, 2, after)
        expect(page.entries.length).toBeLessThanOrEqual(2)
        seen.push(...page.entries.map(({ reference }) => reference))
        after = page.next
      } while (after)
      expect(seen).toEqual([first, second, third, fourth, fifth])
      expect((await store.queue(panel, { stage: 'information-gathering' }, 10)).entries).toHaveLength(5)
      expect((await store.queue(panel, { stage: 'notified' }, 10)).entries).toEqual([])
      expect((await store.queue(panel, { state: 'closed' }, 10)).entries).toEqual([])
    })

    it('shows a case in the queue without anything that could identify the child', async () => {
      await routed()
      const { entries } = await store.queue('northamptonshire', { state: 'open' }, 100)
      expect(Object.keys(entries[0] ?? {}).sort()).toEqual(
        [
          'ageBand',
          'expectedness',
          'flags',
          'holds',
          'jointAgencyResponse',
          'nextClock',
          'receivedAt',
          'reference',
          'stage',
        ].sort(),
      )
    })

    it('lists cases that have awaited a step since before a moment, with the event to hear again', async () => {
      const known = await opened()
      const waiting = async (before: Instant) => {
        for await (const one of store.awaitingSinceBefore(before)) if (one.reference === known.reference) return one
        return undefined
      }
      expect(await waiting(at(0))).toBeUndefined()
      expect((await waiting(at(1)))?.event.sk).toBe(`EVENT#000001#NotificationReceived#${at(0)}`)
      const categorised = await written(known, categorise(known))
      // It waits for its panel since it was notified; what is to be heard now came later.
      expect(await waiting(at(1))).toMatchObject({
        since: at(1),
        event: { sk: `EVENT#000002#DeathCategorised#${at(1)}` },
      })
      await written(categorised, route(categorised, at(2)), 2)
      expect(await waiting(at(59))).toBeUndefined()
    })

    it('lists a person’s own notifications under their own references, the newest first', async () => {
      const by: Actor = { kind: 'person', subject: `nurse-${newReference()}`, roles: ['notifier'] }
      const references = [newReference(), newReference()]
      for (const [minute, reference] of references.entries()) {
        const events: Some<CaseEvent> = numbered({ reference, version: 0 }, [received(reference)], at(minute), by)
        await store.append(undefined, events)
      }
      const own = await store.notificationsOf(by.subject, 10)
      expect(own.map(({ reference }) => reference)).toEqual(references.reverse())
      expect(await store.notificationsOf('nobody', 10)).toEqual([])
    })

    it('tells a panel of deaths in its area, the newest first', async () => {
      const known = await opened()
      await written(known, categorise(known), 1, { notices: [notice(1, 'kent'), notice(2, 'kent')] })
      expect(await store.notices('kent', 10)).toEqual([
        { ...notice(2, 'kent'), reference: known.reference },
        { ...notice(1, 'kent'), reference: known.reference },
      ])
    })

    it('keeps who read a case beside it, without touching the case', async () => {
      const known = await opened()
      await store.recordReading({
        reference: known.reference,
        what: 'case',
        at: at(3),
        subject: 'manager',
        roles: ['cdop-manager'],
        requestId: 'r1',
      })
      const found = await store.load(known.reference)
      expect(found && 'case' in found && found.events).toHaveLength(1)
      expect(found && 'case' in found && rebuild(found.events)).toEqual(known)
    })
  })
}

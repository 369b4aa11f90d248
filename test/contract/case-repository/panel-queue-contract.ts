import fc from 'fast-check'
import type { Person } from '../../../domain/access/access.ts'
import { epochOf, instantOf, type Instant } from '../../../domain/calendar/instant.ts'
import type { Case } from '../../../domain/case/case.ts'
import { categorise, numbered, route, type Some } from '../../../domain/case/decide.ts'
import type { Actor, Decided } from '../../../domain/case/events.ts'
import { queueEntry, type QueueEntry } from '../../../domain/case/queue-entry.ts'
import { isOpen } from '../../../domain/panel-work/stages.ts'
import type { QueueFilter } from '../../../functions/shared/ports/case-repository.ts'
import type { ActionInput } from '../../../schemas/panel-work/actions.ts'
import { STAGES } from '../../../schemas/panel-work/codes.ts'
import type { Reference } from '../../../schemas/reference.ts'
import { completeForm, conclude } from '../../support/builders/analysis.ts'
import { aNotifiedCase, aReference, asked, people, START, LIST } from '../../support/builders/case.ts'
import type { Overrides } from '../../support/builders/notification.ts'
import type { Store } from './case-repository-contract.ts'

const { manager, chair, doctor } = people
const PANEL = 'northamptonshire'
const step: Actor = { kind: 'step', step: 'route' }

let last = 1_000_000
const minutes = (n: number) => instantOf(epochOf(START) + n * 60_000)

/** What every store does alike with a panel's queue and with cases that have to do with each other. */
export function describePanelQueue(name: string, open: () => Store | Promise<Store>) {
  describe(`A panel's queue ${name}`, () => {
    let store: Store
    beforeEach(async () => {
      store = await open()
    })

    async function write(known: Case | undefined, decided: readonly Decided[], by: Actor, at: Instant): Promise<Case> {
      const [first, ...others] = decided
      if (!first) throw new Error('Nothing was decided.')
      const reference = known?.reference ?? aReference(last)
      const events = numbered({ reference, version: known?.version ?? 0 }, [first, ...others], at, by)
      const appended = await store.append(known, events)
      if (appended.outcome !== 'appended') throw new Error(appended.outcome)
      return appended.case
    }

    /** A case that a panel has. */
    async function given(overrides: Overrides = {}): Promise<Case> {
      const { notifications } = aNotifiedCase(overrides, (last += 1))
      const [{ reference: notificationReference, request, facts, residence }] = notifications
      const happened = { notificationReference, request, facts, residence }
      const by: Actor = { kind: 'person', subject: 'notifier', roles: ['notifier'] }
      const opened = await write(undefined, [{ type: 'NotificationReceived', happened }], by, START)
      const categorised = await write(opened, categorise(opened), step, START)
      return write(categorised, route(categorised, START), step, START)
    }

    /** The case after an action. */
    async function worked(known: Case, person: Person, action: ActionInput, at = START): Promise<Case> {
      const doing = asked(known, person, action, { at })
      if ('refused' in doing) throw new Error(doing.refused)
      return write(known, doing.here, { kind: 'person', ...person }, at)
    }

    async function workedThrough(known: Case, actions: readonly (readonly [Person, ActionInput])[], at = START) {
      let now = known
      for (const [person, action] of actions) {
        if (action.action === 'conclude') now = await write(now, completeForm(now), { kind: 'person', ...doctor }, at)
        now = await worked(now, person, action, at)
      }
      return now
    }

    const inquest: ActionInput = { action: 'place-on-hold', hold: 'inquest' }
    const criminal: ActionInput = { action: 'place-on-hold', hold: 'criminal' }
    const to = (stage: (typeof STAGES)[number]): ActionInput => ({
      action: 'move-to-stage',
      stage,
      despiteHolds: 'Nothing more will come.',
    })
    const overrides = (['inquest', 'criminal'] as const).map((hold) => ({ hold, reason: 'Nothing more will come.' }))
    const concludeDespite: ActionInput = { ...conclude, overrides }
    const review = [
      [manager, to('child-death-review-meeting')],
      [manager, to('ready-for-panel')],
      [manager, { ...LIST, despiteHolds: 'Nothing more will come.' }],
      [chair, concludeDespite],
    ] as const

    async function allOf(filter: QueueFilter, limit = 2): Promise<QueueEntry[]> {
      const seen: QueueEntry[] = []
      let after
      do {
        const page = await store.queue(PANEL, filter, limit, after)
        expect(page.entries.length).toBeLessThanOrEqual(limit)
        seen.push(...page.entries)
        after = page.next
      } while (after)
      return seen
    }
    const referencesIn = async (filter: QueueFilter) => (await allOf(filter)).map(({ reference }) => reference)

    it('is what one would pick by hand, by any filter and page by page', async () => {
      const unexpected = { answers: { anticipated24HoursBefore: 'no' } } as const
      const old = { death: { dateOfDeath: '2026-01-05' } }
      const cases = [
        await given(),
        await given(old),
        await worked(await given(unexpected), manager, inquest),
        await workedThrough(await given(old), [[manager, inquest], [manager, criminal], ...review.slice(0, 2)]),
        await workedThrough(await given({ ...old, ...unexpected }), [[manager, criminal], ...review]),
        await workedThrough(await given(), [...review, [manager, to('closed')]], minutes(1)),
        await workedThrough(await given(old), [[manager, inquest], ...review, [manager, to('closed')]], minutes(2)),
        await worked(await given(unexpected), manager, { action: 'claim' }),
      ].map(queueEntry)
      const filters = fc.record({
        of: fc.oneof(
          fc.constantFrom('open' as const, 'closed' as const).map((state) => ({ state })),
          fc.constantFrom(...STAGES).map((stage) => ({ stage })),
        ),
        expectedness: fc.option(fc.constantFrom('expected', 'unexpected', 'not-yet-known'), { nil: undefined }),
        hold: fc.option(fc.constantFrom('inquest', 'criminal', 'rapid-review'), { nil: undefined }),
        isOverdue: fc.option(fc.boolean(), { nil: undefined }),
        limit: fc.integer({ min: 1, max: 4 }),
      })
      await fc.assert(
        fc.asyncProperty(filters, async ({ of, expectedness, hold, isOverdue, limit }) => {
          const isOpenOnly = 'stage' in of ? isOpen(of.stage) : of.state === 'open'
          const overdue = isOverdue === undefined || !isOpenOnly ? undefined : { is: isOverdue, at: START }
          const byHand = cases.filter(
            (one) =>
              ('stage' in of ? one.stage === of.stage : isOpen(one.stage) === (of.state === 'open')) &&
              (expectedness === undefined || one.expectedness === expectedness) &&
              (hold === undefined || one.holds.includes(hold)) &&
              (overdue === undefined || (one.nextClock !== undefined && one.nextClock.dueAt < START) === overdue.is),
          )
          const read = await allOf({ ...of, expectedness, hold, overdue }, limit)
          expect(read).toHaveLength(byHand.length)
          expect(read).toEqual(expect.arrayContaining(byHand))
          const due = read.map(({ nextClock }) => nextClock?.dueAt ?? '9999')
          if (isOpenOnly) expect(due).toEqual([...due].sort())
        }),
        { numRuns: 60 },
      )
    }, 60_000)

    it('of a hold has a case no more once that is lifted', async () => {
      const held = await workedThrough(await given(), [
        [manager, inquest],
        [manager, criminal],
      ])
      expect(await referencesIn({ state: 'open', hold: 'inquest' })).toEqual([held.reference])
      const lifted = await worked(held, manager, { action: 'lift-hold', hold: 'inquest' })
      expect(await referencesIn({ state: 'open', hold: 'inquest' })).toEqual([])
      expect(await allOf({ state: 'open', hold: 'criminal' })).toEqual([queueEntry(lifted)])
    })

    it('of closed cases begins with the last closed, and the open one has them no more', async () => {
      const closed: Reference[] = []
      for (const minute of [1, 3, 2]) {
        const known = await workedThrough(await given(), [...review, [manager, to('closed')]], minutes(minute))
        closed.push(known.reference)
      }
      const [first, third, second] = closed
      expect(await referencesIn({ state: 'closed' })).toEqual([third, second, first])
      expect(await referencesIn({ stage: 'closed' })).toEqual([third, second, first])
      expect(await referencesIn({ state: 'open' })).toEqual([])
    })

    it('goes on from a page whose cases have become overdue since', async () => {
      const known = await given({ death: { dateOfDeath: '2026-11-19' } })
      const other = await given({ death: { dateOfDeath: '2026-11-20' } })
      const due = queueEntry(other).nextClock?.dueAt ?? START
      const notOverdue = (at: Instant) => ({ state: 'open', overdue: { is: false, at } }) as const
      const early = instantOf(epochOf(START) - 10 * 86_400_000)
      const page = await store.queue(PANEL, notOverdue(early), 1)
      expect(page.entries.map(({ reference }) => reference)).toEqual([known.reference])
      const next = await store.queue(PANEL, notOverdue(due), 1, page.next)
      expect(next.entries.map(({ reference }) => reference)).toEqual([other.reference])
    })

    it('finds a case by every reference that leads to it, in its own panel', async () => {
      const [kept, ended] = [await given(), await given()]
      const joining = asked(ended, manager, { action: 'join', into: kept.reference }, { other: kept })
      if ('refused' in joining || !joining.there) throw new Error('It is joined.')
      const further = aReference((last += 1))
      const request = { key: 'further', bodyHash: 'body' }
      const [notification] = ended.notifications
      const received: Decided = {
        type: 'FurtherNotificationReceived',
        happened: { ...notification, notificationReference: further, request },
      }
      const by: Actor = { kind: 'person', subject: 'another', roles: ['notifier'] }
      const withFurther = await store.append(ended, numbered(ended, [received], START, by), {
        joining: { reference: further, joined: ended.reference, request },
      })
      if (withFurther.outcome !== 'appended') throw new Error(withFurther.outcome)
      const appended = await store.appendTogether([
        { before: withFurther.case, events: numbered(withFurther.case, joining.here, START, by) },
        { before: kept, events: numbered(kept, joining.there.decided, START, by) },
      ])
      expect(appended).toMatchObject({
        outcome: 'appended',
        case: { reference: ended.reference, joinedTo: kept.reference },
      })
      for (const reference of [kept.reference, ended.reference, further])
        expect((await store.find(PANEL, reference))?.reference).toBe(kept.reference)
      expect(await store.find('leeds', kept.reference)).toBeUndefined()
      expect(await store.find(PANEL, aReference(9_999_999))).toBeUndefined()
      expect(await referencesIn({ state: 'open' })).toEqual([kept.reference])
      expect(await referencesIn({ stage: 'joined' })).toEqual([ended.reference])
    })

    it('writes two cases together or not at all', async () => {
      const [one, two] = [await given(), await given()]
      const held = await worked(two, manager, inquest)
      const separated = (other: Case): Some<Decided> => [
        { type: 'CasesSeparated', happened: { others: [other.reference] } },
      ]
      const change = (before: Case, other: Case) => ({
        before,
        events: numbered(before, separated(other), START, step),
      })
      expect(await store.appendTogether([change(one, two), change(two, one)])).toEqual({ outcome: 'changed-meanwhile' })
      expect(await store.load(one.reference)).toMatchObject({ case: { version: one.version, separatedFrom: [] } })
      expect(await store.appendTogether([change(one, held), change(held, one)])).toMatchObject({
        outcome: 'appended',
        case: { reference: one.reference, separatedFrom: [two.reference] },
      })
      expect(await store.load(two.reference)).toMatchObject({ case: { separatedFrom: [one.reference] } })
    })

    it('lets an identity be taken over from the case that is named, and from no other', async () => {
      const open = async (insteadOf?: Reference) => {
        const { notifications } = aNotifiedCase({}, (last += 1))
        const [{ reference: notificationReference, request, facts, residence }] = notifications
        const happened = { notificationReference, request, facts, residence }
        const reference = aReference(last)
        const decided: Some<Decided> = [{ type: 'NotificationReceived', happened }]
        const guards = { identity: ['taken-over'] as const, ...(insteadOf && { insteadOf }) }
        return store.append(undefined, numbered({ reference, version: 0 }, decided, START, step), guards)
      }
      const first = await open()
      if (first.outcome !== 'appended') throw new Error(first.outcome)
      const { reference } = first.case
      expect(await open(aReference(9_999_999))).toEqual({ outcome: 'child-known', reference })
      const second = await open(reference)
      if (second.outcome !== 'appended') throw new Error(second.outcome)
      expect(await open(reference)).toEqual({ outcome: 'child-known', reference: second.case.reference })
    })

    it('keeps one notice of one time, as it was written last', async () => {
      const known = await given()
      const notice = { panel: 'kent', what: 'handed-over', reviewedBy: 'leeds', at: START, note: 'Moved.' } as const
      const claim = (before: Case) => asked(before, manager, { action: 'claim' })
      let before = known
      for (const more of [{}, { acceptedAt: minutes(5) }]) {
        const doing = claim(before)
        if ('refused' in doing) throw new Error(doing.refused)
        const by: Actor = { kind: 'person', ...manager }
        const appended = await store.append(before, numbered(before, doing.here, START, by), {
          notices: [{ ...notice, ...more }],
        })
        if (appended.outcome !== 'appended') throw new Error(appended.outcome)
        before = appended.case
      }
      expect(await store.notices('kent', 10)).toEqual([
        { ...notice, acceptedAt: minutes(5), reference: known.reference },
      ])
    })
  })
}

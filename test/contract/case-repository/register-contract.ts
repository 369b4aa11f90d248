import fc from 'fast-check'
import type { Person } from '../../../domain/access/access.ts'
import type { Case } from '../../../domain/case/case.ts'
import { categorise, numbered, route, type Some } from '../../../domain/case/decide.ts'
import type { Actor, Decided } from '../../../domain/case/events.ts'
import type { CivilDate } from '../../../domain/calendar/civil-date.ts'
import { decideAct } from '../../../domain/review/register.ts'
import { registerOrder } from '../../../domain/review/register-order.ts'
import type {
  RecommendationRegister,
  RegisterEntry,
  RegisterFilter,
} from '../../../functions/shared/ports/recommendation-register.ts'
import type { CaseRepository } from '../../../functions/shared/ports/case-repository.ts'
import type { Recommendation, RecommendationAct } from '../../../schemas/analysis/recommendation.ts'
import type { ActionInput } from '../../../schemas/panel-work/actions.ts'
import { completeForm, conclude, sectionText } from '../../support/builders/analysis.ts'
import { actorOf, aNotifiedCase, aReference, asked, LIST, people, START } from '../../support/builders/case.ts'

const { manager, chair } = people
const PANEL = 'northamptonshire'
const TODAY = '2026-11-20' as CivilDate

export type RegisterStore = CaseRepository & RecommendationRegister

let last = 5_000_000

const day = (text: string) => text as CivilDate
const advice = (text: string, more: Partial<Recommendation> = {}): Recommendation => ({
  text,
  level: 'local',
  addressee: 'Imaginary General Hospital',
  ...more,
})

/** What every store does alike with the register of recommendations. */
export function describeRegister(name: string, open: () => RegisterStore | Promise<RegisterStore>) {
  describe(`The register of recommendations ${name}`, () => {
    let store: RegisterStore
    beforeEach(async () => {
      store = await open()
    })

    async function write(known: Case, decided: Some<Decided>, by: Actor = actorOf(manager)): Promise<Case> {
      const appended = await store.append(known, numbered(known, decided, START, by))
      if (appended.outcome !== 'appended') throw new Error(appended.outcome)
      return appended.case
    }

    const done = (known: Case, person: Person, action: ActionInput) => {
      const doing = asked(known, person, action)
      if ('refused' in doing) throw new Error(JSON.stringify(doing))
      return write(known, doing.here, actorOf(person))
    }

    /** A case before its panel, which recommends this. */
    async function listed(recommendations: readonly Recommendation[]): Promise<Case> {
      const reference = aReference((last += 1))
      const [{ request, facts, residence, by }] = aNotifiedCase().notifications
      const happened = { notificationReference: reference, request, facts, residence }
      const received: Some<Decided> = [{ type: 'NotificationReceived', happened }]
      const stored = await store.append(undefined, numbered({ reference, version: 0 }, received, START, by))
      if (stored.outcome !== 'appended') throw new Error(stored.outcome)
      let known = stored.case
      known = await write(known, categorise(known) as unknown as Some<Decided>)
      known = await write(known, route(known, START) as unknown as Some<Decided>)
      for (const stage of ['child-death-review-meeting', 'ready-for-panel'] as const)
        known = await done(known, manager, { action: 'move-to-stage', stage })
      known = await done(known, manager, LIST)
      const text = sectionText('recommendations', { recommendations: [...recommendations] }, 1)
      const others = completeForm(known) as unknown as Some<Decided>
      return write(known, [...others, { type: 'AnalysisSectionWritten', happened: text }])
    }

    async function concluded(...recommendations: readonly Recommendation[]): Promise<Case> {
      return done(await listed(recommendations), chair, conclude)
    }

    const request = { key: 'act', bodyHash: 'body' }
    const acted = (known: Case, number: number, act: RecommendationAct) => {
      const decision = decideAct(known, number, act, manager, START, request)
      if (decision.outcome !== 'decided') throw new Error(decision.outcome)
      return write(known, [decision.decided])
    }

    async function allOf(filter: RegisterFilter, limit = 2): Promise<RegisterEntry[]> {
      const seen: RegisterEntry[] = []
      let from
      do {
        const page = await store.recommendations(PANEL, filter, limit, from)
        expect(page.entries.length).toBeLessThanOrEqual(limit)
        seen.push(...page.entries)
        from = page.next
      } while (from)
      return seen
    }

    const entriesOf = ({ reference, work }: Case): RegisterEntry[] =>
      work.review.recommendations.map((recommendation) => ({ reference, recommendation }))

    it('is what one would pick by hand, by any filter and page by page', async () => {
      const first = await concluded(
        advice('A', { dueOn: day('2026-11-01') }),
        advice('B', { level: 'national', dueOn: TODAY }),
        advice('C', { level: 'regional' }),
      )
      const second = await concluded(advice('D', { dueOn: day('2026-10-01') }), advice('E', { level: 'national' }))
      const closed = await acted(await acted(first, 3, { act: 'close', reason: 'Done elsewhere.' }), 1, {
        act: 'assign',
        owner: 'Panel manager',
      })
      const all = [...entriesOf(closed), ...entriesOf(await acted(second, 1, { act: 'close', reason: 'Done.' }))]
      const filters = fc.record({
        status: fc.option(fc.constantFrom('proposed', 'closed', 'accepted'), { nil: undefined }),
        level: fc.option(fc.constantFrom('local', 'regional', 'national'), { nil: undefined }),
        isOverdue: fc.option(fc.boolean(), { nil: undefined }),
        limit: fc.integer({ min: 1, max: 3 }),
      })
      await fc.assert(
        fc.asyncProperty(filters, async ({ status, level, isOverdue, limit }) => {
          const byHand = all.filter(
            ({ recommendation: one }) =>
              (status === undefined || one.status === status) &&
              (level === undefined || one.level === level) &&
              (isOverdue === undefined ||
                (one.status === 'proposed' && one.dueOn !== undefined && one.dueOn < TODAY) === isOverdue),
          )
          const overdue = isOverdue === undefined ? undefined : { is: isOverdue, on: TODAY }
          const read = await allOf({ status, level, overdue }, limit)
          expect(read).toHaveLength(byHand.length)
          expect(read).toEqual(expect.arrayContaining(byHand))
          const orders = read.map(({ reference, recommendation }) => registerOrder(reference, recommendation))
          expect(orders).toEqual([...orders].sort())
        }),
        { numRuns: 60 },
      )
    }, 60_000)

    it('shows each recommendation as it stands, once, and to its own panel only', async () => {
      const known = await concluded(advice('A'))
      const informed = await acted(known, 1, { act: 'inform', on: day('2026-11-19') })
      expect(await allOf({})).toEqual(entriesOf(informed))
      expect(await allOf({})).toMatchObject([{ recommendation: { id: '1', informedOn: '2026-11-19' } }])
      expect((await store.recommendations('leeds', {}, 10)).entries).toEqual([])
    })

    it('follows a case that another panel takes over', async () => {
      const known = await concluded(advice('A'))
      const reopened = await done(known, chair, { action: 'reopen', reason: 'News.' })
      await done(reopened, manager, { action: 'transfer', to: 'leeds', note: 'Lived there.' })
      expect(await allOf({})).toEqual([])
      expect((await store.recommendations('leeds', {}, 10)).entries).toEqual(entriesOf(known))
    })

    it('goes on from a page of which something has become overdue since', async () => {
      await concluded(advice('A', { dueOn: TODAY }), advice('B', { dueOn: day('2026-11-25') }))
      const notOverdue = (on: CivilDate) => ({ overdue: { is: false, on } })
      const page = await store.recommendations(PANEL, notOverdue(TODAY), 1)
      const next = await store.recommendations(PANEL, notOverdue(day('2026-11-22')), 1, page.next)
      expect(next.entries).toMatchObject([{ recommendation: { text: 'B' } }])
    })
  })
}

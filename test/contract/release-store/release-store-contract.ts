import type { Instant } from '../../../domain/calendar/instant.ts'
import type { CodedCase } from '../../../domain/disclosure/count.ts'
import type { ReleaseMaking } from '../../../functions/shared/ports/release-store.ts'
import type { CivilDate } from '../../../schemas/calendar.ts'
import type { ReleaseHead } from '../../../schemas/statistics/release-head.ts'
import { aHead, aRelease, madeHead, viewsOf } from '../../support/statistics/a-release.ts'

const cases = Array.from({ length: 2500 }, (_, number): CodedCase => ({
  reference: `made-up-${number}`,
  area: 'E06000061',
  countsOn: '2025-05-01' as CivilDate,
  values: { sex: 'female' },
}))
const published = (head: ReleaseHead): ReleaseHead => ({
  ...head,
  state: 'published',
  publishedAt: '2026-07-02T09:00:00.000Z' as Instant,
  publishedBy: 'lead',
})

/** How every store keeps releases. */
export function describeReleaseStore(name: string, open: () => ReleaseMaking | Promise<ReleaseMaking>) {
  describe(`A store of releases ${name}`, () => {
    let store: ReleaseMaking
    beforeEach(async () => {
      store = await open()
    })

    it('keeps a draft once: whoever comes second is told', async () => {
      expect(await Promise.all([store.draft(aHead()), store.draft(aHead({ note: 'Another' }))])).toContain(false)
      expect(await store.heads()).toHaveLength(1)
      expect(await store.head('deathsNotified-2025-26-v1')).toMatchObject({ state: 'draft' })
      expect(await store.head('deathsNotified-2024-25-v1')).toBeUndefined()
    })

    it('gives heads by the page, of each cohort the newest period first, and of some years alone', async () => {
      const names = ['2024-25', '2025-26-Q1', '2025-26-Q4', '2025-26', '2026-27-Q1'].map((period) => ({
        id: `deathsNotified-${period}-v1`,
        period,
      }))
      for (const { id, period } of names) await store.draft(aHead({ id, period }))
      await store.draft(aHead({ id: 'deathsNotified-2025-26-v2', version: 2 }))
      await store.draft(aHead({ id: 'reviewsCompleted-2025-26-v1', cohort: 'reviewsCompleted' }))
      const listed = async (asked: Omit<Parameters<ReleaseMaking['page']>[0], 'limit'>) => {
        const ids: string[] = []
        for (let after: string | undefined; ;) {
          const { heads, next } = await store.page({ ...asked, limit: 3, after })
          expect(heads.length).toBeLessThanOrEqual(3)
          ids.push(...heads.map(({ id }) => id))
          if (next === undefined) return ids
          after = next
        }
      }
      expect(await listed({ cohort: 'deathsNotified' })).toEqual([
        'deathsNotified-2026-27-Q1-v1',
        'deathsNotified-2025-26-v2',
        'deathsNotified-2025-26-v1',
        'deathsNotified-2025-26-Q4-v1',
        'deathsNotified-2025-26-Q1-v1',
        'deathsNotified-2024-25-v1',
      ])
      expect(await listed({ cohort: 'deathsNotified', period: '2025-26' })).toEqual([
        'deathsNotified-2025-26-v2',
        'deathsNotified-2025-26-v1',
      ])
      expect(await listed({})).toHaveLength(7)
      const ofYears = async (first: number, last: number) =>
        (await store.ofYears('deathsNotified', first, last)).map(({ id }) => id).sort()
      expect(await ofYears(2024, 2024)).toEqual(['deathsNotified-2024-25-v1'])
      expect(await ofYears(2025, 2026)).toEqual(
        ['2025-26-Q1-v1', '2025-26-Q4-v1', '2025-26-v1', '2025-26-v2', '2026-27-Q1-v1'].map(
          (name) => `deathsNotified-${name}`,
        ),
      )
    })

    it('moves a head only from where it was read: of two at once one does', async () => {
      await store.draft(aHead())
      const made = madeHead()
      const other = { ...made, hash: 'f'.repeat(64) }
      const moved = await Promise.all([store.move(aHead(), made), store.move(aHead(), other)])
      expect(moved.filter(Boolean)).toHaveLength(1)
      expect(await store.head(made.id)).toEqual(moved[0] ? made : other)
      expect(await store.move(aHead(), aHead({ state: 'withdrawn' }))).toBe(false)
    })

    it('does not make again what could not be made', async () => {
      await store.draft(aHead())
      const at = '2026-07-01T09:10:00.000Z' as Instant
      const failed = aHead({ failure: { at, reason: 'audit-failed', cells: ['a cell'] } })
      expect(await store.move(aHead(), failed)).toBe(true)
      expect(await store.move(aHead(), madeHead())).toBe(false)
      expect(await store.move(failed, { ...failed, state: 'withdrawn' })).toBe(true)
    })

    it('gives back a release as it was hashed, its tables one by one, and the cases it was counted from', async () => {
      const release = aRelease()
      const views = viewsOf(release)
      await store.writeContents(release, views, cases)
      const head = madeHead(release)
      expect(await store.release(head)).toEqual(release)
      expect(await store.contents(head)).toEqual([
        { table: 'deaths', period: '2025-26' },
        { table: 'expectedness', period: '2025-26' },
      ])
      expect(await store.table(head, 'expectedness', '2025-26')).toEqual(views[1])
      expect(await store.table(head, 'sex', '2025-26')).toBeUndefined()
      expect(await store.casesOf(head)).toEqual(cases)
    })

    it('writes the same contents again without harm, and other contents beside them', async () => {
      const release = aRelease()
      await store.writeContents(release, viewsOf(release), cases)
      await store.writeContents(release, viewsOf(release), cases)
      const other = { ...release, note: 'Counted again', hash: 'f'.repeat(64) }
      await store.writeContents(other, viewsOf(other), [])
      expect(await store.release(madeHead(release))).toEqual(release)
      expect(await store.release(madeHead(other))).toEqual(other)
    })

    it('has nothing of a release that was not made', async () => {
      expect(await store.release(aHead())).toBeUndefined()
      expect(await store.contents(aHead())).toEqual([])
      expect(await store.casesOf(aHead())).toEqual([])
    })

    it('lets no two releases of a cohort come out beside each other', async () => {
      const [one, two] = [madeHead(), madeHead(aRelease('deathsNotified-2025-26-Q1-v1'), { period: '2025-26-Q1' })]
      for (const head of [one, two]) await store.draft(head)
      expect(await store.countOut('deathsNotified')).toBe(0)
      expect(await store.publish(one, published(one))).toBe(true)
      expect(await store.countOut('deathsNotified')).toBe(1)
      expect(await store.countOut('reviewsCompleted')).toBe(0)
      expect(await store.publish(two, published(two))).toBe(false)
      expect((await store.head(two.id))?.state).toBe('audited')
      const knowing = { ...two, follows: [one.id] }
      expect(await store.publish(knowing, published(knowing))).toBe(true)
      expect(await store.publish(one, { ...published(one), publishedBy: 'another' })).toBe(false)
    })

    it('knows what it wrote when that comes again, as it does where the answer was lost', async () => {
      const head = madeHead()
      const acts = [
        () => store.draft(aHead()),
        () => store.move(aHead(), head),
        () => store.publish(head, published(head)),
      ]
      for (const act of acts) expect([await act(), await act()]).toEqual([true, true])
      expect(await store.countOut('deathsNotified')).toBe(1)
    })

    it('notes one preview of a period for each panel', async () => {
      const [first, again] = [madeHead(), madeHead(aRelease('deathsNotified-2025-26-v2'))]
      expect(await store.notePreview('leeds', first)).toBe(true)
      expect(await store.notePreview('leeds', first)).toBe(true)
      expect(await store.notePreview('leeds', again)).toBe(false)
      expect(await store.notePreview('surrey', again)).toBe(true)
    })

    it('has no populations until they are loaded', async () => {
      expect(await store.populations('2025-26')).toBeUndefined()
    })
  })
}

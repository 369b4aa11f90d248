import { addHours, instantOf } from '../../../domain/calendar/instant.ts'
import { KEPT_POST_HOURS, type Draft, type DraftStore } from '../../../functions/shared/ports/draft-store.ts'

const now = instantOf(Date.UTC(2026, 2, 9, 3, 10))

const draft = (id: string, overrides: Partial<Draft> = {}): Draft => ({
  id,
  idempotencyKey: `key-of-${id}`,
  startedAt: now,
  savedAt: now,
  values: { 'given-names': ['Invented'], circumstances: ['Two\nlines'] },
  ...overrides,
})

/** What every store of drafts does. */
export function describeDraftStore(name: string, open: () => Promise<DraftStore>) {
  describe(`a store of drafts (${name})`, () => {
    let store: DraftStore
    let person: string
    let people = 0
    beforeEach(async () => {
      store = await open()
      person = `person-${++people}`
    })

    it('gives a draft back as it was typed, to its own person only', async () => {
      await store.create(person, draft('one'))
      expect(await store.find(person, 'one')).toEqual(draft('one'))
      expect(await store.find(`${person}-other`, 'one')).toBeUndefined()
      expect(await store.all(`${person}-other`)).toEqual([])
    })

    it('makes no draft twice', async () => {
      await store.create(person, draft('one'))
      await expect(store.create(person, draft('one', { values: {} }))).rejects.toThrow()
    })

    it('takes a draft that is made again as it was for the same one', async () => {
      await store.create(person, draft('one'))
      await store.create(person, draft('one'))
      expect(await store.all(person)).toEqual([draft('one')])
    })

    it('lists drafts, the last saved first', async () => {
      await store.create(person, draft('early'))
      await store.create(person, draft('late', { savedAt: addHours(now, 1) }))
      expect((await store.all(person)).map(({ id }) => id)).toEqual(['late', 'early'])
    })

    it('loses nothing of what many save at once', async () => {
      await store.create(person, draft('one', { values: {} }))
      const boxes = ['a', 'b', 'c', 'd']
      await Promise.all(
        boxes.map((box) =>
          store.change(person, 'one', (current) => ({ ...current, values: { ...current.values, [box]: ['typed'] } })),
        ),
      )
      expect(Object.keys((await store.find(person, 'one'))?.values ?? {}).sort()).toEqual(boxes)
    })

    it('changes nothing that is not there', async () => {
      expect(await store.change(person, 'none', (current) => current)).toBeUndefined()
    })

    it('forgets a draft that is thrown away', async () => {
      await store.create(person, draft('one'))
      await store.discard(person, 'one')
      expect(await store.find(person, 'one')).toBeUndefined()
    })

    it('keeps the last form of a person until that one is dropped', async () => {
      const post = { path: '/notify', values: { name: ['typed'] } }
      await store.keepPost(person, { path: '/earlier', values: {} }, now)
      await store.keepPost(person, post, now)
      expect(await store.keptPost(`${person}-other`, now)).toBeUndefined()
      await store.dropPost(`${person}-other`, post)
      await store.dropPost(person, { path: '/earlier', values: {} })
      for (const hours of [0, 1]) expect(await store.keptPost(person, addHours(now, hours))).toEqual(post)
      await store.dropPost(person, post)
      expect(await store.keptPost(person, addHours(now, 1))).toBeUndefined()
    })

    it('gives no form back that waited too long', async () => {
      await store.keepPost(person, { path: '/notify', values: {} }, now)
      expect(await store.keptPost(person, addHours(now, KEPT_POST_HOURS + 1))).toBeUndefined()
    })
  })
}

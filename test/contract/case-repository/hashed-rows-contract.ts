import { numbered } from '../../../domain/case/decide.ts'
import type { Actor, Decided } from '../../../domain/case/events.ts'
import type { CaseRepository, Guards } from '../../../functions/shared/ports/case-repository.ts'
import type { HashedRow, HashedRows, Rotation } from '../../../functions/shared/ports/hashed-rows.ts'
import type { Reference } from '../../../schemas/reference.ts'
import { aNotifiedCase, aReference, START } from '../../support/builders/case.ts'

interface Stores {
  readonly cases: CaseRepository
  readonly rows: HashedRows
}

const doctor: Actor = { kind: 'person', subject: 'doctor', roles: ['notifier'] }
let last = 500

/** How every store keeps identities under several hashes, the first of which leads, and what a rotation of their keys asks of it. */
export function describeHashedRows(name: string, open: () => Stores | Promise<Stores>) {
  describe(`What leads from a hash to a case, ${name},`, () => {
    let cases: CaseRepository
    let rows: HashedRows
    beforeAll(async () => {
      ;({ cases, rows } = await open())
    })

    const notified = (guards: Guards) => {
      const { notifications } = aNotifiedCase({}, (last += 1))
      const [{ reference: notificationReference, request, facts, residence }] = notifications
      const happened = { notificationReference, request, facts, residence }
      const decided: Decided = { type: 'NotificationReceived', happened }
      return cases.append(
        undefined,
        numbered({ reference: aReference(last), version: 0 }, [decided], START, doctor),
        guards,
      )
    }
    const opened = async (guards: Guards): Promise<Reference> => {
      const appended = await notified(guards)
      if (appended.outcome !== 'appended') throw new Error(appended.outcome)
      return appended.case.reference
    }
    const all = async (): Promise<HashedRow[]> => {
      const found: HashedRow[] = []
      let after: string | undefined
      do {
        const page = await rows.rows(after)
        found.push(...page.rows)
        after = page.next
      } while (after !== undefined)
      return found
    }
    const leadsTo = async (hash: string) => (await all()).find((row) => row.hash === hash)?.reference

    it('is refused by the leading hash alone, and takes those that follow along', async () => {
      const first = await opened({ identity: ['2.a', 'a'] })
      expect([await leadsTo('2.a'), await leadsTo('a')]).toEqual([first, first])
      expect(await notified({ identity: ['2.a', 'a'] })).toEqual({ outcome: 'child-known', reference: first })
      // By functions that know the second key no more, or not yet.
      expect(await notified({ identity: ['a'] })).toEqual({ outcome: 'child-known', reference: first })
      const other = await opened({ identity: ['b'] })
      const taking = await opened({ identity: ['b', '2.b'], insteadOf: other })
      const again = await opened({ identity: ['b', '2.b'], insteadOf: taking })
      expect([await leadsTo('b'), await leadsTo('2.b')]).toEqual([again, again])
      const alone = await opened({ identity: ['2.c', 'a'] })
      expect([await leadsTo('2.c'), await leadsTo('a')]).toEqual([alone, alone])
    })

    it('is found page by page, each row once', async () => {
      const references = await Promise.all(
        ['d', 'e', 'f', 'g'].map((hash) => opened({ identity: [hash], likenesses: [`like-${hash}`, 'like-all'] })),
      )
      const found = await all()
      for (const [index, hash] of ['d', 'e', 'f', 'g'].entries()) {
        const reference = references[index]
        expect(found).toContainEqual({ kind: 'identity', hash, reference })
        expect(found).toContainEqual({ kind: 'likeness', hash: `like-${hash}`, reference })
        expect(found).toContainEqual({ kind: 'likeness', hash: 'like-all', reference })
      }
      expect(new Set(found.map((row) => JSON.stringify(row))).size).toBe(found.length)
    })

    it('is copied as long as it leads there, and over what stood there', async () => {
      const reference = await opened({ identity: ['h'], likenesses: ['like-h'] })
      const elsewhere = await opened({ identity: ['2.h'] })
      await rows.copy({ kind: 'identity', hash: 'h', reference: elsewhere }, '2.h')
      expect(await leadsTo('2.h')).toBe(elsewhere)
      await rows.copy({ kind: 'identity', hash: 'h', reference }, '2.h')
      expect(await leadsTo('2.h')).toBe(reference)
      await rows.copy({ kind: 'likeness', hash: 'like-h', reference }, '2.like-h')
      expect(await cases.alike(['2.like-h'])).toEqual([reference])
    })

    it('is removed alone', async () => {
      const reference = await opened({ identity: ['i'], likenesses: ['like-i'] })
      const other = await opened({ likenesses: ['like-i'] })
      await rows.remove({ kind: 'likeness', hash: 'like-i', reference })
      expect(await cases.alike(['like-i'])).toEqual([other])
      await rows.remove({ kind: 'identity', hash: 'i', reference })
      expect(await leadsTo('i')).toBeUndefined()
      expect(await cases.load(reference)).toMatchObject({ case: { reference } })
    })

    it('has beside it how far a rotation is, which two cannot change at once', async () => {
      expect(await rows.rotation()).toBeUndefined()
      const first: Rotation = { revision: 1, keys: [1, 2], complete: [1] }
      expect(await rows.keep(first)).toBe(true)
      expect(await rows.keep({ ...first, complete: [1, 2] })).toBe(false)
      const second: Rotation = {
        ...{ revision: 2, keys: [1, 2] as const, complete: [1] },
        ...{ seenAt: START, walks: { rehash: { after: 'x', counts: { identities: 3 } } } },
      }
      expect(await rows.keep(second)).toBe(true)
      expect(await rows.keep(second)).toBe(false)
      expect(await rows.rotation()).toEqual(second)
      expect((await all()).every(({ hash }) => hash.length > 0)).toBe(true)
    })
  })
}

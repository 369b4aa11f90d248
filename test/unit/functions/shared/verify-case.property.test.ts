import fc from 'fast-check'
import { evolve, type Case } from '../../../../domain/case/case.ts'
import { numbered, type Some } from '../../../../domain/case/decide.ts'
import type { CaseEvent, Decided } from '../../../../domain/case/events.ts'
import { chained, keptReading } from '../../../../functions/shared/adapters/chain.ts'
import {
  eventFromItem,
  eventItem,
  readingItem,
  readingsItem,
  stateItem,
  unpacked,
  type Item,
} from '../../../../functions/shared/adapters/dynamodb/case-items.ts'
import { anchorOf, refutedBy } from '../../../../functions/shared/adapters/dynamodb/anchors.ts'
import { verifyCase } from '../../../../functions/shared/adapters/dynamodb/verify-case.ts'
import type { KeptReading, Reading } from '../../../../functions/shared/ports/case-repository.ts'
import { aNotifiedCase, later, people } from '../../../support/builders/case.ts'
import { changed, leavesOf, valueAt } from '../../../support/changed.ts'

const manager = { kind: 'person', ...people.manager } as const
const { reference, notifications } = aNotifiedCase()
const [{ request, facts, residence }] = notifications

const received: Decided = {
  type: 'NotificationReceived',
  happened: { notificationReference: reference, request, facts, residence },
}

interface Stored {
  readonly questions: readonly string[]
  readonly looks: number
  readonly version: number
}

/**
 * What is stored of a case with so many things that happened after its notification, and so many readings; in plain words, so that any
 * of it can be changed.
 */
function stored({ questions, looks, version }: Stored): Item[] {
  const asked = questions.map((question, index): Decided => {
    const mark = { key: `key-${index}`, bodyHash: 'body' }
    return { type: 'FamilyQuestionLogged', happened: { request: mark, number: index + 1, question } }
  })
  const events = numbered({ reference, version: 0 }, [received, ...asked], later(0), manager)
  const readings = Array.from({ length: looks }, (_, number) => lookAt(number))
  return itemsOf(chained(undefined, events), readings).map((item) => asOfVersion(version, unpacked(item)))
}

/** Events of the first version said in the item, too, what the key says. */
function asOfVersion(itemVersion: number, item: Item): Item {
  if (itemVersion !== 1 || !isEvent(item)) return item
  const [, number, type, at] = String(item['sk']).split('#')
  return { ...item, itemVersion, reference, sequence: Number(number), type, at }
}

const isEvent = ({ sk }: Item) => String(sk).startsWith('EVENT#')

const lookAt = (number: number): Reading => ({
  reference,
  what: 'case',
  at: later(number),
  subject: 'manager',
  roles: ['cdop-manager'],
  requestId: `request-${number}`,
})

function itemsOf(events: Some<CaseEvent>, looks: readonly Reading[]): Item[] {
  const known = events.reduce<Case | undefined>(evolve, undefined)
  if (!known) throw new Error('Events make a case.')
  const readings = looks.reduce<KeptReading[]>((kept, look) => {
    const last = kept.at(-1)
    return [...kept, keptReading({ count: kept.length, hash: last?.hash }, look)]
  }, [])
  const last = readings.at(-1)
  const items = [...events.map(eventItem), stateItem(known), ...readings.map(readingItem)]
  return [...items, ...(last ? [readingsItem(last)] : [])]
}

const record = fc.record({
  questions: fc.array(fc.string({ minLength: 1, maxLength: 20 }), { minLength: 2, maxLength: 6 }),
  looks: fc.integer({ min: 2, max: 5 }),
  version: fc.constantFrom(1, 2),
})
const where = fc.nat(10_000)

/** Items of which the two chains are made. */
const isLink = ({ sk }: Item) => /^(EVENT|ACCESS)#/.test(String(sk))
const linksOf = (items: readonly Item[]) => items.filter(isLink)
const pick = <T>(all: readonly T[], at: number) => all[at % all.length]!

const finds = (change: (items: readonly Item[], at: number, other: number) => Item[] | undefined) => {
  fc.assert(
    fc.property(record, where, where, (made, at, other) => {
      const items = stored(made)
      const tampered = change(items, at, other)
      fc.pre(tampered !== undefined)
      expect(verifyCase(tampered).faults).not.toEqual([])
    }),
    { numRuns: 300 },
  )
}

describe('The stored record of a case', () => {
  it('has nothing wrong with it as it is written', () => {
    fc.assert(
      fc.property(record, ({ questions, looks, version }) => {
        const { faults, events, readings } = verifyCase(stored({ questions, looks, version }))
        expect(faults).toEqual([])
        expect([events.length, readings.length]).toEqual([questions.length + 1, looks])
      }),
    )
  })

  it('shows any change of anything that is kept of an event or a reading', () => {
    finds((items, at, other) => {
      const link = pick(linksOf(items), at)
      const path = pick(leavesOf(link), other)
      const value = valueAt(link, path)
      const news = typeof value === 'number' ? value + 1 : `${String(value)}x`
      return items.map((item) => (item === link ? (changed(link, path, news) as Item) : item))
    })
  })

  it('shows a changed event or reading whose own hash was made to fit', () => {
    finds((items, at) => {
      const events = items.filter(isEvent).map(eventFromItem)
      const index = at % events.length
      const forged = { ...events[index]!, by: { ...manager, subject: 'somebody else' } }
      const [fitting] = chained(events[index - 1]?.hash, [forged])
      return items.map((item) => (item['sk'] === eventItem(fitting)['sk'] ? eventItem(fitting) : item))
    })
    finds((items, at) => {
      const readings = items.filter(({ sk }) => String(sk).startsWith('ACCESS#')) as unknown as KeptReading[]
      const before = readings[(at % readings.length) - 1]
      const forged = { ...readings[at % readings.length]!, subject: 'somebody else' }
      const fitting = readingItem(keptReading({ count: forged.number - 1, hash: before?.hash }, forged))
      return items.map((item) => (item['sk'] === fitting['sk'] ? fitting : item))
    })
  })

  it('shows anything taken out of an event or a reading, or put into it', () => {
    finds((items, at, other) => {
      const link = pick(linksOf(items), at)
      const path = pick(leavesOf(link), other)
      return items.map((item) => (item === link ? (changed(link, path, undefined) as Item) : item))
    })
    finds((items, at) => {
      const link = pick(linksOf(items), at)
      return items.map((item) => (item === link ? { ...item, expiresAt: 1 } : item))
    })
  })

  it('shows the removal of any event or reading, the last ones too', () => {
    finds((items, at) => items.filter((item) => item !== pick(linksOf(items), at)))
    finds((items, at) => items.filter((item) => item !== pick(items, at)))
  })

  it('shows an event or a reading put in, wherever', () => {
    finds((items, at, other) => {
      const link = pick(linksOf(items), at)
      const number = 1 + (other % 9)
      const sk = String(link['sk']).replace(/#\d{6}/, `#${String(number).padStart(6, '0')}`)
      const isThere = items.some((item) => item['sk'] === sk)
      const place = 'sequence' in link ? { sequence: number } : 'number' in link ? { number } : {}
      return isThere ? undefined : [...items, { ...link, sk, ...place }]
    })
  })

  it('shows a packed event that was packed anew with other words, and one that does not unpack', () => {
    const long = { ...received, happened: { ...received.happened, unrecognised: 'x'.repeat(1000) } } as Decided
    const [event] = chained(undefined, numbered({ reference, version: 0 }, [long], later(0), manager))
    const items = itemsOf([event], [])
    const withPacked = (packed: unknown) => items.map((item) => (isEvent(item) ? { ...item, packed } : item))
    const bytes = items.find(isEvent)?.['packed'] as Uint8Array
    expect(verifyCase(items).faults).toEqual([])
    const other = eventItem({ ...event, happened: { ...event.happened, unrecognised: 'y'.repeat(1000) } } as CaseEvent)
    expect(verifyCase(withPacked(other['packed'])).faults).not.toEqual([])
    expect(verifyCase(withPacked(bytes.subarray(1))).faults).not.toEqual([])
  })

  it('shows two events or two readings that changed places', () => {
    finds((items, at, other) => {
      const [one, two] = [pick(linksOf(items), at), pick(linksOf(items), other)]
      if (one === two) return undefined
      const swapped = (item: Item, with_: Item) => ({ ...with_, pk: item['pk'], sk: item['sk'] })
      return items.map((item) => (item === one ? swapped(one, two) : item === two ? swapped(two, one) : item))
    })
  })

  it('shows a state that tells of more, or fewer, events than there are', () => {
    finds((items, _at, other) =>
      items.map((item) => (item['sk'] === 'STATE' ? { ...item, version: Number(item['version']) + 1 + other } : item)),
    )
    finds((items) => items.map((item) => (item['sk'] === 'STATE' ? { ...item, head: 'x' } : item)))
  })
})

describe('A record that was rewritten consistently', () => {
  it('is sound by itself, and refuted by an anchor taken before', () => {
    fc.assert(
      fc.property(record, where, (made, at) => {
        const { questions, looks } = made
        const anchor = anchorOf(verifyCase(stored(made)))
        const cut = at % questions.length
        const shorter = verifyCase(stored({ ...made, questions: questions.slice(0, cut) }))
        expect(shorter.faults).toEqual([])
        expect(refutedBy(anchor, shorter)).not.toEqual([])
        const other = questions.map((question, index) => (index === cut ? `${question}x` : question))
        const rewritten = verifyCase(stored({ ...made, questions: other }))
        expect(rewritten.faults).toEqual([])
        expect(refutedBy(anchor, rewritten)).not.toEqual([])
        expect(refutedBy(anchor, verifyCase(stored({ ...made, looks: looks - 1 })))).not.toEqual([])
        expect(refutedBy(anchor, undefined)).not.toEqual([])
      }),
    )
  })

  it('is not confused with one that has only grown', () => {
    fc.assert(
      fc.property(record, (made) => {
        const anchor = anchorOf(verifyCase(stored(made)))
        const grown = verifyCase(
          stored({ ...made, questions: [...made.questions, 'And then?'], looks: made.looks + 3 }),
        )
        expect(refutedBy(anchor, grown)).toEqual([])
      }),
    )
  })
})

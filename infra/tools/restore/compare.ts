import { createHash } from 'node:crypto'
import {
  hashedUnder,
  keys,
  rotationFromItem,
  type Item,
} from '../../../functions/shared/adapters/dynamodb/case-items.ts'
import { CASE_KEY_PREFIX, EVENT_KEY_PREFIX } from '../../../schemas/event-key.ts'

/** A table as far as a comparison needs it: what every item is by its hash, so that two whole records fit in memory. */
export interface Summary {
  readonly items: ReadonlyMap<string, SummarisedItem>
  /** How many events each case has. */
  readonly versions: ReadonlyMap<string, number>
  /** Identity keys under which every child stands. */
  readonly complete: readonly number[]
}

interface SummarisedItem {
  readonly hash: string
  /** The case that it belongs to, wherever it stands. */
  readonly reference?: string
  /** When it was written, of what is never changed. */
  readonly at?: string
  /** Number of the identity key that it stands hashed under. */
  readonly under?: number
}

export interface Comparison {
  readonly items: number
  readonly cases: number
  /** Items found the same in both. */
  readonly same: number
  /** Items of which something has happened since, so that they rightly differ. */
  readonly changedSince: number
  readonly differences: readonly Difference[]
}

export interface Difference {
  /** By a hash of its key, which says nothing to whoever reads it. */
  readonly item: string
  readonly what: 'missing in the restored table' | 'only in the restored table' | 'not the same'
}

/** Readings are written beside the case, so that their count moves while its version stands. */
const READINGS = 'ACCESS'

/** Clocks of functions and of the database may be apart by this much, and a restore may hold part of a transaction of its last moment. */
const UNCERTAIN_MS = 2 * 60_000

/** Reads a table to its end. */
export async function summarise(items: AsyncIterable<Item> | Iterable<Item>): Promise<Summary> {
  const found = new Map<string, SummarisedItem>()
  const versions = new Map<string, number>()
  // Before anything was ever rotated.
  let complete: readonly number[] = [1]
  for await (const item of items) {
    const { pk, sk } = keyOf(item)
    const reference = pk.startsWith(CASE_KEY_PREFIX) ? pk.slice(CASE_KEY_PREFIX.length) : item['reference']
    const isKept = sk.startsWith(EVENT_KEY_PREFIX) || sk.startsWith(`${READINGS}#`)
    const under = hashedUnder(item)
    if (pk === keys.rotation.pk) complete = rotationFromItem(item).complete
    found.set(JSON.stringify([pk, sk]), {
      hash: hashOf(item),
      ...(typeof reference === 'string' && { reference }),
      ...(isKept && { at: String(item['at']) }),
      ...(under !== undefined && { under }),
    })
    if (sk.startsWith(EVENT_KEY_PREFIX) && typeof reference === 'string')
      versions.set(reference, (versions.get(reference) ?? 0) + 1)
  }
  return { items: found, versions, complete }
}

/**
 * Whether a restored table is the record as it was. The record has gone on since, so that it is compared by what may not have changed: a
 * case to which nothing has happened is the same in every item; one to which something has happened has the same past.
 * @param restoredTo the moment to which the table was restored
 */
export function compare(live: Summary, restored: Summary, restoredTo: string): Comparison {
  const surelyBefore = Date.parse(restoredTo) - UNCERTAIN_MS
  const stoodStill = (reference: string | undefined) =>
    reference !== undefined && live.versions.get(reference) === restored.versions.get(reference)
  /** Hashes come with a rotation of their key and go with it. */
  const mayComeOrGo = ({ under }: SummarisedItem) =>
    under !== undefined && !(live.complete.includes(under) && restored.complete.includes(under))
  const mustBeSame = (key: string, item: SummarisedItem) =>
    item.at === undefined
      ? stoodStill(item.reference) && !isCountOfReadings(key) && !mayComeOrGo(item)
      : Date.parse(item.at) < surelyBefore

  const differences: Difference[] = []
  const count = { same: 0, changedSince: 0 }
  const differs = (key: string, what: Difference['what']) => {
    differences.push({ item: createHash('sha256').update(key).digest('base64url').slice(0, 12), what })
  }
  for (const [key, was] of restored.items) {
    const now = live.items.get(key)
    if (now?.hash === was.hash) count.same += 1
    // Nothing of the record is ever deleted but hashes under a key of before, and what was once written of the past stays as it is.
    else if (!now && !mayComeOrGo(was)) differs(key, 'only in the restored table')
    else if (now && (was.at !== undefined || mustBeSame(key, was))) differs(key, 'not the same')
    else count.changedSince += 1
  }
  for (const [key, now] of live.items) {
    if (restored.items.has(key)) continue
    if (mustBeSame(key, now)) differs(key, 'missing in the restored table')
    else count.changedSince += 1
  }
  return { items: restored.items.size, cases: restored.versions.size, ...count, differences }
}

const isCountOfReadings = (key: string) => key.endsWith(`"${READINGS}"]`)

function keyOf({ pk, sk }: Item) {
  if (typeof pk !== 'string' || typeof sk !== 'string') throw new Error('An item has no key of ours.')
  return { pk, sk }
}

/** The same for the same content, in whatever order its attributes come. */
const hashOf = (item: Item) =>
  createHash('sha256')
    .update(JSON.stringify(inOrder(item)))
    .digest('base64url')

function inOrder(value: unknown): unknown {
  if (value instanceof Set) return [...value].sort()
  if (Array.isArray(value)) return value.map(inOrder)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, inner]) => [name, inOrder(inner)]),
  )
}

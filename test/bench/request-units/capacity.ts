import type { IndexDefinition, TableDefinition } from '../../../functions/shared/adapters/dynamodb/table-definition.ts'
import { itemBytes, type StoredItem } from './item-size.ts'

/*
 * The published rules ("DynamoDB read and write operations", "Transaction capacity", "Write capacity of global secondary indexes"):
 * what a call consumes, from the sizes of the items alone. The local engine is right for single items and wrong for transactions.
 */

const KB = 1024
const WRITE_BLOCK = KB
const READ_BLOCK = 4 * KB
/**
 * In a transaction every item is prepared and committed, or read twice. What follows from that in the indexes is written once: the
 * documentation does not say so, but says that indexes follow after the transaction, and it was measured on DynamoDB in London on
 * 13 August 2026, by others: nubo-db/dynoxide, `tests/transactional_index_consumed_capacity.rs`. The local engine doubles it.
 */
export const TRANSACTIONAL = 2

/** Of one item, rounded up before anything is doubled. Deleting, checking or refusing costs as much as writing. */
export const writeUnits = (bytes: number): number => Math.max(1, Math.ceil(bytes / WRITE_BLOCK))

/** How sure a read is, and what a block of 4 KB then costs. */
const PER_BLOCK = { eventual: 0.5, strong: 1, transactional: TRANSACTIONAL } as const

/** Of one item, or of all that a query reads in one page: these are added up first and rounded up once. */
export const readUnits = (bytes: number, how: keyof typeof PER_BLOCK): number =>
  PER_BLOCK[how] * Math.max(1, Math.ceil(bytes / READ_BLOCK))

/** The larger of what was there and what is there after. */
export const putUnits = (before: StoredItem | undefined, after: StoredItem): number =>
  Math.max(before ? writeUnits(itemBytes(before)) : 1, writeUnits(itemBytes(after)))

/** What a put costs in each index: one write to enter, to leave or to change; two where a key changes, which is leaving and entering. */
export const unitsByIndex = (
  before: StoredItem | undefined,
  after: StoredItem,
  definition: TableDefinition,
): Readonly<Record<string, number>> =>
  Object.fromEntries(
    Object.entries(definition.indexes)
      .map(([name, index]) => {
        const [was, is] = [entryOf(before, index, definition), entryOf(after, index, definition)]
        return [name, entryUnits(was, is, index)] as const
      })
      .filter(([, units]) => units > 0),
  )

function entryUnits(was: StoredItem | undefined, is: StoredItem | undefined, index: IndexDefinition): number {
  const of = (entry: StoredItem) => writeUnits(itemBytes(entry))
  if (!was) return is ? of(is) : 0
  if (!is) return of(was)
  if (isSame(was, is)) return 0
  const keys = [index.partitionKey, index.sortKey]
  return keys.every((key) => was[key]?.S === is[key]?.S) ? Math.max(of(was), of(is)) : of(was) + of(is)
}

/** What stands of an item in an index; nothing, while it lacks one of the keys. */
export function entryOf(
  item: StoredItem | undefined,
  index: IndexDefinition,
  { partitionKey, sortKey }: TableDefinition,
): StoredItem | undefined {
  if (!item?.[index.partitionKey] || !item[index.sortKey]) return undefined
  const names = new Set([partitionKey, sortKey, index.partitionKey, index.sortKey, ...index.projects])
  return Object.fromEntries(Object.entries(item).filter(([name]) => names.has(name)))
}

const isSame = (one: StoredItem, other: StoredItem) => JSON.stringify(sorted(one)) === JSON.stringify(sorted(other))
const sorted = (item: StoredItem) => Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1))

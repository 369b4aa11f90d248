import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { marshall } from '@aws-sdk/util-dynamodb'
import type { TableDefinition } from '../../functions/shared/adapters/dynamodb/table-definition.ts'
import { putUnits, readUnits, TRANSACTIONAL, unitsByIndex, writeUnits } from './request-units/capacity.ts'
import { itemBytes, type StoredItem } from './request-units/item-size.ts'

/** What calls consumed, by the published rules. */
export interface Units {
  /** Write units of the table itself. */
  readonly write: number
  /** Write units of its indexes: the same within a transaction as without (`capacity.ts`). */
  readonly indexWrite: number
  readonly read: number
  /** Of `indexWrite`, what each index took. */
  readonly indexes: Readonly<Record<string, number>>
}

/** One item that was written, and what it took. */
export interface WrittenItem {
  /** Its sort key up to the first number: `EVENT`, `STATE`. */
  readonly kind: string
  readonly bytes: number
  readonly write: number
  readonly indexes: Readonly<Record<string, number>>
}

/** One call as it was sent. */
export interface RecordedCall {
  /** Such as `TransactWriteItems`. */
  readonly operation: string
  readonly input: object
  readonly units: Units
  readonly items: readonly WrittenItem[]
  /** What the engine says of it, where it says anything. */
  readonly engine: number | undefined
}

export interface RequestUnitMeter {
  /** What was consumed since the last time. */
  take(): Units & { readonly calls: readonly RecordedCall[] }
}

type Document = Readonly<Record<string, unknown>>

interface Keyed {
  readonly TableName?: string
  readonly Key?: Document
}

interface Put extends Keyed {
  readonly Item?: Document
}

interface Sent extends Put {
  readonly ConsistentRead?: boolean
  readonly TransactItems?: readonly { readonly Put?: Put; readonly ConditionCheck?: Keyed }[]
}

interface Answered {
  readonly Item?: Document
  readonly Items?: readonly Document[]
  readonly ConsumedCapacity?: { readonly CapacityUnits?: number } | readonly { readonly CapacityUnits?: number }[]
}

const NOTHING: Units = { write: 0, indexWrite: 0, read: 0, indexes: {} }

const plus = (one: Units, other: Units): Units => ({
  write: one.write + other.write,
  indexWrite: one.indexWrite + other.indexWrite,
  read: one.read + other.read,
  indexes: Object.fromEntries(
    Object.keys({ ...one.indexes, ...other.indexes }).map((name) => [
      name,
      (one.indexes[name] ?? 0) + (other.indexes[name] ?? 0),
    ]),
  ),
})

const total = (units: Readonly<Record<string, number>>) => Object.values(units).reduce((sum, one) => sum + one, 0)

const stored = (document: Document): StoredItem => marshall(document, { removeUndefinedValues: true })

/**
 * Meters every call that a document client makes on this client. It remembers what it saw written, since an item that is
 * written over costs what it was in the indexes too.
 * @throws on an operation that it has no rule for: a number that leaves something out would be worse than none
 */
export function meterRequestUnits(client: DynamoDBClient, definition: TableDefinition): RequestUnitMeter {
  const { partitionKey, sortKey } = definition
  const known = new Map<string, StoredItem>()
  const place = (table: string | undefined, item: StoredItem) =>
    JSON.stringify([table, item[partitionKey]?.S, item[sortKey]?.S])
  let calls: RecordedCall[] = []

  const kindOf = (item: StoredItem) => item[sortKey]?.S?.split('#')[0] ?? ''

  /** @returns what it takes, and what is to be remembered once it is known that nothing was refused */
  function put({ TableName, Item = {} }: Put, factor: number): readonly [WrittenItem, () => void] {
    const item = stored(Item)
    const at = place(TableName, item)
    const before = known.get(at)
    const write = factor * putUnits(before, item)
    const indexes = unitsByIndex(before, item, definition)
    return [{ kind: kindOf(item), bytes: itemBytes(item), write, indexes }, () => void known.set(at, item)]
  }

  function check({ TableName, Key = {} }: Keyed): WrittenItem {
    const key = stored(Key)
    const there = known.get(place(TableName, key))
    const bytes = there ? itemBytes(there) : 0
    return { kind: `check of ${kindOf(key)}`, bytes, write: TRANSACTIONAL * writeUnits(bytes), indexes: {} }
  }

  function written(operation: string, input: Sent): readonly [readonly WrittenItem[], () => void] {
    const puts = operation === 'PutItem' ? [put(input, 1)] : (input.TransactItems ?? []).map(inTransaction)
    const remember = () => {
      for (const [, one] of puts) one()
    }
    return [puts.map(([item]) => item), remember]
  }

  function inTransaction(item: NonNullable<Sent['TransactItems']>[number]): readonly [WrittenItem, () => void] {
    if (item.Put) return put(item.Put, TRANSACTIONAL)
    if (item.ConditionCheck) return [check(item.ConditionCheck), () => undefined]
    throw new Error('The meter has no rule for updates and deletions in a transaction.')
  }

  const unitsOf = (items: readonly WrittenItem[]): Units =>
    items.reduce<Units>(
      (sum, { write, indexes }) => plus(sum, { write, indexWrite: total(indexes), read: 0, indexes }),
      NOTHING,
    )

  function read({ Item, Items = Item ? [Item] : [] }: Answered, { ConsistentRead }: Sent): Units {
    const bytes = Items.reduce((sum, item) => sum + itemBytes(stored(item)), 0)
    return { ...NOTHING, read: readUnits(bytes, ConsistentRead ? 'strong' : 'eventual') }
  }

  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        const operation = commandName.replace(/Command$/, '')
        const input = args.input as Sent
        const isRead = READS.includes(operation)
        if (!isRead && !WRITES.includes(operation)) return passOn(operation, () => next(args))
        const [items, remember] = isRead ? [[], () => undefined] : written(operation, input)
        const units = unitsOf(items)
        // A refused write is billed all the same; no index hears of it.
        const refused = { ...units, indexWrite: 0, indexes: {} }
        const position = calls.push({ operation, input, items, units: refused, engine: undefined }) - 1
        const result = await next({ ...args, input: { ...args.input, ReturnConsumedCapacity: 'TOTAL' } })
        const answered = result.output as Answered
        remember()
        calls[position] = {
          operation,
          input,
          items,
          units: isRead ? read(answered, input) : units,
          engine: [answered.ConsumedCapacity ?? []].flat().reduce((sum, one) => sum + (one.CapacityUnits ?? 0), 0),
        }
        return result
      },
    { step: 'initialize', name: 'requestUnits', priority: 'low' },
  )

  return {
    take() {
      const taken = calls
      calls = []
      return { ...taken.reduce((sum, { units }) => plus(sum, units), NOTHING), calls: taken }
    },
  }
}

const READS = ['GetItem', 'Query']
const WRITES = ['PutItem', 'TransactWriteItems']
/** How tests make and fill tables: no request of the service. */
const BESIDES = ['CreateTable', 'DeleteTable', 'DescribeTable', 'BatchWriteItem']

function passOn<T>(operation: string, send: () => Promise<T>): Promise<T> {
  if (BESIDES.includes(operation)) return send()
  throw new Error(`The meter has no rule for ${operation}.`)
}

import type { AttributeValue, DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { marshall } from '@aws-sdk/util-dynamodb'
import type { TableDefinition } from '../../functions/shared/adapters/dynamodb/table-definition.ts'

type Item = Record<string, AttributeValue>
type Document = Record<string, unknown>

/** Request units of one call, by the published rules; the local engine under-counts transactions. */
export interface Units {
  /** Write units of the table itself. */
  write: number
  /** Write units of its indexes; doubled inside a transaction, which is the careful reading. */
  indexWrite: number
  read: number
}

const BYTES_PER_NUMBER = 21
const NESTING = 3

/** Bytes of an item as DynamoDB counts them: names and values in UTF-8, 3 for a list or map and 1 for each element. */
export const itemBytes = (item: Item): number =>
  Object.entries(item).reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + valueBytes(value), 0)

function valueBytes(value: AttributeValue): number {
  if (value.S !== undefined) return Buffer.byteLength(value.S)
  if (value.N !== undefined) return Math.min(BYTES_PER_NUMBER, Math.ceil(value.N.replace(/\D/g, '').length / 2) + 1)
  if (value.L !== undefined) return value.L.reduce((sum, one) => sum + 1 + valueBytes(one), NESTING)
  if (value.M !== undefined) return NESTING + Object.keys(value.M).length + itemBytes(value.M)
  return 1
}

const writeUnits = (bytes: number) => Math.max(1, Math.ceil(bytes / 1024))

/** Units of putting a new item into each index that it appears in. */
function indexUnits(item: Item, { indexes, partitionKey, sortKey }: TableDefinition): number {
  return Object.values(indexes)
    .filter((index) => item[index.partitionKey] && item[index.sortKey])
    .reduce((sum, index) => {
      const names = [partitionKey, sortKey, index.partitionKey, index.sortKey, ...index.projects]
      const projected = Object.fromEntries(Object.entries(item).filter(([name]) => names.includes(name)))
      return sum + writeUnits(itemBytes(projected))
    }, 0)
}

interface Sent {
  readonly Item?: Document
  readonly TransactItems?: readonly { readonly Put?: { readonly Item?: Document } }[]
}

/** Meters every call of a document client on this client: what it writes by the rules above, what it reads as the engine counts it. */
export function meterRequestUnits(client: DynamoDBClient, definition: TableDefinition): { take(): Units } {
  let units: Units = { write: 0, indexWrite: 0, read: 0 }
  const put = (document: Document, factor: number) => {
    const item = marshall(document, { removeUndefinedValues: true })
    units.write += factor * writeUnits(itemBytes(item))
    units.indexWrite += factor * indexUnits(item, definition)
  }
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        const input = args.input as Sent
        if (input.Item) put(input.Item, 1)
        for (const { Put } of input.TransactItems ?? []) if (Put?.Item) put(Put.Item, 2)
        const result = await next({ ...args, input: { ...args.input, ReturnConsumedCapacity: 'TOTAL' } })
        const { ConsumedCapacity } = result.output as { ConsumedCapacity?: { CapacityUnits?: number } }
        if (commandName === 'QueryCommand' || commandName === 'GetItemCommand')
          units.read += ConsumedCapacity?.CapacityUnits ?? 0
        return result
      },
    { step: 'initialize', name: 'requestUnits', priority: 'low' },
  )
  return {
    take() {
      const taken = units
      units = { write: 0, indexWrite: 0, read: 0 }
      return taken
    },
  }
}

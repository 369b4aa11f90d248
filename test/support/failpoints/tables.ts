import { isDeepStrictEqual } from 'node:util'
import { BatchWriteCommand, ScanCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { unpacked, type Item } from '../../../functions/shared/adapters/dynamodb/case-items.ts'

const BATCH = 25

/** All that a table holds, by key. */
export type Contents = ReadonlyMap<string, Item>

export async function contentsOf(documents: DynamoDBDocumentClient, table: string): Promise<Contents> {
  const { Items = [], LastEvaluatedKey } = await documents.send(
    new ScanCommand({ TableName: table, ConsistentRead: true }),
  )
  if (LastEvaluatedKey) throw new Error('A scenario leaves more than one page.')
  return new Map(Items.map((item) => [keyOf(item), item]))
}

/** Puts a table back to what it once held. */
export async function putBack(
  documents: DynamoDBDocumentClient,
  table: string,
  then: Contents,
  now: Contents,
): Promise<void> {
  const requests = [
    ...[...now].flatMap(([key, { pk, sk }]) => (then.has(key) ? [] : [{ DeleteRequest: { Key: { pk, sk } } }])),
    ...[...then].flatMap(([key, Item]) => (isDeepStrictEqual(now.get(key), Item) ? [] : [{ PutRequest: { Item } }])),
  ]
  for (let first = 0; first < requests.length; first += BATCH)
    await documents.send(new BatchWriteCommand({ RequestItems: { [table]: requests.slice(first, first + BATCH) } }))
}

const keyOf = ({ pk, sk }: Item) => JSON.stringify([pk, sk])

/**
 * Hashes of chains follow from what is linked, and every link has another secret. The others count how often somebody tried, or follow
 * from when.
 */
const LEFT_OUT = ['hash', 'head', 'passcode', 'revision', 'runs', 'expiresAt']
const INSTANT = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g
const SECRET = /A{10,}\d+/g

/** In words that are the same whenever the same was done. */
export function inWords(thing: unknown): string {
  const text = JSON.stringify(thing, (name, value: unknown) =>
    LEFT_OUT.includes(name) ? undefined : value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value,
  )
  return text.replace(INSTANT, 'then').replace(SECRET, 'secret')
}

/** What a table holds, in such words. */
export const inWordsOf = (contents: Contents): readonly string[] =>
  [...contents.values()].map((item) => inWords(isEvent(item) ? unpacked(item) : withoutTries(item))).sort()

function withoutTries({ pk, version, ...item }: Item): Item {
  return { pk: String(pk).replace(/^(FORMKEY#).*/, '$1'), ...item, ...(item['entity'] !== 'Draft' && { version }) }
}

const isEvent = ({ sk }: Item) => String(sk).startsWith('EVENT#')

import { ConditionalCheckFailedException, type AttributeValue } from '@aws-sdk/client-dynamodb'
import {
  PutCommand,
  QueryCommand,
  type DynamoDBDocumentClient,
  type PutCommandInput,
  type QueryCommandInput,
} from '@aws-sdk/lib-dynamodb'
import { unmarshall } from '@aws-sdk/util-dynamodb'
import type { Appended } from '../../ports/case-repository.ts'
import { isSame } from '../chain.ts'
import type { Item } from './case-items.ts'

/** What a refused condition of one item in the transaction means; items without a meaning never refuse. */
export type Meaning = (stored: Item) => Appended

export interface GuardedPut {
  /** Is put; or, where it is only its key, checked. */
  readonly item: Item
  readonly isCheck?: boolean
  readonly condition?: string
  /** Attributes that the condition compares, by name: `#name` and `:name` stand for them. */
  readonly compared?: Item
  readonly refused?: Meaning
}

export const ABSENT = 'attribute_not_exists(pk)'

/** One item of a transaction, as DynamoDB takes it. */
export function transactItem(table: string, { item, isCheck, condition, compared }: GuardedPut) {
  const names = Object.keys(compared ?? {})
  const guarded = {
    TableName: table,
    ...(condition && { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const }),
    ...(compared && {
      ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
      ExpressionAttributeValues: Object.fromEntries(names.map((name) => [`:${name}`, compared[name]])),
    }),
  }
  return isCheck
    ? { ConditionCheck: { ...guarded, Key: item, ConditionExpression: condition } }
    : { Put: { ...guarded, Item: item, ...(condition && { ConditionExpression: condition }) } }
}

/**
 * Puts an item on its condition, and answers whether it stands there by that. A put whose answer is lost is tried again by the SDK, and
 * then finds its condition broken by itself: what stands there is equal. Whatever is put so says who wrote it and when, so that an equal
 * item is the same act.
 */
export async function isPut(client: DynamoDBDocumentClient, put: PutCommandInput): Promise<boolean> {
  try {
    await client.send(new PutCommand({ ...put, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' }))
    return true
  } catch (fault) {
    if (fault instanceof ConditionalCheckFailedException) return isOwn(put.Item, fault.Item)
    throw fault
  }
}

/** Whether what stood in the way of a write is that write. */
export const isOwn = (written: Item | undefined, found: Record<string, AttributeValue> | undefined): boolean =>
  found !== undefined && isSame(unmarshall(found), written)

/** The item of this key, or all of a partition; strongly consistent. */
export const itemsAt = (table: string, { pk, sk }: { pk: string; sk?: string }): QueryCommandInput => ({
  TableName: table,
  KeyConditionExpression: sk === undefined ? 'pk = :pk' : 'pk = :pk AND sk = :sk',
  ExpressionAttributeValues: { ':pk': pk, ...(sk !== undefined && { ':sk': sk }) },
  ConsistentRead: true,
})

/** Everything that a query finds, page after page. */
export async function allItems(client: DynamoDBDocumentClient, query: QueryCommandInput): Promise<Item[]> {
  const items: Item[] = []
  let from: QueryCommandInput['ExclusiveStartKey']
  do {
    const page = await client.send(new QueryCommand({ ...query, ExclusiveStartKey: from }))
    items.push(...(page.Items ?? []))
    from = page.LastEvaluatedKey
  } while (from)
  return items
}

/** Full jitter, so that those who collided do not collide again. */
export const pause = (tries: number) => new Promise((resolve) => setTimeout(resolve, Math.random() * 40 * 2 ** tries))

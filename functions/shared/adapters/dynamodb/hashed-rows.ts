import { ConditionalCheckFailedException, TransactionCanceledException } from '@aws-sdk/client-dynamodb'
import {
  DeleteCommand,
  GetCommand,
  PutCommand,
  ScanCommand,
  TransactWriteCommand,
  type DynamoDBDocumentClient,
} from '@aws-sdk/lib-dynamodb'
import type { Reference } from '../../../../schemas/reference.ts'
import type { HashedRow, HashedRows, Rotation } from '../../ports/hashed-rows.ts'
import { TemporaryFaultError } from '../../runtime/fate.ts'
import { identityItem, keys, likenessItem, rotationFromItem, rotationItem, type Item } from './case-items.ts'
import { ABSENT, pause, transactItem } from './guarded-writes.ts'

const IDENTITY = keys.identity('').pk
const LIKENESS = keys.likeness('')
const CONFLICT_TRIES = 4

/** What stands in the case table under hashes of identities, and beside it how far a rotation has come. */
export class DynamoHashedRows implements HashedRows {
  readonly #client: DynamoDBDocumentClient
  readonly #table: string
  readonly #page: number

  /** @param page items looked at at once */
  constructor(client: DynamoDBDocumentClient, table: string, page = 1000) {
    this.#client = client
    this.#table = table
    this.#page = page
  }

  async rows(after?: string): Promise<{ readonly rows: readonly HashedRow[]; readonly next?: string }> {
    const { Items = [], LastEvaluatedKey } = await this.#client.send(
      new ScanCommand({
        TableName: this.#table,
        Limit: this.#page,
        ConsistentRead: true,
        FilterExpression: 'begins_with(pk, :identity) OR begins_with(pk, :likeness)',
        ExpressionAttributeValues: { ':identity': IDENTITY, ':likeness': LIKENESS },
        // Whoever may scan may scan these alone.
        ProjectionExpression: 'pk, sk, #reference',
        ExpressionAttributeNames: { '#reference': 'reference' },
        ...(after !== undefined && { ExclusiveStartKey: JSON.parse(after) as Item }),
      }),
    )
    return {
      rows: Items.map(hashedRow),
      ...(LastEvaluatedKey && { next: JSON.stringify(LastEvaluatedKey) }),
    }
  }

  async copy({ kind, hash, reference }: HashedRow, to: string): Promise<void> {
    if (kind === 'likeness') {
      await this.#client.send(new PutCommand({ TableName: this.#table, Item: likenessItem(to, reference) }))
      return
    }
    const isStill = {
      item: keys.identity(hash),
      isCheck: true,
      condition: '#reference = :reference',
      compared: { reference },
    }
    const TransactItems = [isStill, { item: identityItem(to, reference) }].map((put) => transactItem(this.#table, put))
    for (let tries = 0; tries < CONFLICT_TRIES; tries++) {
      try {
        await this.#client.send(new TransactWriteCommand({ TransactItems }))
        return
      } catch (error) {
        if (!(error instanceof TransactionCanceledException)) throw error
        if (error.CancellationReasons?.[0]?.Code === 'ConditionalCheckFailed') return
        await pause(tries)
      }
    }
    throw new TemporaryFaultError('The child is being notified by others.')
  }

  async remove({ kind, hash, reference }: HashedRow): Promise<void> {
    const Key = kind === 'identity' ? keys.identity(hash) : likenessKey(hash, reference)
    await this.#client.send(new DeleteCommand({ TableName: this.#table, Key }))
  }

  async rotation(): Promise<Rotation | undefined> {
    const { Item: item } = await this.#client.send(
      new GetCommand({ TableName: this.#table, Key: keys.rotation, ConsistentRead: true }),
    )
    return item && rotationFromItem(item)
  }

  async keep(rotation: Rotation): Promise<boolean> {
    const { revision } = rotation
    const unchanged =
      revision === 1
        ? { ConditionExpression: ABSENT }
        : {
            ConditionExpression: '#revision = :before',
            ExpressionAttributeNames: { '#revision': 'revision' },
            ExpressionAttributeValues: { ':before': revision - 1 },
          }
    try {
      await this.#client.send(new PutCommand({ TableName: this.#table, Item: rotationItem(rotation), ...unchanged }))
      return true
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false
      throw error
    }
  }
}

function likenessKey(hash: string, reference: Reference) {
  const { pk, sk } = likenessItem(hash, reference)
  return { pk, sk }
}

function hashedRow({ pk, reference }: Item): HashedRow {
  const [kind, prefix] = String(pk).startsWith(IDENTITY)
    ? (['identity', IDENTITY] as const)
    : (['likeness', LIKENESS] as const)
  return { kind, hash: String(pk).slice(prefix.length), reference: reference as Reference }
}

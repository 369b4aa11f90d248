import { ConditionalCheckFailedException, TransactionCanceledException } from '@aws-sdk/client-dynamodb'
import {
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactWriteCommand,
  type DynamoDBDocumentClient,
  type PutCommandInput,
  type QueryCommandOutput,
} from '@aws-sdk/lib-dynamodb'
import type { CodedCase } from '../../../../domain/disclosure/count.ts'
import type { Cohort } from '../../../../schemas/statistics/catalogue.ts'
import type { ReleaseHead } from '../../../../schemas/statistics/release-head.ts'
import type { Release } from '../../../../schemas/statistics/release.ts'
import type { TableView } from '../../../../schemas/statistics/table-view.ts'
import type { HeadsAsked, PageOfHeads, Populations, ReleaseMaking, TableName } from '../../ports/release-store.ts'
import { TemporaryFaultError } from '../../runtime/fate.ts'
import { releaseKeys } from './release-keys.ts'
import { caseItems, contentItems, unpacked, type Frame, type StoredTable } from './release-items.ts'
import type { Item } from './case-items.ts'
import { ABSENT, isOwn, isPut, pause } from './guarded-writes.ts'

const WRITTEN_AT_ONCE = 10
const CONFLICT_TRIES = 4
/** Why a transaction was cancelled that may be taken the next time. */
const MAY_PASS = /Conflict|Throttl|ProvisionedThroughput/

/** Releases in DynamoDB: contents are put once and never over, heads only as they were read. */
export class DynamoReleaseStore implements ReleaseMaking {
  readonly #client: DynamoDBDocumentClient
  readonly #table: string

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client
    this.#table = table
  }

  async heads(): Promise<readonly ReleaseHead[]> {
    const items = await this.#all(releaseKeys.heads)
    return items.map(headOf).sort((a, b) => (a.requestedAt < b.requestedAt ? -1 : 1))
  }

  async page({ cohort, period, limit, after }: HeadsAsked): Promise<PageOfHeads> {
    const begin = releaseKeys.headsOf(cohort, period)
    const { Items = [], LastEvaluatedKey } = await this.#client.send(
      new QueryCommand({
        TableName: this.#table,
        KeyConditionExpression: begin === '' ? 'pk = :pk' : 'pk = :pk AND begins_with(sk, :begin)',
        ExpressionAttributeValues: { ':pk': releaseKeys.heads, ...(begin !== '' && { ':begin': begin }) },
        ...(after !== undefined && { ExclusiveStartKey: releaseKeys.head(after) }),
        ScanIndexForward: false,
        Limit: limit,
        ConsistentRead: true,
      }),
    )
    const heads = Items.map(headOf)
    const last = heads.at(-1)
    return { heads, ...(last && LastEvaluatedKey && { next: last.id }) }
  }

  async ofYears(cohort: Cohort, first: number, last: number): Promise<readonly ReleaseHead[]> {
    return (await this.#all(releaseKeys.heads, releaseKeys.headsOfYears(cohort, first, last))).map(headOf)
  }

  async head(id: string): Promise<ReleaseHead | undefined> {
    const item = await this.#get(releaseKeys.head(id), true)
    return item && headOf(item)
  }

  async table(head: ReleaseHead, table: string, period: string): Promise<TableView | undefined> {
    const item = await this.#get(releaseKeys.table(head, { table, period }))
    return item && storedTable(item).view
  }

  async contents(head: ReleaseHead): Promise<readonly TableName[]> {
    const item = await this.#get(releaseKeys.frame(head))
    return item ? frameOf(item).order : []
  }

  async release(head: ReleaseHead): Promise<Release | undefined> {
    const items = new Map((await this.#all(releaseKeys.contents(head))).map((item) => [item['sk'], item]))
    const framed = items.get(releaseKeys.frame(head).sk)
    if (!framed) return undefined
    const { order, ...frame } = frameOf(framed)
    const tables = order.map((name) => {
      const item = items.get(releaseKeys.table(head, name).sk)
      if (!item) throw new Error('A table of a release is missing.')
      return storedTable(item).table
    })
    return { ...frame, tables }
  }

  async casesOf(head: ReleaseHead): Promise<readonly CodedCase[]> {
    return (await this.#all(releaseKeys.cases(head))).flatMap((item) => unpacked(item) as CodedCase[])
  }

  async populations(period: string): Promise<Populations | undefined> {
    const item = await this.#get(releaseKeys.populations(period))
    return item && { source: String(item['source']), areas: item['areas'] as Populations['areas'] }
  }

  async writeContents(release: Release, views: readonly TableView[], cases: readonly CodedCase[]): Promise<void> {
    const items = [...contentItems(release, views), ...caseItems(release, cases)]
    for (let first = 0; first < items.length; first += WRITTEN_AT_ONCE)
      await Promise.all(items.slice(first, first + WRITTEN_AT_ONCE).map((item) => this.#putUnlessThere(item)))
  }

  draft(head: ReleaseHead): Promise<boolean> {
    return this.#put({ Item: headItem(head), ConditionExpression: ABSENT })
  }

  move(before: ReleaseHead, after: ReleaseHead): Promise<boolean> {
    return this.#put({ Item: headItem(after), ...asRead(before) })
  }

  async countOut(cohort: Cohort): Promise<number> {
    return Number((await this.#get(releaseKeys.ledger(cohort), true))?.['out'] ?? 0)
  }

  async publish(before: ReleaseHead, after: ReleaseHead): Promise<boolean> {
    const out = before.follows?.length ?? 0
    const counted = out === 0 ? { ConditionExpression: ABSENT } : countIs(out)
    const head = {
      ...{ TableName: this.#table, Item: headItem(after), ...asRead(before) },
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
    }
    const ledger = { TableName: this.#table, Item: { ...releaseKeys.ledger(after.cohort), out: out + 1 }, ...counted }
    for (let tries = 0; tries < CONFLICT_TRIES; tries++) {
      try {
        await this.#client.send(new TransactWriteCommand({ TransactItems: [{ Put: head }, { Put: ledger }] }))
        return true
      } catch (fault) {
        if (!(fault instanceof TransactionCanceledException)) throw fault
        const refused = fault.CancellationReasons?.find(({ Code }) => Code === 'ConditionalCheckFailed')
        if (refused) return isOwn(head.Item, refused.Item)
        if (!fault.CancellationReasons?.some(({ Code = '' }) => MAY_PASS.test(Code))) throw fault
        await pause(tries)
      }
    }
    throw new TemporaryFaultError('The releases are being written by others.')
  }

  async notePreview(panel: string, head: ReleaseHead): Promise<boolean> {
    return this.#put({
      Item: { ...releaseKeys.preview(panel, head), release: head.id },
      ConditionExpression: `${ABSENT} OR #release = :release`,
      ExpressionAttributeNames: { '#release': 'release' },
      ExpressionAttributeValues: { ':release': head.id },
    })
  }

  async #get(Key: Item, ConsistentRead = false): Promise<Item | undefined> {
    const { Item: item } = await this.#client.send(new GetCommand({ TableName: this.#table, Key, ConsistentRead }))
    return item
  }

  async #all(pk: string, between?: readonly [first: string, last: string]): Promise<Item[]> {
    const items: Item[] = []
    let next: QueryCommandOutput['LastEvaluatedKey']
    do {
      const page: QueryCommandOutput = await this.#client.send(
        new QueryCommand({
          TableName: this.#table,
          KeyConditionExpression: between ? 'pk = :pk AND sk BETWEEN :first AND :last' : 'pk = :pk',
          ExpressionAttributeValues: { ':pk': pk, ...(between && { ':first': between[0], ':last': between[1] }) },
          ExclusiveStartKey: next,
          ConsistentRead: true,
        }),
      )
      items.push(...(page.Items ?? []))
      next = page.LastEvaluatedKey
    } while (next)
    return items
  }

  /** Contents are the same whoever writes them: what a run before this wrote stands. */
  async #putUnlessThere(Item: Item): Promise<void> {
    try {
      await this.#client.send(new PutCommand({ TableName: this.#table, Item, ConditionExpression: ABSENT }))
    } catch (fault) {
      if (!(fault instanceof ConditionalCheckFailedException)) throw fault
    }
  }

  #put(put: Omit<PutCommandInput, 'TableName'>): Promise<boolean> {
    return isPut(this.#client, { TableName: this.#table, ...put })
  }
}

const headItem = (head: ReleaseHead): Item => ({ ...releaseKeys.head(head.id), ...head })

const headOf = (item: Item) =>
  Object.fromEntries(Object.entries(item).filter(([name]) => name !== 'pk' && name !== 'sk')) as unknown as ReleaseHead

const storedTable = (item: Item) => unpacked(item) as StoredTable
const frameOf = (item: Item) => unpacked(item) as Frame

/** That the head still stands where it was read: a state is never come back to. */
const asRead = ({ state, failure }: ReleaseHead) => ({
  ConditionExpression: `#state = :state AND ${failure ? 'attribute_exists' : 'attribute_not_exists'}(#failure)`,
  ExpressionAttributeNames: { '#state': 'state', '#failure': 'failure' },
  ExpressionAttributeValues: { ':state': state },
})

const countIs = (out: number) => ({
  ConditionExpression: '#out = :out',
  ExpressionAttributeNames: { '#out': 'out' },
  ExpressionAttributeValues: { ':out': out },
})

import { TransactionCanceledException, type CancellationReason } from '@aws-sdk/client-dynamodb'
import {
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactWriteCommand,
  type DynamoDBDocumentClient,
  type QueryCommandInput,
} from '@aws-sdk/lib-dynamodb'
import { unmarshall } from '@aws-sdk/util-dynamodb'
import { evolve, rebuild, type Case } from '../../../../domain/case/case.ts'
import type { CaseEvent, RequestMark } from '../../../../domain/case/events.ts'
import type { Reference } from '../../../../schemas/reference.ts'
import type {
  AccessRecord,
  Appended,
  CaseRepository,
  Change,
  Guards,
  JoinedNotification,
  LoadedCase,
  Reading,
} from '../../ports/case-repository.ts'
import type { FormKey, FormKeys } from '../../ports/form-keys.ts'
import type { Refusal, RefusalRecord } from '../../ports/refusal-record.ts'
import { TemporaryFaultError } from '../../runtime/fate.ts'
import {
  eventFromItem,
  eventItem,
  formKeyFromItem,
  formKeyItem,
  identityItem,
  isEventItem,
  joinItem,
  keys,
  likenessItem,
  noticeItem,
  readingItem,
  refusalItem,
  stateItem,
  STATE,
  type Item,
} from './case-items.ts'
import { awaitedItems } from './queue-items.ts'

/** What a refused condition of one item in the transaction means; items without a meaning never refuse. */
type Meaning = (stored: Item) => Appended

interface GuardedPut {
  readonly item: Item
  readonly condition?: string
  /** Attributes that the condition compares, by name: `#name` and `:name` stand for them. */
  readonly compared?: Item
  readonly refused?: Meaning
}

const ABSENT = 'attribute_not_exists(pk)'
const CONFLICT_TRIES = 4

export class DynamoCaseRepository implements CaseRepository, AccessRecord, RefusalRecord, FormKeys {
  readonly #client: DynamoDBDocumentClient
  readonly #table: string

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client
    this.#table = table
  }

  async load(reference: Reference): Promise<LoadedCase | JoinedNotification | undefined> {
    const items = await this.#all({
      TableName: this.#table,
      KeyConditionExpression: 'pk = :case AND sk >= :events',
      ExpressionAttributeValues: { ':case': keys.case(reference), ':events': 'EVENT#' },
      ConsistentRead: true,
    })
    const events = items.filter(isEventItem).map(eventFromItem)
    const known = rebuild(events)
    if (known) return { case: known, events }
    const state = items.find((item) => item['sk'] === STATE)
    if (!state) return undefined
    return { reference, joined: state['joined'] as Reference, request: state['request'] as RequestMark }
  }

  async append(
    before: Case | undefined,
    events: readonly [CaseEvent, ...CaseEvent[]],
    guards: Guards = {},
  ): Promise<Appended> {
    const after = events.reduce<Case | undefined>(evolve, before)
    if (!after) throw new Error('Events must make a case.')
    return this.#transact([...casePuts(before, events, after), ...guardPuts(guards, after.reference)], {
      outcome: 'appended',
      case: after,
    })
  }

  async appendTogether(changes: readonly [Change, Change]): Promise<Appended> {
    const written = changes.map(({ before, events }) => ({
      before,
      events,
      after: events.reduce<Case>(evolve, before),
    }))
    const [first] = written
    if (!first) throw new Error('Two cases are written together.')
    return this.#transact(
      written.flatMap(({ before, events, after }) => casePuts(before, events, after)),
      { outcome: 'appended', case: first.after },
    )
  }

  async alike(likenesses: readonly string[]): Promise<Reference[]> {
    const found = await Promise.all(
      likenesses.map((hash) =>
        this.#all({
          TableName: this.#table,
          KeyConditionExpression: 'pk = :likeness',
          ExpressionAttributeValues: { ':likeness': keys.likeness(hash) },
          ConsistentRead: true,
        }),
      ),
    )
    return [...new Set(found.flat().map((item) => item['reference'] as Reference))]
  }

  async findFormKey(hash: string): Promise<FormKey | undefined> {
    const { Item: item } = await this.#client.send(
      new GetCommand({ TableName: this.#table, Key: keys.formKey(hash), ConsistentRead: true }),
    )
    return item && formKeyFromItem(item)
  }

  async recordReading(reading: Reading): Promise<void> {
    await this.#client.send(new PutCommand({ TableName: this.#table, Item: readingItem(reading) }))
  }

  async recordRefusal(refusal: Refusal): Promise<void> {
    await this.#client.send(new PutCommand({ TableName: this.#table, Item: refusalItem(refusal) }))
  }

  async #transact(puts: readonly GuardedPut[], done: Appended, triesLeft = CONFLICT_TRIES): Promise<Appended> {
    try {
      await this.#client.send(new TransactWriteCommand({ TransactItems: puts.map((put) => this.#transactItem(put)) }))
      return done
    } catch (error) {
      if (!(error instanceof TransactionCanceledException)) throw error
      const reasons = error.CancellationReasons ?? []
      const refusal = refusalAmong(puts, reasons)
      if (refusal) return refusal
      if (triesLeft === 0) throw new TemporaryFaultError('The case is being written by others.', { cause: error })
      await pause(CONFLICT_TRIES - triesLeft)
      return this.#transact(puts, done, triesLeft - 1)
    }
  }

  #transactItem({ item, condition, compared }: GuardedPut) {
    const names = Object.keys(compared ?? {})
    return {
      Put: {
        TableName: this.#table,
        Item: item,
        ...(condition && { ConditionExpression: condition, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const }),
        ...(compared && {
          ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
          ExpressionAttributeValues: Object.fromEntries(names.map((name) => [`:${name}`, compared[name]])),
        }),
      },
    }
  }

  async #all(query: QueryCommandInput): Promise<Item[]> {
    const items: Item[] = []
    let from: QueryCommandInput['ExclusiveStartKey']
    do {
      const page = await this.#client.send(new QueryCommand({ ...query, ExclusiveStartKey: from }))
      items.push(...(page.Items ?? []))
      from = page.LastEvaluatedKey
    } while (from)
    return items
  }
}

const changedMeanwhile: Meaning = () => ({ outcome: 'changed-meanwhile' })
const requestKnown: Meaning = (stored) => ({ outcome: 'request-known', request: stored['request'] as RequestMark })
const childKnown: Meaning = (stored) => ({ outcome: 'child-known', reference: stored['reference'] as Reference })

const casePuts = (before: Case | undefined, events: readonly CaseEvent[], after: Case): GuardedPut[] => [
  ...events.map((event) => ({ item: eventItem(event), condition: ABSENT, refused: changedMeanwhile })),
  guardedState(before, after),
  ...awaitedItems(before, after).map((item) => ({ item })),
]

function guardedState(before: Case | undefined, after: Case): GuardedPut {
  if (!before) return { item: stateItem(after), condition: ABSENT, refused: requestKnown }
  return {
    item: stateItem(after),
    condition: '#version = :version',
    compared: { version: before.version },
    refused: changedMeanwhile,
  }
}

function guardPuts(guards: Guards, reference: Reference): GuardedPut[] {
  const { identity, insteadOf, joining, likenesses = [], notices = [], formKey } = guards
  const free = insteadOf
    ? { condition: `${ABSENT} OR #reference = :reference`, compared: { reference: insteadOf } }
    : { condition: ABSENT }
  return [
    ...(identity ? [{ item: identityItem(identity, reference), ...free, refused: childKnown }] : []),
    ...(joining ? [{ item: joinItem(joining), condition: ABSENT, refused: requestKnown }] : []),
    ...likenesses.map((hash) => ({ item: likenessItem(hash, reference) })),
    ...(formKey ? [{ item: formKeyItem(formKey), condition: ABSENT, refused: changedMeanwhile }] : []),
    ...notices.map((notice) => ({ item: noticeItem(notice, reference) })),
  ]
}

/**
 * The meaning of the first refused condition, a known request before a known child: a replay finds both.
 * A conflict or a throttle refuses nothing; the transaction is tried again.
 */
function refusalAmong(puts: readonly GuardedPut[], reasons: readonly CancellationReason[]): Appended | undefined {
  const refusals = puts.flatMap(({ refused }, index) => {
    const reason = reasons[index]
    return refused && reason?.Code === 'ConditionalCheckFailed' ? [refused(unmarshall(reason.Item ?? {}))] : []
  })
  return refusals.find(({ outcome }) => outcome === 'request-known') ?? refusals[0]
}

/** Full jitter, so that those who collided do not collide again. */
const pause = (tries: number) => new Promise((resolve) => setTimeout(resolve, Math.random() * 40 * 2 ** tries))

import { TransactionCanceledException, type CancellationReason } from '@aws-sdk/client-dynamodb'
import {
  GetCommand,
  PutCommand,
  TransactWriteCommand,
  type DynamoDBDocumentClient,
  type QueryCommandInput,
} from '@aws-sdk/lib-dynamodb'
import { unmarshall } from '@aws-sdk/util-dynamodb'
import { evolve, rebuild, type Case } from '../../../../domain/case/case.ts'
import type { CaseEvent, RequestMark } from '../../../../domain/case/events.ts'
import { agendaChanges } from '../../../../domain/panel-work/listing.ts'
import type { Reference } from '../../../../schemas/reference.ts'
import type {
  AccessRecord,
  Appended,
  CaseRepository,
  Change,
  Guards,
  HistoryRecord,
  JoinedNotification,
  KeptHistory,
  LoadedCase,
  Reading,
} from '../../ports/case-repository.ts'
import type { FormKey, FormKeys } from '../../ports/form-keys.ts'
import type { Refusal, RefusalRecord } from '../../ports/refusal-record.ts'
import { TemporaryFaultError } from '../../runtime/fate.ts'
import { chained, keptReading } from '../chain.ts'
import {
  agendaItem,
  eventFromItem,
  eventItem,
  formKeyFromItem,
  formKeyItem,
  identityItem,
  isEventItem,
  isReadingItem,
  joinItem,
  keys,
  likenessItem,
  noticeItem,
  readingFromItem,
  readingItem,
  readingsItem,
  refusalItem,
  stateItem,
  STATE,
  type Item,
} from './case-items.ts'
import { ABSENT, allItems, itemsAt, pause, transactItem, type GuardedPut, type Meaning } from './guarded-writes.ts'
import { awaitedItems } from './queue-items.ts'
import { registerItems } from './register-items.ts'
import { readingsEnd, verifyCase } from './verify-case.ts'

const CONFLICT_TRIES = 4
/** Many may read one case at once, such as before its meeting: each waits for the one before. */
const READING_TRIES = 12

export class DynamoCaseRepository implements CaseRepository, AccessRecord, HistoryRecord, RefusalRecord, FormKeys {
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
    const kept = chained(before?.head, events)
    const after = kept.reduce<Case | undefined>(evolve, before)
    if (!after) throw new Error('Events must make a case.')
    return this.#transact([...casePuts(before, kept, after), ...guardPuts(guards, after.reference)], {
      outcome: 'appended',
      case: after,
    })
  }

  async appendTogether(changes: readonly [Change, Change]): Promise<Appended> {
    const written = changes.map(({ before, events: decided }) => {
      const events = chained(before.head, decided)
      return { before, events, after: events.reduce<Case>(evolve, before) }
    })
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

  /** Linked to the reading before, on condition that it is still the last one. */
  async recordReading(reading: Reading): Promise<void> {
    for (let tries = 0; tries < READING_TRIES; tries++) {
      const [last] = await this.#all(itemsAt(this.#table, keys.readings(reading.reference)))
      const kept = keptReading(readingsEnd(last), reading)
      const puts: GuardedPut[] = [
        { item: readingItem(kept), condition: ABSENT },
        last
          ? { item: readingsItem(kept), condition: '#count = :count', compared: { count: last['count'] } }
          : { item: readingsItem(kept), condition: ABSENT },
      ]
      if (await this.#isWritten(puts)) return
      await pause(Math.min(tries, CONFLICT_TRIES))
    }
    throw new TemporaryFaultError('The case is being read by many others.')
  }

  async #isWritten(puts: readonly GuardedPut[]): Promise<boolean> {
    try {
      await this.#client.send(
        new TransactWriteCommand({ TransactItems: puts.map((put) => transactItem(this.#table, put)) }),
      )
      return true
    } catch (error) {
      if (error instanceof TransactionCanceledException) return false
      throw error
    }
  }

  async history(reference: Reference): Promise<KeptHistory> {
    const items = await this.#all(itemsAt(this.#table, { pk: keys.case(reference) }))
    return {
      events: items.filter(isEventItem).map(eventFromItem),
      readings: items.filter(isReadingItem).map(readingFromItem),
      faults: verifyCase(items).faults,
    }
  }

  async recordRefusal(refusal: Refusal): Promise<void> {
    await this.#client.send(new PutCommand({ TableName: this.#table, Item: refusalItem(refusal) }))
  }

  async #transact(puts: readonly GuardedPut[], done: Appended, triesLeft = CONFLICT_TRIES): Promise<Appended> {
    try {
      await this.#client.send(
        new TransactWriteCommand({ TransactItems: puts.map((put) => transactItem(this.#table, put)) }),
      )
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

  #all(query: QueryCommandInput): Promise<Item[]> {
    return allItems(this.#client, query)
  }
}

const changedMeanwhile: Meaning = () => ({ outcome: 'changed-meanwhile' })
const requestKnown: Meaning = (stored) => ({ outcome: 'request-known', request: stored['request'] as RequestMark })
const childKnown: Meaning = (stored) => ({ outcome: 'child-known', reference: stored['reference'] as Reference })

const casePuts = (before: Case | undefined, events: readonly CaseEvent[], after: Case): GuardedPut[] => [
  ...events.map((event) => ({ item: eventItem(event), condition: ABSENT, refused: changedMeanwhile })),
  guardedState(before, after),
  ...awaitedItems(before, after).map((item) => ({ item })),
  ...agendaChanges(before, after).map((place) => ({ item: agendaItem(place) })),
  ...registerItems(before, after).map((item) => ({ item })),
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
  const { identity = [], insteadOf, joining, meeting, likenesses = [], notices = [], formKey } = guards
  const [leading, ...following] = identity
  const free = insteadOf
    ? { condition: `${ABSENT} OR #reference = :reference`, compared: { reference: insteadOf } }
    : { condition: ABSENT }
  return [
    ...(leading ? [{ item: identityItem(leading, reference), ...free, refused: childKnown }] : []),
    ...following.map((hash) => ({ item: identityItem(hash, reference) })),
    ...(joining ? [{ item: joinItem(joining), condition: ABSENT, refused: requestKnown }] : []),
    ...(meeting ? [unchangedMeeting(meeting)] : []),
    ...likenesses.map((hash) => ({ item: likenessItem(hash, reference) })),
    ...(formKey ? [{ item: formKeyItem(formKey), condition: ABSENT, refused: changedMeanwhile }] : []),
    ...notices.map((notice) => ({ item: noticeItem(notice, reference) })),
  ]
}

const unchangedMeeting = ({ panel, reference, version }: NonNullable<Guards['meeting']>): GuardedPut => ({
  item: keys.meeting(panel, reference),
  isCheck: true,
  condition: '#version = :version',
  compared: { version },
  refused: changedMeanwhile,
})

/**
 * The meaning of the first refused condition, a known request before a known child: a replay finds both.
 * A conflict or a throttle refuses nothing, and hides what its own item would have refused: the transaction is tried again.
 */
function refusalAmong(puts: readonly GuardedPut[], reasons: readonly CancellationReason[]): Appended | undefined {
  const refusals = puts.flatMap(({ refused }, index) => {
    const reason = reasons[index]
    return refused && reason?.Code === 'ConditionalCheckFailed' ? [refused(unmarshall(reason.Item ?? {}))] : []
  })
  const isAllSaid = reasons.every(({ Code }) => Code === 'None' || Code === 'ConditionalCheckFailed')
  return refusals.find(({ outcome }) => outcome === 'request-known') ?? (isAllSaid ? refusals[0] : undefined)
}

import { QueryCommand, type DynamoDBDocumentClient, type QueryCommandInput } from '@aws-sdk/lib-dynamodb'
import type { Instant } from '../../../../domain/calendar/instant.ts'
import { AWAITING } from '../../../../domain/case/case.ts'
import type { Notice } from '../../../../domain/case/notice.ts'
import { isByDueTime, type QueueEntry } from '../../../../domain/case/queue-entry.ts'
import { EXPECTEDNESS } from '../../../../schemas/assessment.ts'
import { STAGES } from '../../../../schemas/panel-work/codes.ts'
import { eventOfKey } from '../../../../schemas/event-key.ts'
import type { Reference } from '../../../../schemas/reference.ts'
import type {
  AwaitingCase,
  CasesOfPanel,
  CasesToChase,
  PassingCases,
  QueueFilter,
  QueuePage,
  QueuePosition,
  QueueReader,
} from '../../ports/case-repository.ts'
import { CHASE_PARTS, keys, STATE, type Item } from './case-items.ts'
import { mergedPage } from './merged-page.ts'
import { awaitedKey, partitionOf, queueLine, stateOf } from './queue-items.ts'

const CASES_IN_HAND = 25

/** Reads the indexes of the case table: each method asks one index, and is named for its question. */
export class DynamoQueueReader implements QueueReader, PassingCases, CasesToChase, CasesOfPanel {
  readonly #client: DynamoDBDocumentClient
  readonly #table: string

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client
    this.#table = table
  }

  async queue(panel: string, filter: QueueFilter, limit: number, after?: QueuePosition): Promise<QueuePage> {
    const { index, partitions } = queuePartitions(panel, filter)
    const { overdue } = filter
    const isWithin = overdue ? ` AND dueOrder ${overdue.is ? '<' : '>='} :now` : ''
    const order = { sortKey: 'dueOrder', ascending: isByDueTime(filter), limit }
    const { items, last } = await mergedPage(order, partitions, (partition) =>
      this.#query({
        IndexName: index,
        KeyConditionExpression: `#partition = :partition${isWithin}`,
        ExpressionAttributeNames: { '#partition': index },
        ExpressionAttributeValues: { ':partition': partition, ...(overdue && { ':now': overdue.at }) },
        ScanIndexForward: order.ascending,
        Limit: limit,
        ExclusiveStartKey: startAfter(after, filter, { [index]: partition }),
      }),
    )
    return {
      entries: items.map(queueLine),
      ...(last && { next: { dueOrder: String(last['dueOrder']), reference: queueLine(last).reference } }),
    }
  }

  async find(panel: string, reference: Reference): Promise<QueueEntry | undefined> {
    const { Items: [state] = [] } = await this.#query({
      KeyConditionExpression: 'pk = :case AND sk = :state',
      ExpressionAttributeValues: { ':case': keys.case(reference), ':state': STATE },
      ConsistentRead: true,
    })
    const joined = state?.['joined'] as Reference | undefined
    if (joined) return this.find(panel, joined)
    return state?.['panel'] === panel ? queueLine(state) : undefined
  }

  async notices(panel: string, limit: number): Promise<(Notice & { readonly reference: Reference })[]> {
    const { Items = [] } = await this.#query({
      KeyConditionExpression: 'pk = :panel',
      ExpressionAttributeValues: { ':panel': keys.notices(panel) },
      ScanIndexForward: false,
      Limit: limit,
    })
    return Items.map(noticeFrom)
  }

  async notificationsOf(subject: string, limit: number) {
    const { Items = [] } = await this.#query({
      IndexName: 'notificationsByNotifier',
      KeyConditionExpression: 'notifier = :subject',
      ExpressionAttributeValues: { ':subject': subject },
      ScanIndexForward: false,
      Limit: limit,
    })
    return Items.map((item) => ({
      reference: item['notificationReference'] as Reference,
      notifiedAt: item['notifiedAt'] as Instant,
    }))
  }

  async *awaitingSinceBefore(before: Instant): AsyncIterable<AwaitingCase> {
    for (const awaiting of AWAITING) {
      const waiting = this.#pages({
        IndexName: 'casesAwaiting',
        KeyConditionExpression: 'awaiting = :what AND awaitingSince < :before',
        ExpressionAttributeValues: { ':what': awaiting, ':before': before },
      })
      for await (const item of waiting) yield awaitingCase(item)
    }
  }

  async *toChase(clockRuleSet: string, before?: Instant): AsyncIterable<Reference> {
    for (const part of CHASE_PARTS) {
      const due = this.#pages({
        IndexName: 'casesToChase',
        KeyConditionExpression: before === undefined ? 'chase = :part' : 'chase = :part AND chaseAt < :before',
        ExpressionAttributeValues: { ':part': `${clockRuleSet}#${part}`, ':before': before },
        // Every case takes a while: of a backlog no more is read than a run may come to.
        Limit: CASES_IN_HAND,
      })
      for await (const item of due) yield referenceIn(item)
    }
  }

  async *casesOfPanel(panel: string, from: Instant, to: Instant): AsyncIterable<Reference> {
    const items = this.#pages({
      IndexName: 'casesOfPanel',
      KeyConditionExpression: 'panel = :panel AND receivedAt BETWEEN :from AND :to',
      ExpressionAttributeValues: { ':panel': panel, ':from': from, ':to': to },
    })
    for await (const item of items) yield referenceIn(item)
  }

  /** Every item of a query, a page at a time: a reader who stops asks for no more. */
  async *#pages(query: Omit<QueryCommandInput, 'TableName'>): AsyncIterable<Item> {
    let from: QueryCommandInput['ExclusiveStartKey']
    do {
      const page = await this.#query({ ...query, ExclusiveStartKey: from })
      yield* page.Items ?? []
      from = page.LastEvaluatedKey
    } while (from)
  }

  #query(query: Omit<QueryCommandInput, 'TableName'>) {
    return this.#client.send(new QueryCommand({ TableName: this.#table, ...query }))
  }
}

/** Where the cases so filtered stand: in one partition of an index, or in a few that have no case in common. */
function queuePartitions(
  panel: string,
  filter: QueueFilter,
): { readonly index: keyof typeof partitionOf; readonly partitions: readonly string[] } {
  const { expectedness, hold } = filter
  if ('state' in filter && expectedness === undefined)
    return { index: 'panelQueue', partitions: [partitionOf.panelQueue(panel, filter.state, hold)] }
  const stages = 'stage' in filter ? [filter.stage] : STAGES.filter((stage) => stateOf(stage) === filter.state)
  const outcomes = expectedness === undefined ? EXPECTEDNESS : [expectedness]
  const partition = partitionOf.panelQueueByStageAndExpectedness
  return {
    index: 'panelQueueByStageAndExpectedness',
    partitions: stages.flatMap((stage) => outcomes.map((outcome) => partition(panel, stage, outcome, hold))),
  }
}

/** A page later, cases that were not overdue may be: DynamoDB takes no start before the range, and the range begins after it. */
function startAfter(
  after: QueuePosition | undefined,
  { hold, overdue }: QueueFilter,
  partition: Item,
): Item | undefined {
  if (!after || (overdue && !overdue.is && after.dueOrder < overdue.at)) return undefined
  const reference = after.reference as Reference
  const key = hold ? awaitedKey(reference, hold) : keys.state(reference)
  return { ...partition, dueOrder: after.dueOrder, ...key }
}

function noticeFrom(item: Item): Notice & { readonly reference: Reference } {
  const { panel, what, reviewedBy, at, note, acceptedAt, reference } = item
  const handover = { ...(note !== undefined && { note }), ...(acceptedAt !== undefined && { acceptedAt }) }
  return { panel, what, reviewedBy, at, ...handover, reference } as Notice & { reference: Reference }
}

function awaitingCase(item: Item): AwaitingCase {
  const event = { pk: String(item['pk']), sk: String(item['awaitingEvent']) }
  return { reference: referenceIn(item), since: eventOfKey(event).at as Instant, event }
}

const referenceIn = ({ pk }: Item) => String(pk).slice(keys.case('' as Reference).length) as Reference

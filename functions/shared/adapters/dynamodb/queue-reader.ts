import { QueryCommand, type DynamoDBDocumentClient, type QueryCommandInput } from '@aws-sdk/lib-dynamodb'
import type { Instant } from '../../../../domain/calendar/instant.ts'
import type { Reference } from '../../../../schemas/reference.ts'
import type {
  AwaitingCase,
  Notice,
  PassingCases,
  QueueFilter,
  QueuePage,
  QueuePosition,
  QueueReader,
} from '../../ports/case-repository.ts'
import { keys, queueEntryFrom, type Item } from './case-items.ts'

/** Reads the indexes of the case table: each method is one query of one index, named for its question. */
export class DynamoQueueReader implements QueueReader, PassingCases {
  readonly #client: DynamoDBDocumentClient
  readonly #table: string

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client
    this.#table = table
  }

  async queue(panel: string, filter: QueueFilter, limit: number, after?: QueuePosition): Promise<QueuePage> {
    const index = 'stage' in filter ? 'panelQueueByStage' : 'panelQueue'
    const partition = `${panel}#${'stage' in filter ? filter.stage : filter.state}`
    const { Items = [], LastEvaluatedKey } = await this.#query({
      IndexName: index,
      KeyConditionExpression: '#partition = :partition',
      ExpressionAttributeNames: { '#partition': index },
      ExpressionAttributeValues: { ':partition': partition },
      Limit: limit,
      ExclusiveStartKey: after && {
        [index]: partition,
        dueOrder: after.dueOrder,
        ...keys.state(after.reference as Reference),
      },
    })
    const last = LastEvaluatedKey && Items.at(-1)
    return {
      entries: Items.map(queueEntryFrom),
      ...(last && { next: { dueOrder: String(last['dueOrder']), reference: queueEntryFrom(last).reference } }),
    }
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
    for (const step of ['categorise', 'route']) {
      let from: QueryCommandInput['ExclusiveStartKey']
      do {
        const page = await this.#query({
          IndexName: 'casesAwaitingStep',
          KeyConditionExpression: 'awaitingStep = :step AND awaitingSince < :before',
          ExpressionAttributeValues: { ':step': step, ':before': before },
          ExclusiveStartKey: from,
        })
        yield* (page.Items ?? []).map(awaitingCase)
        from = page.LastEvaluatedKey
      } while (from)
    }
  }

  #query(query: Omit<QueryCommandInput, 'TableName'>) {
    return this.#client.send(new QueryCommand({ TableName: this.#table, ...query }))
  }
}

function noticeFrom({ panel, reviewedBy, at, reference }: Item): Notice & { readonly reference: Reference } {
  return { panel, reviewedBy, at, reference } as Notice & { reference: Reference }
}

function awaitingCase({ pk, awaitingSince, awaitingEvent }: Item): AwaitingCase {
  return {
    reference: String(pk).slice(keys.case('' as Reference).length) as Reference,
    since: awaitingSince as Instant,
    event: { pk: String(pk), sk: String(awaitingEvent) },
  }
}

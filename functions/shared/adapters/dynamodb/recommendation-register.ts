import { QueryCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { LevelSchema, RecommendationStatusSchema } from '../../../../schemas/analysis/recommendation.ts'
import type { Reference } from '../../../../schemas/reference.ts'
import type {
  RecommendationRegister,
  RegisterFilter,
  RegisterPage,
  RegisterPosition,
} from '../../ports/recommendation-register.ts'
import type { Item } from './case-items.ts'
import { mergedPage } from './merged-page.ts'
import { byStatusAndLevel, registerEntry, registerKey } from './register-items.ts'

/** Reads the register of recommendations from the case table's indexes. */
export class DynamoRecommendationRegister implements RecommendationRegister {
  readonly #client: DynamoDBDocumentClient
  readonly #table: string

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client
    this.#table = table
  }

  async recommendations(
    panel: string,
    filter: RegisterFilter,
    limit: number,
    after?: RegisterPosition,
  ): Promise<RegisterPage> {
    const { index, partitions } = registerPartitions(panel, filter)
    const { overdue } = filter
    const isWithin = overdue ? ` AND registerOrder ${overdue.is ? '<' : '>='} :today` : ''
    const order = { sortKey: 'registerOrder', ascending: true, limit }
    const { items, last } = await mergedPage(order, partitions, (partition) =>
      this.#client.send(
        new QueryCommand({
          TableName: this.#table,
          IndexName: index,
          KeyConditionExpression: `#partition = :partition${isWithin}`,
          ExpressionAttributeNames: { '#partition': index },
          ExpressionAttributeValues: { ':partition': partition, ...(overdue && { ':today': overdue.on }) },
          Limit: limit,
          ExclusiveStartKey: startAfter(after, filter, { [index]: partition }),
        }),
      ),
    )
    return {
      entries: items.map(registerEntry),
      ...(last && {
        next: { dueOrder: String(last['registerOrder']), reference: registerEntry(last).reference },
      }),
    }
  }
}

/** Where the recommendations so filtered stand: in one partition of an index, or in a few that have none in common. */
function registerPartitions(panel: string, { status, level }: RegisterFilter) {
  if (status === undefined && level === undefined)
    return { index: 'panelRecommendations', partitions: [panel] } as const
  const statuses = status === undefined ? RecommendationStatusSchema.options : [status]
  const levels = level === undefined ? LevelSchema.options : [level]
  const partitions = statuses.flatMap((one) => levels.map((other) => byStatusAndLevel(panel, one, other)))
  return { index: 'panelRecommendationsByStatusAndLevel', partitions } as const
}

/** A day later, what was not overdue may be: DynamoDB takes no start before the range, and the range begins after it. */
function startAfter(
  after: RegisterPosition | undefined,
  { overdue }: RegisterFilter,
  partition: Item,
): Item | undefined {
  if (!after || (overdue && !overdue.is && after.dueOrder < overdue.on)) return undefined
  const number = after.dueOrder.split('#').at(-1) ?? ''
  return { ...partition, registerOrder: after.dueOrder, ...registerKey(after.reference as Reference, number) }
}

import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb'
import { DeleteCommand, GetCommand, PutCommand, QueryCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { epochOf, type Instant } from '../../../../domain/calendar/instant.ts'
import { InstantSchema } from '../../../../schemas/calendar.ts'
import type { Draft, DraftStore, KeptPost } from '../../ports/draft-store.ts'
import { TemporaryFaultError } from '../../runtime/fate.ts'
import { DRAFT_DAYS, KEPT_POST_HOURS } from '../../ports/draft-store.ts'
import { isPut } from './guarded-writes.ts'

const ValuesSchema = z.record(z.string(), z.array(z.string()))

const DraftSchema = z.object({
  id: z.string(),
  idempotencyKey: z.string(),
  startedAt: InstantSchema,
  savedAt: InstantSchema,
  values: ValuesSchema,
  sending: z.string().exactOptional(),
  sentAs: z.string().exactOptional(),
})
const DraftItemSchema = z.object({
  entity: z.literal('Draft'),
  itemVersion: z.literal(1),
  version: z.int(),
  draft: DraftSchema,
})
const KeptItemSchema = z.object({
  entity: z.literal('KeptPost'),
  itemVersion: z.literal(1),
  expiresAt: z.number(),
  post: z.object({ path: z.string(), values: ValuesSchema }),
})

const HOUR = 3_600_000
/** How often somebody else's save may come in between: two tabs of one person. */
const TRIES = 10

const personKey = (subject: string) => `PERSON#${subject}`
const draftKey = (subject: string, id: string) => ({ pk: personKey(subject), sk: `DRAFT#${id}` })
const keptKey = (subject: string) => ({ pk: personKey(subject), sk: 'KEPT' })

/** Seconds, as DynamoDB's time to live has it. It deletes within days of that, so a reader looks for itself. */
const expiresAfter = (now: Instant, hours: number) => Math.ceil((epochOf(now) + hours * HOUR) / 1000)

/** Drafts in a table of their own, by person: they are no part of any record, and end by themselves. */
export class DynamoDraftStore implements DraftStore {
  readonly #client: DynamoDBDocumentClient
  readonly #table: string

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client
    this.#table = table
  }

  async create(subject: string, draft: Draft): Promise<void> {
    if (!(await this.#put(subject, draft, undefined))) throw new Error('There is another draft of that name.')
  }

  async find(subject: string, id: string): Promise<Draft | undefined> {
    return (await this.#item(subject, id))?.draft
  }

  async all(subject: string): Promise<readonly Draft[]> {
    const { Items = [] } = await this.#client.send(
      new QueryCommand({
        TableName: this.#table,
        KeyConditionExpression: 'pk = :person AND begins_with(sk, :drafts)',
        ExpressionAttributeValues: { ':person': personKey(subject), ':drafts': 'DRAFT#' },
        ConsistentRead: true,
      }),
    )
    return Items.map((item) => DraftItemSchema.parse(item).draft).sort((one, other) =>
      other.savedAt.localeCompare(one.savedAt),
    )
  }

  async change(subject: string, id: string, changed: (draft: Draft) => Draft): Promise<Draft | undefined> {
    for (let tries = 0; tries < TRIES; tries++) {
      const item = await this.#item(subject, id)
      if (!item) return undefined
      const draft = changed(item.draft)
      if (await this.#put(subject, draft, item.version)) return draft
    }
    throw new TemporaryFaultError('The draft keeps changing.')
  }

  async discard(subject: string, id: string): Promise<void> {
    await this.#client.send(new DeleteCommand({ TableName: this.#table, Key: draftKey(subject, id) }))
  }

  async keepPost(subject: string, post: KeptPost, now: Instant): Promise<void> {
    const item: z.infer<typeof KeptItemSchema> = {
      entity: 'KeptPost',
      itemVersion: 1,
      expiresAt: expiresAfter(now, KEPT_POST_HOURS),
      post: { path: post.path, values: mutable(post.values) },
    }
    await this.#client.send(new PutCommand({ TableName: this.#table, Item: { ...keptKey(subject), ...item } }))
  }

  async keptPost(subject: string, now: Instant): Promise<KeptPost | undefined> {
    const { Item } = await this.#client.send(
      new GetCommand({ TableName: this.#table, Key: keptKey(subject), ConsistentRead: true }),
    )
    const kept = Item && KeptItemSchema.parse(Item)
    return kept && kept.expiresAt * 1000 > epochOf(now) ? kept.post : undefined
  }

  async dropPost(subject: string, post: KeptPost): Promise<void> {
    const thisOne = {
      ConditionExpression: '#post = :post',
      ExpressionAttributeNames: { '#post': 'post' },
      ExpressionAttributeValues: { ':post': post },
    }
    try {
      await this.#client.send(new DeleteCommand({ TableName: this.#table, Key: keptKey(subject), ...thisOne }))
    } catch (fault) {
      if (!(fault instanceof ConditionalCheckFailedException)) throw fault
    }
  }

  async #item(subject: string, id: string) {
    const { Item } = await this.#client.send(
      new GetCommand({ TableName: this.#table, Key: draftKey(subject, id), ConsistentRead: true }),
    )
    return Item && DraftItemSchema.parse(Item)
  }

  /** @param over the version that it takes the place of; none for a new one */
  #put(subject: string, draft: Draft, over: number | undefined): Promise<boolean> {
    const item: z.infer<typeof DraftItemSchema> = {
      entity: 'Draft',
      itemVersion: 1,
      version: (over ?? 0) + 1,
      draft: { ...draft, values: mutable(draft.values) },
    }
    return isPut(this.#client, {
      TableName: this.#table,
      Item: {
        ...draftKey(subject, draft.id),
        ...item,
        expiresAt: expiresAfter(draft.savedAt, DRAFT_DAYS * 24),
      },
      ...(over === undefined
        ? { ConditionExpression: 'attribute_not_exists(pk)' }
        : {
            ConditionExpression: '#version = :over',
            ExpressionAttributeNames: { '#version': 'version' },
            ExpressionAttributeValues: { ':over': over },
          }),
    })
  }
}

const mutable = (values: KeptPost['values']) =>
  Object.fromEntries(Object.entries(values).map(([name, texts]) => [name, [...texts]]))

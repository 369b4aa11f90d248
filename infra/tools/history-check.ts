import { createHash } from 'node:crypto'
import { paginateQuery, paginateScan, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { anchorOf, refutedBy, type Anchor } from '../../functions/shared/adapters/dynamodb/anchors.ts'
import type { Item } from '../../functions/shared/adapters/dynamodb/case-items.ts'
import { verifyCase, type VerifiedCase } from '../../functions/shared/adapters/dynamodb/verify-case.ts'
import { CASE_KEY_PREFIX } from '../../schemas/case-events.ts'
import type { Reference } from '../../schemas/reference.ts'

const ChainAnchorSchema = z.object({ count: z.int().min(0), hash: z.string().optional() })

/** Where the chains of every case were, by a hash of its reference: the file leads to no case. */
export const AnchorsSchema = z.record(
  z.string(),
  z.object({ events: ChainAnchorSchema, readings: ChainAnchorSchema }) satisfies z.ZodType<Anchor>,
)
export type Anchors = z.infer<typeof AnchorsSchema>

/** A case with something wrong; no reference where nothing but its anchor is left. */
export interface BrokenCase {
  readonly reference?: Reference
  readonly key: string
  readonly faults: readonly string[]
}

export interface HistoryReport {
  readonly cases: number
  readonly broken: readonly BrokenCase[]
  /** Where the chains of the sound cases are now, and of the others where they were. */
  readonly anchors: Anchors
}

export interface HistoryCheck {
  readonly client: DynamoDBDocumentClient
  readonly table: string
  /** One case; all where it is left out. */
  readonly reference?: Reference | undefined
  readonly anchors?: Anchors
}

/** A case may be written while it is read: what looks broken is looked at again before anybody is told. */
const LOOKS = 3

/** Verifies the chains of every case, or of one, and compares them with where they were. Reads only. */
export async function checkHistory({ client, table, reference, anchors = {} }: HistoryCheck): Promise<HistoryReport> {
  const now: Record<string, Anchor> = { ...anchors }
  const seen = new Set<string>()
  const broken: BrokenCase[] = []
  let cases = 0
  for (const one of reference ? [reference] : await referencesIn(client, table)) {
    const key = anchorKey(one)
    seen.add(key)
    const { found, faults } = await look(client, table, one, anchors[key])
    // A notification that joined a case has a pointer there and no events.
    if (found.events.length === 0 && faults.length === 0) continue
    cases++
    if (faults.length > 0) broken.push({ reference: one, key, faults })
    else now[key] = anchorOf(found)
  }
  const gone = Object.entries(reference ? {} : anchors)
    .filter(([key]) => !seen.has(key))
    .map(([key, anchor]) => ({ key, faults: refutedBy(anchor, undefined) }))
  return { cases, broken: [...broken, ...gone], anchors: now }
}

async function look(client: DynamoDBDocumentClient, table: string, reference: Reference, anchor: Anchor | undefined) {
  for (let looks = 1; ; looks++) {
    const found = verifyCase(await itemsOf(client, table, reference))
    const faults = [...found.faults, ...(anchor ? refutedBy(anchor, found) : [])]
    if (faults.length === 0 || looks === LOOKS)
      return { found, faults } satisfies { found: VerifiedCase; faults: string[] }
  }
}

/** Stands for a case in the anchors: a reference has 80 random bits, so that nobody can find it from its hash. */
export const anchorKey = (reference: Reference): string => createHash('sha256').update(reference).digest('base64url')

async function referencesIn(client: DynamoDBDocumentClient, TableName: string): Promise<ReadonlySet<Reference>> {
  const references = new Set<Reference>()
  const scan = {
    TableName,
    FilterExpression: 'begins_with(pk, :case)',
    ExpressionAttributeValues: { ':case': CASE_KEY_PREFIX },
    ProjectionExpression: 'pk',
    ConsistentRead: true,
  }
  for await (const { Items = [] } of paginateScan({ client }, scan))
    for (const { pk } of Items) references.add(String(pk).slice(CASE_KEY_PREFIX.length) as Reference)
  return references
}

async function itemsOf(client: DynamoDBDocumentClient, TableName: string, reference: Reference): Promise<Item[]> {
  const items: Item[] = []
  const query = {
    TableName,
    KeyConditionExpression: 'pk = :case',
    ExpressionAttributeValues: { ':case': `${CASE_KEY_PREFIX}${reference}` },
    ConsistentRead: true,
  }
  for await (const page of paginateQuery({ client }, query)) items.push(...(page.Items ?? []))
  return items
}

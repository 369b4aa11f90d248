import type { _Record as StreamRecord } from '@aws-sdk/client-dynamodb-streams'
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { EnvironmentPool } from '../lambda/pool.ts'
import type { FunctionError } from '../lambda/protocol.ts'
import { failedItems } from './batch-response.ts'

/** A record as Lambda hands it over: times are seconds since 1970. */
export interface BatchRecord {
  readonly sequenceNumber: string
  readonly createdAtMs: number
  /** The record as the function sees it. */
  readonly event: unknown
}

export const asBatchRecord = (record: StreamRecord, eventSourceARN: string): BatchRecord => {
  const createdAtMs = record.dynamodb?.ApproximateCreationDateTime?.getTime() ?? Date.now()
  return {
    sequenceNumber: record.dynamodb?.SequenceNumber ?? '',
    createdAtMs,
    event: {
      ...record,
      eventSourceARN,
      dynamodb: { ...asJson(record.dynamodb), ApproximateCreationDateTime: createdAtMs / 1000 },
    },
  }
}

/** Binary attributes travel as base 64. */
const asJson = (value: object | undefined): object =>
  JSON.parse(
    JSON.stringify(value ?? {}, (_, each: unknown) =>
      each instanceof Uint8Array ? Buffer.from(each).toString('base64') : each,
    ),
  ) as object

export interface BatchPolicy {
  readonly pool: EnvironmentPool
  readonly bisectsOnError: boolean
  readonly reportsFailedItems: boolean
  /** -1: for ever. */
  readonly maximumRetryAttempts: number
  /** -1: as long as the stream keeps it. */
  readonly maximumRecordAgeSeconds: number
  /** Told of records that were given up. */
  readonly giveUp: (letter: string) => Promise<void>
}

export interface BatchSurroundings {
  readonly shardId: string
  readonly streamArn: string
  /** All records up to this one need no more attention. */
  readonly advance: (sequenceNumber: string) => void
  readonly isDraining: () => boolean
  readonly log: (line: string) => void
}

const LONGEST_BACKOFF_MS = 10_000

/**
 * Sees a batch through: invokes the function, and on failure halves the batch, tries again or gives up, as the mapping says.
 * Records are never overtaken: while one fails, those after it wait.
 * @returns whether the batch is settled; not so when the system drains in the middle of it.
 */
export async function seeThrough(
  batch: readonly BatchRecord[],
  policy: BatchPolicy,
  surroundings: BatchSurroundings,
): Promise<boolean> {
  let records = batch
  for (let failures = 0; records.length > 0;) {
    if (surroundings.isDraining()) return false
    const fresh = records.filter((record) => !isTooOld(record, policy))
    if (fresh.length < records.length) {
      await giveUp(
        records.slice(0, records.length - fresh.length),
        'RecordAgeExceeded',
        failures,
        undefined,
        policy,
        surroundings,
      )
      records = fresh
      continue
    }
    const { settled, error } = await attempt(records, policy)
    const last = records[settled - 1]
    if (last) surroundings.advance(last.sequenceNumber)
    if (settled === records.length) return true
    // What came before the first failure is settled: the rest is a batch of its own, with attempts of its own.
    if (settled > 0) failures = 0
    records = records.slice(settled)
    surroundings.log(
      `${policy.pool.fn.name} failed on ${records.length} stream records: ${error?.errorType ?? 'reported'}`,
    )
    if (policy.bisectsOnError && records.length > 1) {
      const half = Math.ceil(records.length / 2)
      if (!(await seeThrough(records.slice(0, half), policy, surroundings))) return false
      records = records.slice(half)
      continue
    }
    failures += 1
    if (policy.maximumRetryAttempts >= 0 && failures > policy.maximumRetryAttempts) {
      await giveUp(records, 'RetryAttemptsExhausted', failures, error, policy, surroundings)
      return true
    }
    await sleep(Math.min(100 * 2 ** failures, LONGEST_BACKOFF_MS))
  }
  return true
}

const isTooOld = ({ createdAtMs }: BatchRecord, { maximumRecordAgeSeconds }: BatchPolicy) =>
  maximumRecordAgeSeconds >= 0 && Date.now() - createdAtMs > maximumRecordAgeSeconds * 1000

/** How many records, from the first, are settled; the next one failed. */
async function attempt(records: readonly BatchRecord[], { pool, reportsFailedItems }: BatchPolicy) {
  const result = await pool.invoke({ Records: records.map(({ event }) => event) })
  const identifiers = records.map(({ sequenceNumber }) => sequenceNumber)
  const failed = failedItems(result, reportsFailedItems, identifiers)
  if (failed === 'all') return { settled: 0, error: result.ok ? undefined : result.error }
  const first = identifiers.findIndex((identifier) => failed.has(identifier))
  return { settled: first === -1 ? records.length : first, error: undefined }
}

/** The letter says where the records are, not what is in them: as in AWS. */
async function giveUp(
  records: readonly BatchRecord[],
  condition: 'RetryAttemptsExhausted' | 'RecordAgeExceeded',
  approximateInvokeCount: number,
  error: FunctionError | undefined,
  { pool, giveUp: send }: BatchPolicy,
  { shardId, streamArn, advance }: BatchSurroundings,
) {
  const [first] = records
  const last = records.at(-1)
  if (!first || !last) return
  const asTime = (record: BatchRecord) => new Date(record.createdAtMs).toISOString()
  await send(
    JSON.stringify({
      requestContext: { requestId: randomUUID(), functionArn: pool.fn.arn, condition, approximateInvokeCount },
      responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: error ? 'Unhandled' : undefined },
      version: '1.0',
      timestamp: new Date().toISOString(),
      DDBStreamBatchInfo: {
        shardId,
        startSequenceNumber: first.sequenceNumber,
        endSequenceNumber: last.sequenceNumber,
        approximateArrivalOfFirstRecord: asTime(first),
        approximateArrivalOfLastRecord: asTime(last),
        batchSize: records.length,
        streamArn,
      },
    }),
  )
  advance(last.sequenceNumber)
}

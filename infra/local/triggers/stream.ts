import {
  DescribeStreamCommand,
  ExpiredIteratorException,
  GetRecordsCommand,
  GetShardIteratorCommand,
  TrimmedDataAccessException,
  type DynamoDBStreamsClient,
  type Shard,
} from '@aws-sdk/client-dynamodb-streams'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Checkpoint } from './checkpoint.ts'
import { passes, type Pattern } from './filter-criteria.ts'
import type { Pace } from './pace.ts'
import { asBatchRecord, seeThrough, type BatchPolicy, type BatchRecord } from './stream-batch.ts'
import type { Trigger } from './trigger.ts'

export interface StreamMapping extends BatchPolicy {
  readonly streamArn: string
  readonly batchSize: number
  readonly windowMs: number
  readonly patterns: readonly Pattern[]
}

export interface StreamTriggerSurroundings {
  readonly streams: DynamoDBStreamsClient
  readonly checkpoint: Checkpoint
  readonly pace: Pace
  readonly log: (line: string) => void
}

/** Marks a shard that was read to its end. */
const READ_OUT = 'read-out'
const PAGE = 1000
const LOOK_FOR_SHARDS_EVERY_MS = 5000

/** Hands a table's changes to a function, in order within each shard, from where the checkpoint says. */
export function startStreamTrigger(mapping: StreamMapping, surroundings: StreamTriggerSurroundings): Trigger {
  const drainage = new AbortController()
  const ended = readStream(mapping, surroundings, drainage.signal)
  return {
    drain: async () => {
      drainage.abort()
      surroundings.pace.quicken()
      await ended
    },
    end: () => ended,
  }
}

async function readStream(mapping: StreamMapping, surroundings: StreamTriggerSurroundings, draining: AbortSignal) {
  const { streams, checkpoint, log } = surroundings
  const readers = new Map<string, Promise<void>>()
  const isDraining = () => draining.aborted
  while (!isDraining()) {
    const shards = await shardsOf(streams, mapping.streamArn, log)
    for (const { ShardId: shardId = '' } of readable(shards, checkpoint)) {
      if (readers.has(shardId)) continue
      const reader = readShard(shardId, mapping, surroundings, isDraining)
      readers.set(
        shardId,
        reader.finally(() => readers.delete(shardId)),
      )
    }
    // A shard that ends makes way for its children.
    await Promise.race([...readers.values(), pause(LOOK_FOR_SHARDS_EVERY_MS, draining)])
  }
  await Promise.all(readers.values())
}

const pause = (ms: number, signal: AbortSignal) => sleep(ms, undefined, { signal }).catch(() => undefined)

async function shardsOf(streams: DynamoDBStreamsClient, StreamArn: string, log: (line: string) => void) {
  const shards: Shard[] = []
  try {
    let ExclusiveStartShardId: string | undefined
    do {
      const { StreamDescription } = await streams.send(
        new DescribeStreamCommand({ StreamArn, ...(ExclusiveStartShardId && { ExclusiveStartShardId }) }),
      )
      shards.push(...(StreamDescription?.Shards ?? []))
      ExclusiveStartShardId = StreamDescription?.LastEvaluatedShardId
    } while (ExclusiveStartShardId)
  } catch (error) {
    log(`Stream ${StreamArn}: ${String(error)}`)
  }
  return shards
}

/** A shard's records come before those of its children. */
const readable = (shards: readonly Shard[], { of }: Checkpoint) =>
  shards.filter(
    ({ ShardId = '', ParentShardId }) =>
      of(ShardId) !== READ_OUT &&
      (ParentShardId === undefined ||
        of(ParentShardId) === READ_OUT ||
        !shards.some((each) => each.ShardId === ParentShardId)),
  )

async function readShard(
  shardId: string,
  mapping: StreamMapping,
  { streams, checkpoint, pace, log }: StreamTriggerSurroundings,
  isDraining: () => boolean,
) {
  const { streamArn, batchSize, windowMs, patterns } = mapping
  const advance = (sequenceNumber: string) => {
    checkpoint.advance(shardId, sequenceNumber)
  }
  let iterator: string | undefined
  let lastRead = checkpoint.of(shardId)
  let batch: BatchRecord[] = []
  let opened = 0

  while (!isDraining()) {
    const isFresh = iterator === undefined
    try {
      iterator ??= await iteratorAfter(streams, streamArn, shardId, lastRead)
      const page = await streams.send(new GetRecordsCommand({ ShardIterator: iterator, Limit: PAGE }))
      const records = (page.Records ?? []).map((record) => asBatchRecord(record, streamArn))
      lastRead = records.at(-1)?.sequenceNumber ?? lastRead
      if (batch.length === 0) opened = Date.now()
      batch.push(...records.filter(({ event }) => passes(patterns, event)))

      const isOver = page.NextShardIterator === undefined
      while (batch.length >= batchSize || (batch.length > 0 && (isOver || Date.now() - opened >= windowMs))) {
        const isSettled = await seeThrough(batch.slice(0, batchSize), mapping, {
          shardId,
          streamArn,
          advance,
          isDraining,
          log,
        })
        if (!isSettled) return
        batch = batch.slice(batchSize)
      }
      // Records that did not pass the filter need no attention either.
      if (batch.length === 0 && lastRead !== undefined && lastRead !== checkpoint.of(shardId)) advance(lastRead)
      if (isOver) {
        advance(READ_OUT)
        return
      }
      iterator = page.NextShardIterator
      if (records.length > 0) pace.quicken()
      else await pace.wait(batch.length > 0 ? windowMs : Infinity)
    } catch (error) {
      iterator = undefined
      if (error instanceof ExpiredIteratorException) continue
      if (error instanceof TrimmedDataAccessException) {
        // DynamoDB Local: an iterator taken on an empty shard counts as trimmed once the first record is there. But where a
        // fresh one is refused, the stream no longer keeps what follows the checkpoint: go on with the oldest it has.
        if (isFresh) lastRead = undefined
        continue
      }
      log(`Stream ${streamArn}: ${String(error)}`)
      await sleep(1000)
    }
  }
}

async function iteratorAfter(
  streams: DynamoDBStreamsClient,
  StreamArn: string,
  ShardId: string,
  SequenceNumber: string | undefined,
) {
  const { ShardIterator } = await streams.send(
    new GetShardIteratorCommand({
      StreamArn,
      ShardId,
      ...(SequenceNumber === undefined
        ? { ShardIteratorType: 'TRIM_HORIZON' }
        : { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber }),
    }),
  )
  return ShardIterator
}

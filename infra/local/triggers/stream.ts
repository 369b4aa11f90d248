import { DescribeStreamCommand, type DynamoDBStreamsClient, type Shard } from '@aws-sdk/client-dynamodb-streams'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Checkpoint } from './checkpoint.ts'
import { READ_OUT, ShardReader, type StreamMapping, type StreamSurroundings } from './shard-reader.ts'
import type { Trigger } from './trigger.ts'

const LOOK_FOR_SHARDS_EVERY_MS = 5000

/** Hands a table's changes to a function, in order within each shard, from where the checkpoint says. */
export function startStreamTrigger(mapping: StreamMapping, surroundings: StreamSurroundings): Trigger {
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

async function readStream(mapping: StreamMapping, surroundings: StreamSurroundings, draining: AbortSignal) {
  const { streams, checkpoint, log } = surroundings
  const readers = new Map<string, Promise<void>>()
  const isDraining = () => draining.aborted
  while (!isDraining()) {
    const shards = await shardsOf(streams, mapping.streamArn, log)
    for (const { ShardId: shardId = '' } of readable(shards, checkpoint)) {
      if (readers.has(shardId)) continue
      const reader = new ShardReader(shardId, mapping, surroundings, isDraining)
      readers.set(
        shardId,
        reader.read().finally(() => readers.delete(shardId)),
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

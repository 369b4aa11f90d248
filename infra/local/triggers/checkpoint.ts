import * as z from 'zod'
import { readJson, writeJson } from '../state/files.ts'

const Kept = z.object({ streamArn: z.string(), shards: z.record(z.string(), z.string()) })

/** How far a stream has been read, shard by shard. */
export interface Checkpoint {
  /** Sequence number of the last record of the shard that needs no more attention. */
  readonly of: (shardId: string) => string | undefined
  readonly advance: (shardId: string, sequenceNumber: string) => void
}

/** @param file where to keep it; left out, it lives in memory. A checkpoint of another stream, or a spoilt one, counts for nothing. */
export function openCheckpoint(streamArn: string, file?: string): Checkpoint {
  const shards = readShards(streamArn, file)
  return {
    of: (shardId) => shards[shardId],
    advance: (shardId, sequenceNumber) => {
      shards[shardId] = sequenceNumber
      if (file !== undefined) writeJson(file, { streamArn, shards })
    },
  }
}

/** To begin again is safe, since every reader of a stream must bear repetition; to begin too late is not. */
function readShards(streamArn: string, file: string | undefined): Record<string, string> {
  try {
    const kept = Kept.safeParse(file === undefined ? undefined : readJson(file))
    return kept.success && kept.data.streamArn === streamArn ? { ...kept.data.shards } : {}
  } catch {
    return {}
  }
}

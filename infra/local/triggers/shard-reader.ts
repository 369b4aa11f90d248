import {
  ExpiredIteratorException,
  GetRecordsCommand,
  GetShardIteratorCommand,
  TrimmedDataAccessException,
  type DynamoDBStreamsClient,
} from '@aws-sdk/client-dynamodb-streams'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Checkpoint } from './checkpoint.ts'
import { passes, type Pattern } from './filter-criteria.ts'
import type { Pace } from './pace.ts'
import { asBatchRecord, seeThrough, type BatchPolicy, type BatchRecord } from './stream-batch.ts'

export interface StreamMapping extends BatchPolicy {
  readonly streamArn: string
  readonly batchSize: number
  readonly windowMs: number
  readonly patterns: readonly Pattern[]
}

export interface StreamSurroundings {
  readonly streams: DynamoDBStreamsClient
  readonly checkpoint: Checkpoint
  readonly pace: Pace
  readonly log: (line: string) => void
}

/** Marks, in the checkpoint, a shard that was read to its end. */
export const READ_OUT = 'read-out'

const PAGE = 1000

/** Reads one shard from where the checkpoint says, and sees its records through in batches. */
export class ShardReader {
  readonly #shardId: string
  readonly #mapping: StreamMapping
  readonly #surroundings: StreamSurroundings
  readonly #isDraining: () => boolean
  #iterator: string | undefined
  /** Sequence number of the last record read, settled or not. */
  #lastRead: string | undefined
  #batch: BatchRecord[] = []
  #batchOpenedAt = 0

  constructor(shardId: string, mapping: StreamMapping, surroundings: StreamSurroundings, isDraining: () => boolean) {
    this.#shardId = shardId
    this.#mapping = mapping
    this.#surroundings = surroundings
    this.#isDraining = isDraining
    this.#lastRead = surroundings.checkpoint.of(shardId)
  }

  /** Resolves when the shard is read out, or the system drains. */
  async read(): Promise<void> {
    let isOver = false
    while (!isOver && !this.#isDraining()) {
      const isFresh = this.#iterator === undefined
      try {
        isOver = await this.#readPage()
        const isSettled = await this.#deliver(isOver)
        if (isOver && isSettled) this.#advance(READ_OUT)
      } catch (error) {
        isOver = false
        await this.#recover(error, isFresh)
      }
    }
  }

  /** @returns whether it was the shard's last */
  async #readPage(): Promise<boolean> {
    const { streams, pace } = this.#surroundings
    const { streamArn, patterns, windowMs } = this.#mapping
    this.#iterator ??= await this.#freshIterator()
    const page = await streams.send(new GetRecordsCommand({ ShardIterator: this.#iterator, Limit: PAGE }))
    this.#iterator = page.NextShardIterator
    const records = (page.Records ?? []).map((record) => asBatchRecord(record, streamArn))
    this.#lastRead = records.at(-1)?.sequenceNumber ?? this.#lastRead
    if (this.#batch.length === 0) this.#batchOpenedAt = Date.now()
    this.#batch.push(...records.filter(({ event }) => passes(patterns, event)))
    const isOver = page.NextShardIterator === undefined
    if (records.length > 0) pace.quicken()
    else if (!isOver) await pace.wait(this.#batch.length > 0 ? windowMs : Infinity)
    return isOver
  }

  /** @returns whether all that is due was settled; not so when the system drains in the middle of it */
  async #deliver(isOver: boolean): Promise<boolean> {
    const { streamArn, batchSize } = this.#mapping
    while (this.#isDue(isOver)) {
      const isSettled = await seeThrough(this.#batch.slice(0, batchSize), this.#mapping, {
        shardId: this.#shardId,
        streamArn,
        advance: (sequenceNumber) => {
          this.#advance(sequenceNumber)
        },
        isDraining: this.#isDraining,
        log: this.#surroundings.log,
      })
      if (!isSettled) return false
      this.#batch = this.#batch.slice(batchSize)
    }
    // Records that did not pass the filter need no attention either.
    if (this.#batch.length === 0 && this.#lastRead !== undefined) this.#advance(this.#lastRead)
    return true
  }

  #isDue(isOver: boolean): boolean {
    const { batchSize, windowMs } = this.#mapping
    if (this.#batch.length === 0) return false
    return isOver || this.#batch.length >= batchSize || Date.now() - this.#batchOpenedAt >= windowMs
  }

  #advance(sequenceNumber: string) {
    const { checkpoint } = this.#surroundings
    if (checkpoint.of(this.#shardId) !== sequenceNumber) checkpoint.advance(this.#shardId, sequenceNumber)
  }

  async #recover(error: unknown, isFresh: boolean) {
    this.#iterator = undefined
    if (error instanceof ExpiredIteratorException) return
    if (error instanceof TrimmedDataAccessException) {
      // DynamoDB Local: an iterator taken on an empty shard counts as trimmed once the first record is there. But where a
      // fresh one is refused, the stream no longer keeps what follows the checkpoint: go on with the oldest it has.
      if (isFresh) this.#lastRead = undefined
      return
    }
    this.#surroundings.log(`Stream ${this.#mapping.streamArn}: ${String(error)}`)
    await sleep(1000)
  }

  async #freshIterator(): Promise<string | undefined> {
    const { ShardIterator } = await this.#surroundings.streams.send(
      new GetShardIteratorCommand({
        StreamArn: this.#mapping.streamArn,
        ShardId: this.#shardId,
        ...(this.#lastRead === undefined
          ? { ShardIteratorType: 'TRIM_HORIZON' }
          : { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: this.#lastRead }),
      }),
    )
    return ShardIterator
  }
}

import type { DynamoDBStreamEvent } from 'aws-lambda'
import type { ItemKey } from '../../../schemas/event-key.ts'
import type { Ran, World } from './world.ts'

/** Answers the position of the first record that has to come again; `undefined` where all went through. */
export type StreamFunction = (records: readonly StreamRecord[]) => Promise<Ran<number | undefined>>

export interface StreamRecord {
  readonly key: ItemKey
  readonly sequenceNumber: string
}

const BATCH = 10
/** The real mapping tries thirty times; giving up has to be seen to happen. */
const MOST_ATTEMPTS = 6
const LONGEST_BACKOFF = 60_000

/**
 * The stream of the table's new events, and the poller that hands them to a function: in order, from where the checkpoint stands, in
 * batches that are halved when they fail and set aside when they fail too often. It may begin again earlier, or find records gone.
 */
export class Stream {
  readonly #world: World
  readonly #hears: StreamFunction
  readonly #records: StreamRecord[] = []
  #position = 0
  #attempts = 0
  #size = BATCH
  #isPolling = false
  /** Records that were set aside after too many attempts. */
  givenUp = 0

  constructor(world: World, hears: StreamFunction) {
    this.#world = world
    this.#hears = hears
  }

  take(keys: readonly ItemKey[]): void {
    const { timeline, faults, chance } = this.#world
    for (const key of keys)
      timeline.after(faults.strikes('stream-reordered') ? chance.between(10, 2000) : 10, () => {
        this.#records.push({ key, sequenceNumber: String(this.#records.length + 1).padStart(21, '0') })
        this.#pollSoon(chance.between(1, 100))
      })
  }

  isReadOut(): boolean {
    return this.#position >= this.#records.length && !this.#isPolling
  }

  #pollSoon(ms: number) {
    if (this.#isPolling) return
    this.#isPolling = true
    this.#world.timeline.after(ms, () => void this.#poll())
  }

  async #poll() {
    const { faults, chance } = this.#world
    if (faults.strikes('stream-repeated')) this.#position = Math.max(0, this.#position - chance.between(1, 10))
    if (faults.strikes('stream-trimmed'))
      this.#position = Math.min(this.#records.length, this.#position + chance.between(1, 3))
    const batch = this.#records.slice(this.#position, this.#position + this.#size)
    const pause = batch.length > 0 ? this.#after(batch, await this.#hears(batch)) : 0
    this.#isPolling = false
    if (this.#position < this.#records.length) this.#pollSoon(pause)
  }

  /** Moves on as far as the batch went; answers how long to wait. */
  #after(batch: readonly StreamRecord[], ran: Ran<number | undefined>): number {
    const settled = ran.ok ? (ran.value ?? batch.length) : 0
    this.#position += settled
    if (settled === batch.length) {
      this.#begin()
      return 1
    }
    if (settled > 0) this.#attempts = 0
    this.#attempts += 1
    this.#size = Math.max(1, Math.ceil((batch.length - settled) / 2))
    if (this.#attempts <= MOST_ATTEMPTS) return Math.min(LONGEST_BACKOFF, 100 * 2 ** this.#attempts)
    this.#world.tell(() => `The stream's poller sets ${this.#size} records aside`)
    this.givenUp += this.#size
    this.#position += this.#size
    this.#begin()
    return 1
  }

  #begin() {
    this.#attempts = 0
    this.#size = BATCH
  }
}

/** As Lambda hands it over. */
export const streamEvent = (records: readonly StreamRecord[]) =>
  ({
    Records: records.map(({ key: { pk, sk }, sequenceNumber }) => ({
      eventName: 'INSERT',
      dynamodb: { SequenceNumber: sequenceNumber, Keys: { pk: { S: pk }, sk: { S: sk } } },
    })),
  }) as DynamoDBStreamEvent

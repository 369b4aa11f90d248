import type { SQSEvent } from 'aws-lambda'
import type { Ran, World } from './world.ts'

/** Acts on a batch; answers the ids of the messages that failed. */
export type QueueFunction = (messages: readonly Message[]) => Promise<Ran<readonly string[]>>

export interface Message {
  readonly id: string
  readonly body: string
}

interface Waiting extends Message {
  receives: number
  visibleAt: number
}

const BATCH = 10
const VISIBILITY = 120_000
const MOST_RECEIVES = 3

/** A queue with its dead letters, and the poller that hands its messages to a function. It brings each at least once, in any order. */
export class Queue {
  readonly name: string
  readonly #world: World
  readonly #hears: QueueFunction
  readonly #waiting = new Map<string, Waiting>()
  #count = 0
  readonly deadLetters: Message[] = []

  constructor(name: string, world: World, hears: QueueFunction) {
    this.name = name
    this.#world = world
    this.#hears = hears
  }

  isEmpty(): boolean {
    return this.#waiting.size === 0
  }

  send(body: string): void {
    this.#count += 1
    const id = `${this.name}-${this.#count}`
    this.#waiting.set(id, { id, body, receives: 0, visibleAt: this.#world.timeline.now })
    this.#pollIn(this.#world.hop())
  }

  /** Puts the dead letters back, as an operator does. */
  redrive(isWanted: (message: Message) => boolean): void {
    const letters = this.deadLetters.splice(0)
    for (const letter of letters)
      if (isWanted(letter)) this.send(letter.body)
      else this.deadLetters.push(letter)
  }

  #pollIn(ms: number) {
    this.#world.timeline.after(ms, () => void this.#poll())
  }

  async #poll() {
    const batch = this.#receive()
    if (batch.length === 0) return
    const ran = await this.#hears(batch)
    for (const { id } of batch) {
      const isDone = ran.ok && !ran.value.includes(id)
      if (isDone && !this.#world.faults.strikes('not-deleted')) this.#waiting.delete(id)
      else this.#comeAgain(id)
    }
  }

  /** What can be seen now is hidden from others for a while; what has come too often is set aside. */
  #receive(): Message[] {
    const { timeline, faults } = this.#world
    const visible = [...this.#waiting.values()].filter(({ visibleAt }) => visibleAt <= timeline.now).slice(0, BATCH)
    return visible.flatMap((message) => {
      message.receives += 1
      if (message.receives > MOST_RECEIVES) {
        this.#waiting.delete(message.id)
        this.deadLetters.push(message)
        this.#world.tell(() => `${message.id} becomes a dead letter`)
        return []
      }
      message.visibleAt = timeline.now + VISIBILITY
      if (faults.strikes('handed-out-twice')) {
        message.visibleAt = timeline.now
        this.#pollIn(this.#world.hop())
      }
      return [{ id: message.id, body: message.body }]
    })
  }

  #comeAgain(id: string) {
    const message = this.#waiting.get(id)
    if (message) this.#pollIn(message.visibleAt - this.#world.timeline.now)
  }
}

/** As Lambda hands it over. */
export const queueEvent = (messages: readonly Message[]) =>
  ({ Records: messages.map(({ id, body }) => ({ messageId: id, body, eventSource: 'aws:sqs' })) }) as SQSEvent

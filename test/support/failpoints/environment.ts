import { Readable } from 'node:stream'
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import type { SNSClient } from '@aws-sdk/client-sns'
import { MODES, type Mishap, type Mode, type ModeName } from './modes.ts'
import type { Topic } from './topic.ts'
import {
  brokenConnection,
  halved,
  inConflict,
  json,
  textOf,
  throttled,
  type Silence,
  type WireAnswer,
  type WireRequest,
} from './wire.ts'

export interface Fault {
  /** Number of the call, from nought. */
  readonly at: number
  readonly mode: ModeName
}

/** A call of the SDK: by whom, and which command. */
export interface SdkCall {
  readonly by: string
  readonly command: string
}

/** Counts the calls of the SDK one after another, and faults the one that it is told to. */
export class Failpoint {
  readonly calls: SdkCall[] = []
  readonly #fault: Fault | undefined
  #isOver = false

  constructor(fault?: Fault) {
    this.#fault = fault
  }

  next(call: SdkCall): Mode | undefined {
    if (this.#isOver) return undefined
    this.calls.push(call)
    return this.#fault?.at === this.calls.length - 1 ? MODES[this.#fault.mode] : undefined
  }

  /** From now on calls work, and are not counted. */
  end(): void {
    this.#isOver = true
  }
}

interface Underway {
  readonly mode: Mode | undefined
  attempts: number
}

type Clients = { readonly dynamo: DynamoDBClient } | { readonly sns: SNSClient; readonly topic: Topic }

/**
 * One run of a function, with clients of its own, which may end at any call. Middleware counts its calls where they begin, and lets
 * mishaps befall each attempt next to the wire: inside the SDK's retries, and where its answer is still to be read.
 */
export class Environment {
  readonly #by: string
  readonly #failpoint: Failpoint
  readonly #silence: Silence
  readonly #underway = new WeakMap<object, Underway>()
  readonly #onTheWire = new Set<Promise<unknown>>()
  readonly #written: (body: string) => void
  readonly #lasting = new Map<string, Mode>()
  readonly #end = Promise.withResolvers<undefined>()
  #hasEnded = false

  /** @param written told of each transaction that was written */
  constructor(by: string, failpoint: Failpoint, silence: Silence, written: (body: string) => void) {
    this.#by = by
    this.#failpoint = failpoint
    this.#silence = silence
    this.#written = written
  }

  /** When it was ended as it stood. */
  get ended(): Promise<undefined> {
    return this.#end.promise
  }

  /** What is still under way over the wire comes about, whoever asked for it. */
  async calm(): Promise<void> {
    await Promise.allSettled(this.#onTheWire)
  }

  strikeAt(clients: Clients): void {
    const client = 'dynamo' in clients ? clients.dynamo : clients.sns
    const topic = 'topic' in clients ? clients.topic : undefined
    // The two clients differ in their commands alone.
    const { middlewareStack } = client as DynamoDBClient
    middlewareStack.add(
      (next, context) => (args) => {
        if (this.#hasEnded) return never()
        const command = context.commandName ?? ''
        const mode = this.#lasting.get(command) ?? this.#failpoint.next({ by: this.#by, command })
        if (mode?.isLasting) this.#lasting.set(command, mode)
        this.#underway.set(context, { mode, attempts: 0 })
        return next(args)
      },
      { step: 'initialize', priority: 'high' },
    )
    middlewareStack.add(
      (next, context) => async (args) => {
        if (this.#hasEnded) return never()
        const underway = this.#underway.get(context)
        const mishap = underway?.mode?.meets(underway.attempts)
        if (underway) underway.attempts += 1
        const request = args.request as WireRequest
        const send = async (one: WireRequest): Promise<WireAnswer> => {
          if (topic) return topic.answer(one, mishap === 'partly')
          const { response } = await next({ ...args, request: one })
          const answer = response as WireAnswer
          if (answer.statusCode === 200 && context.commandName === 'TransactWriteItemsCommand')
            this.#written(textOf(one))
          return answer
        }
        return { response: await this.#meet(mishap, request, send, topic !== undefined) }
      },
      { step: 'deserialize', priority: 'low' },
    )
  }

  async #meet(
    mishap: Mishap | undefined,
    request: WireRequest,
    send: (request: WireRequest) => Promise<WireAnswer>,
    isTopic: boolean,
  ): Promise<WireAnswer> {
    const done = () => this.#tracked(send(request))
    switch (mishap) {
      case undefined:
        return done()
      case 'unsent':
        throw brokenConnection()
      case 'lost':
        drop(await done())
        throw brokenConnection()
      case 'throttled':
        return throttled(isTopic)
      case 'conflict':
        return inConflict(request)
      case 'unheard':
        return this.#silence.hang(request)
      case 'unanswered':
        drop(await done())
        return this.#silence.hang(request)
      case 'ended':
        return this.#endNow()
      case 'ended after':
        drop(await done())
        return this.#endNow()
      case 'partly': {
        if (isTopic) return done()
        const { first, UnprocessedItems } = halved(request)
        drop(await this.#tracked(send(first)))
        return json(200, { UnprocessedItems })
      }
    }
  }

  #tracked<T>(call: Promise<T>): Promise<T> {
    this.#onTheWire.add(call)
    const isOver = () => void this.#onTheWire.delete(call)
    call.then(isOver, isOver)
    return call
  }

  #endNow(): Promise<never> {
    this.#hasEnded = true
    this.#end.resolve(undefined)
    return never()
  }
}

/** An answer that nobody reads must not keep its connection. */
const drop = ({ body }: WireAnswer) => {
  if (body instanceof Readable) body.resume()
}

/** Nothing catches this: it is as if nobody were there any more. */
const never = () => new Promise<never>(() => undefined)

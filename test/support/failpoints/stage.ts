import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { SNSClient } from '@aws-sdk/client-sns'
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import type { Context } from 'aws-lambda'
import { addHours, type Instant } from '../../../domain/calendar/instant.ts'
import type { Person } from '../../../domain/access/access.ts'
import { alert } from '../../../functions/alert/alert.ts'
import type { CaptureDeps } from '../../../functions/capture/notify.ts'
import { categorise } from '../../../functions/categorise/categorise.ts'
import { reconcile } from '../../../functions/reconcile/reconcile.ts'
import { relay } from '../../../functions/relay/relay.ts'
import { route } from '../../../functions/route/route.ts'
import { clientPatience } from '../../../functions/shared/adapters/client-patience.ts'
import { DynamoCaseRepository } from '../../../functions/shared/adapters/dynamodb/case-repository.ts'
import { documentClient } from '../../../functions/shared/adapters/dynamodb/document-client.ts'
import { DynamoDraftStore } from '../../../functions/shared/adapters/dynamodb/draft-store.ts'
import { DynamoHashedRows } from '../../../functions/shared/adapters/dynamodb/hashed-rows.ts'
import { DynamoMeetings } from '../../../functions/shared/adapters/dynamodb/meetings.ts'
import { DynamoQueueReader } from '../../../functions/shared/adapters/dynamodb/queue-reader.ts'
import { DynamoReleaseStore } from '../../../functions/shared/adapters/dynamodb/release-store.ts'
import { identityHash } from '../../../functions/shared/adapters/keyed-hash.ts'
import { InMemoryPostcodeDirectory } from '../../../functions/shared/adapters/memory/postcode-directory.ts'
import { SnsAlertSender } from '../../../functions/shared/adapters/sns/alert-sender.ts'
import { SnsEventPublisher } from '../../../functions/shared/adapters/sns/event-publisher.ts'
import { eachLed } from '../../../functions/shared/identity-keys.ts'
import { isTemporary } from '../../../functions/shared/runtime/fate.ts'
import type { PublicRoutes, Routes } from '../../../functions/shared/runtime/http.ts'
import { queueConsumer } from '../../../functions/shared/runtime/queue-consumer.ts'
import { streamConsumer } from '../../../functions/shared/runtime/stream-consumer.ts'
import type { Alert } from '../../../schemas/alert.ts'
import { eventsHeardBy, type ThinEvent } from '../../../schemas/case-events.ts'
import { EVENT_KEY_PREFIX, type ItemKey } from '../../../schemas/event-key.ts'
import type { KeyNumbers } from '../../../schemas/identity-key-rotation.ts'
import type { NotificationInput } from '../../../schemas/notification/notification.ts'
import type { Reference } from '../../../schemas/reference.ts'
import { call, callPublic, type Answer, type Call } from '../http.ts'
import { aMeter, hash, silentLog } from '../pipeline.ts'
import { queueEvent } from '../simulation/queue.ts'
import { streamEvent } from '../simulation/stream.ts'
import type { Failpoint } from './environment.ts'
import { Environment } from './environment.ts'
import { inWords } from './tables.ts'
import { Topic } from './topic.ts'
import type { Silence } from './wire.ts'

export type TableName = 'cases' | 'statistics' | 'drafts' | 'directory'

/** What every run of the functions on one engine shares. */
export interface Engine {
  /** Faults never strike it. */
  readonly plain: DynamoDBClient
  readonly documents: DynamoDBDocumentClient
  readonly tables: Readonly<Record<TableName, string>>
  readonly silence: Silence
}

/** The real adapters, on a client of their own. */
export interface Adapters {
  readonly documents: DynamoDBDocumentClient
  readonly cases: DynamoCaseRepository
  readonly queues: DynamoQueueReader
  readonly meetings: DynamoMeetings
  readonly hashedRows: DynamoHashedRows
  readonly releases: DynamoReleaseStore
  readonly drafts: DynamoDraftStore
  readonly events: SnsEventPublisher
  readonly alerts: SnsAlertSender
}

/** Something put wrong on purpose. */
export interface Wrong {
  readonly client?: (client: DynamoDBClient) => void
  readonly adapters?: (sound: Adapters) => Adapters
}

/** Somebody's request, what they were answered, and what they are answered when they ask the same again. */
export interface Asked {
  readonly by: string
  readonly tries: number
  readonly first: string
  readonly again: string
}

/** All that is so besides what stands in tables: it can be copied, and put back. */
export interface Standing {
  now: Instant
  keys: KeyNumbers
  /** What the stream has still to hand over, and what it has seen. */
  waiting: ItemKey[]
  seen: string[]
  messages: { readonly queue: QueueName; readonly event: ThinEvent }[]
  alerts: Alert[]
  acknowledged: Acknowledged[]
  amended: { readonly reference: Reference; readonly key: string }[]
  recorded: { readonly reference: Reference; readonly key: string }[]
  /** What later steps name, by what they call it. */
  named: Record<string, string>
}

export interface Acknowledged {
  readonly person: Person
  readonly key: string
  readonly json: NotificationInput
  readonly reference: Reference
}

const QUEUES = ['categorise', 'route', 'alert'] as const
type QueueName = (typeof QUEUES)[number]

export const nothingYet = (): Standing => ({
  ...{ now: '2026-11-20T03:00:00.000Z' as Instant, keys: [1], waiting: [], seen: [], messages: [], alerts: [] },
  ...{ acknowledged: [], amended: [], recorded: [], named: {} },
})

type Ran<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault?: unknown }

/** As often somebody asks, or a message comes, until it is taken for one that never will. */
const PATIENCE = 6
const SECOND = 1 / 3600
const directory = new InMemoryPostcodeDirectory()
/** Without a time limit: what ends a function is told call by call. */
const context = { awsRequestId: 'failpoints', functionName: 'failpoints', memoryLimitInMB: '512' } as Context

/** The functions with their real runtime, adapters and SDK clients, on a real table; the stream, the topic and the queues stand by. */
export class Stage {
  readonly engine: Engine
  readonly failpoint: Failpoint
  standing: Standing
  readonly asked: Asked[] = []
  /** What no fault may ever lead to, in words. */
  readonly wrong: string[] = []
  readonly #defect: Wrong
  readonly #again: (() => Promise<void>)[] = []

  constructor(engine: Engine, standing: Standing, failpoint: Failpoint, defect: Wrong = {}) {
    this.engine = engine
    this.standing = standing
    this.failpoint = failpoint
    this.#defect = defect
  }

  depsOf({ cases }: Pick<Adapters, 'cases'>): CaptureDeps {
    const identities = identityHash(
      eachLed(this.standing.keys, (number) => ({ number, secret: `${number}`.repeat(32) })),
    )
    return { ...{ cases, directory, hash, identities }, meter: aMeter(), now: () => this.standing.now }
  }

  /** Runs a function once, on clients of its own, a second after whatever was before. It may end as it stands. */
  async run<T>(by: string, act: (adapters: Adapters) => Promise<T>): Promise<Ran<T>> {
    this.lapse(SECOND)
    const environment = new Environment(by, this.failpoint, this.engine.silence, (body) => {
      this.#streamed(body)
    })
    const adapters = this.#adaptersIn(environment)
    const ran = act(adapters).then(
      (value) => ({ ok: true, value }) as const,
      (fault: unknown) => ({ ok: false, fault }) as const,
    )
    const how = await Promise.race([ran, environment.ended.then(() => ({ ok: false }) as const)])
    await environment.calm()
    return how
  }

  /** Lets a function be run again until it comes through, as a schedule does. */
  async runs<T>(by: string, act: (adapters: Adapters) => Promise<T>): Promise<T> {
    for (let tries = 1; tries <= PATIENCE; tries++) {
      const ran = await this.run(by, act)
      if (ran.ok) return ran.value
      if (ran.fault !== undefined && !isTemporary(ran.fault))
        this.wrong.push(`${by} failed: ${inWordsOfFault(ran.fault)}`)
    }
    throw new Error(`${by} never comes through.`)
  }

  /**
   * Somebody asks over HTTP, under one key, until they are answered something other than "try again". At the end of the step they ask
   * the same once more.
   */
  async ask(by: string, routesOf: (adapters: Adapters) => Routes, route: string, how: Call): Promise<Answer> {
    return this.#ask(by, (adapters) => call(routesOf(adapters), route, how))
  }

  async askPublicly(by: string, routesOf: (adapters: Adapters) => PublicRoutes, route: string, how: Call) {
    return this.#ask(by, (adapters) => callPublic(routesOf(adapters), route, how))
  }

  async #ask(by: string, act: (adapters: Adapters) => Promise<Answer>): Promise<Answer> {
    const [answer, tries] = await this.#answered(by, act)
    const first = said(answer)
    this.#again.push(async () => {
      const [again] = await this.#answered(by, act)
      this.asked.push({ by, tries, first, again: said(again) })
    })
    return answer
  }

  async #answered(by: string, act: (adapters: Adapters) => Promise<Answer>): Promise<readonly [Answer, number]> {
    for (let tries = 1; tries <= PATIENCE; tries++) {
      const ran = await this.run(by, act)
      if (!ran.ok) {
        if (ran.fault !== undefined) throw new Error(`${by} fails.`, { cause: ran.fault })
        continue
      }
      if (ran.value.status === 503) continue
      if (ran.value.status >= 500) this.wrong.push(`${by} was answered ${ran.value.status}`)
      return [ran.value, tries]
    }
    throw new Error(`${by} is never answered.`)
  }

  /** Everybody who asked something asks the same again. */
  async askAgain(): Promise<void> {
    for (const again of this.#again) await again()
  }

  lapse(hours: number): void {
    this.standing.now = addHours(this.standing.now, hours)
  }

  /** Hands over what the stream and the queues have, until nothing is left. */
  async settle(): Promise<void> {
    for (let rounds = 0; this.#isBusy(); rounds++) {
      if (rounds > 100) throw new Error('Something never comes through.')
      await this.#relay()
      const [message, ...others] = this.standing.messages
      if (!message) continue
      this.standing.messages = others
      if (!(await this.#isTaken(message))) this.standing.messages.unshift(message)
    }
  }

  /** What has stood still for a while is sent round again. */
  async reconcile(): Promise<void> {
    this.lapse(0.1)
    await this.runs('reconcile', ({ queues, events }) =>
      reconcile({
        ...{ cases: queues, publisher: events, log: silentLog, meter: aMeter() },
        ...{ now: () => this.standing.now, patienceSeconds: 120 },
      }),
    )
  }

  #isBusy = () => this.standing.waiting.length + this.standing.messages.length > 0

  async #relay(): Promise<void> {
    const records = this.standing.waiting.map((key, position) => ({ key, sequenceNumber: String(position + 1) }))
    if (records.length === 0) return
    const ran = await this.run('relay', ({ events }) =>
      streamConsumer((keys) => relay(keys, events))(streamEvent(records), context),
    )
    if (!ran.ok) return
    const [failed] = ran.value.batchItemFailures
    const through = failed ? Number(failed.itemIdentifier) - 1 : records.length
    this.standing.waiting = this.standing.waiting.slice(through)
  }

  async #isTaken({ queue, event }: Standing['messages'][number]): Promise<boolean> {
    const ran = await this.run(queue, (adapters) => {
      const deps = this.depsOf(adapters)
      const acts = {
        categorise: (reference: Reference) => categorise(reference, deps),
        route: (reference: Reference) => route(reference, deps),
        alert: (reference: Reference) => alert(reference, event.data.sequence, { ...deps, alerts: adapters.alerts }),
      }
      const message = { id: event.id, body: JSON.stringify(event) }
      return queueConsumer(acts[queue])(queueEvent([message]), context)
    })
    return ran.ok && ran.value.batchItemFailures.length === 0
  }

  #adaptersIn(environment: Environment): Adapters {
    const { plain, tables } = this.engine
    const dynamo = new DynamoDBClient({
      ...clientPatience,
      ...{ endpoint: process.env['DYNAMODB_ENDPOINT']!, region: 'eu-west-2', credentials: CREDENTIALS },
      // Connections are kept from one run to the next.
      requestHandler: plain.config.requestHandler,
    })
    const sns = new SNSClient({ ...clientPatience, region: 'eu-west-2', credentials: CREDENTIALS })
    environment.strikeAt({ dynamo })
    environment.strikeAt({
      sns,
      topic: new Topic((published) => {
        if ('alert' in published) this.standing.alerts.push(published.alert)
        else this.#bring(published.event)
      }),
    })
    this.#defect.client?.(dynamo)
    const documents = documentClient(dynamo)
    const sound = adaptersOn(documents, sns, tables)
    return this.#defect.adapters?.(sound) ?? sound
  }

  #bring(event: ThinEvent) {
    for (const queue of QUEUES)
      if (eventsHeardBy(queue).includes(event.data.eventType)) this.standing.messages.push({ queue, event })
  }

  /** The stream has each new event once, whoever wrote it. */
  #streamed(body: string) {
    const { TransactItems } = JSON.parse(body) as { readonly TransactItems: readonly WrittenItem[] }
    for (const { Put } of TransactItems) {
      const [pk, sk] = [Put?.Item.pk.S ?? '', Put?.Item.sk.S ?? '']
      const key = `${pk} ${sk}`
      if (!sk.startsWith(EVENT_KEY_PREFIX) || this.standing.seen.includes(key)) continue
      this.standing.seen.push(key)
      this.standing.waiting.push({ pk, sk })
    }
  }
}

interface WrittenItem {
  readonly Put?: { readonly Item: { readonly pk: { readonly S: string }; readonly sk: { readonly S: string } } }
}

const CREDENTIALS = { accessKeyId: 'local', secretAccessKey: 'local' }

export const adaptersOn = (documents: DynamoDBDocumentClient, sns: SNSClient, tables: Engine['tables']): Adapters => ({
  documents,
  cases: new DynamoCaseRepository(documents, tables.cases),
  queues: new DynamoQueueReader(documents, tables.cases),
  meetings: new DynamoMeetings(documents, tables.cases),
  hashedRows: new DynamoHashedRows(documents, tables.cases),
  releases: new DynamoReleaseStore(documents, tables.statistics),
  drafts: new DynamoDraftStore(documents, tables.drafts),
  events: new SnsEventPublisher(sns, 'case-events'),
  alerts: new SnsAlertSender(sns, 'alerts'),
})

const inWordsOfFault = (fault: unknown) => (fault instanceof Error ? `${fault.name}: ${fault.message}` : 'something')

const said = ({ status, body }: Answer) => inWords([status, body])

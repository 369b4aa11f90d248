import type { Context } from 'aws-lambda'
import { awaited, type Case } from '../../../domain/case/case.ts'
import { chaseTimeOfCase } from '../../../domain/case/clocks.ts'
import { epochOf } from '../../../domain/calendar/instant.ts'
import { alert } from '../../../functions/alert/alert.ts'
import { categorise } from '../../../functions/categorise/categorise.ts'
import type { CaptureDeps } from '../../../functions/capture/notify.ts'
import { chaseDeadlines } from '../../../functions/chase-deadlines/chase-deadlines.ts'
import { reconcile } from '../../../functions/reconcile/reconcile.ts'
import { relay } from '../../../functions/relay/relay.ts'
import { route } from '../../../functions/route/route.ts'
import { InMemoryPostcodeDirectory } from '../../../functions/shared/adapters/memory/postcode-directory.ts'
import { queueConsumer } from '../../../functions/shared/runtime/queue-consumer.ts'
import { streamConsumer } from '../../../functions/shared/runtime/stream-consumer.ts'
import type { WorkDeps } from '../../../functions/work-case/work-case.ts'
import type { Alert } from '../../../schemas/alert.ts'
import { ThinEventSchema, type ThinEvent } from '../../../schemas/case-events.ts'
import type { Reference } from '../../../schemas/reference.ts'
import { aMeter, silentLog, WORK } from '../pipeline.ts'
import type { Collaborators } from './collaborators.ts'
import { Queue, queueEvent, type QueueFunction } from './queue.ts'
import { Stream, streamEvent, type StreamFunction } from './stream.ts'
import { SimulatedTable } from './table.ts'
import { alertSenderFor, Topic } from './topics.ts'
import type { Execution, World } from './world.ts'

const MINUTE = 60_000
/** Milliseconds before its end in which a run begins nothing new. */
const TO_FINISH = 10_000
const QUIET = { meter: aMeter(), log: silentLog }
const directory = new InMemoryPostcodeDirectory()

/** The real use cases and the real runtime around them, on a simulated table, stream, topics and queues. */
export class SimulatedService {
  readonly world: World
  readonly table: SimulatedTable
  readonly queues: readonly Queue[]
  /** Alerts that reached their topic. */
  readonly sent: Alert[] = []
  readonly #with: Collaborators
  readonly #stream: Stream
  readonly #topic: Topic
  #reconcilesAt: number | undefined
  #chasesAt: number | undefined

  constructor(world: World, collaborators: Collaborators) {
    this.world = world
    this.#with = collaborators
    this.#stream = new Stream(world, this.#relay)
    this.table = new SimulatedTable(world, this.#stream, collaborators, () => {
      this.#planRuns()
    })
    this.queues = [
      new Queue(
        'categorise',
        world,
        this.#consumer('categorise', (reference, execution) => categorise(reference, this.depsFor(execution))),
      ),
      new Queue(
        'route',
        world,
        this.#consumer('route', (reference, execution) => route(reference, this.depsFor(execution))),
      ),
      new Queue(
        'alert',
        world,
        this.#consumer('alert', (reference, execution, { data }) => {
          const alerts = this.#with.alerts(alertSenderFor(execution, this.sent))
          return alert(reference, data.sequence, { ...this.depsFor(execution), alerts })
        }),
      ),
    ]
    this.#topic = new Topic(world, this.queues)
  }

  get hash() {
    return this.#with.hash
  }

  depsFor(execution: Execution): CaptureDeps {
    const { hash, keys } = this.#with
    const identities = keys.identitiesFor(execution, this.world)
    return {
      cases: this.table.casesFor(execution),
      directory,
      hash,
      identities,
      meter: QUIET.meter,
      now: execution.now,
    }
  }

  workDepsFor(execution: Execution): WorkDeps {
    return { ...this.depsFor(execution), meetings: this.table.store.meetings, ...WORK }
  }

  rowsFor = (execution: Execution) => this.#with.rows(this.table.rowsFor(execution))

  /** Puts dead letters back that are events: of the others nothing can come. */
  redrive(): void {
    for (const queue of this.queues) queue.redrive(({ body }) => isEvent(body))
  }

  /** Nothing is on its way, no case waits for a step, and no clock for the sweep. */
  isQuiet(): boolean {
    const isIdle = (queue: Queue) => queue.isEmpty() && !queue.deadLetters.some(({ body }) => isEvent(body))
    const isDue = (known: Case) => (chaseTimeOfCase(known) ?? this.world.now) < this.world.now
    const isAnyDue = this.table.cases().some(isDue)
    return this.#stream.isReadOut() && this.queues.every(isIdle) && !this.#isAnyAwaited() && !isAnyDue
  }

  #isAnyAwaited = () => this.table.cases().some((known) => awaited(known) !== undefined)

  readonly #relay: StreamFunction = async (records) => {
    const ran = await this.world.run('relay', (execution) =>
      streamConsumer((keys) => relay(keys, this.#with.relayed(this.#topic.publisherFor(execution))))(
        streamEvent(records),
        context,
      ),
    )
    if (!ran.ok) return ran
    const [failed] = ran.value.batchItemFailures
    const position = records.findIndex(({ sequenceNumber }) => sequenceNumber === failed?.itemIdentifier)
    return { ok: true, value: position === -1 ? undefined : position }
  }

  #consumer(
    name: string,
    act: (reference: Reference, execution: Execution, event: ThinEvent) => Promise<unknown>,
  ): QueueFunction {
    return async (messages) => {
      const ran = await this.world.run(name, (execution) =>
        this.#with.consumer(queueConsumer((reference, event) => act(reference, execution, event)))(
          queueEvent(messages),
          context,
        ),
      )
      return ran.ok ? { ok: true, value: ran.value.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier) } : ran
    }
  }

  /**
   * The schedules, run by run. A run that would find nothing to do is left out, since it does nothing: so that weeks pass in no time.
   */
  #planRuns() {
    if (this.#reconcilesAt === undefined && this.#isAnyAwaited())
      this.#reconcilesAt = this.#planned(MINUTE, this.#reconcile)
    const due = this.table
      .cases()
      .flatMap((known) => chaseTimeOfCase(known) ?? [])
      .sort()[0]
    if (due === undefined) return
    const at = Math.max(epochOf(due), this.world.timeline.now) + this.world.chance.between(1, 5 * MINUTE)
    if (this.#chasesAt !== undefined && this.#chasesAt <= at) return
    this.#chasesAt = this.#planned(at - this.world.timeline.now, this.#chase)
  }

  #planned(ms: number, run: (at: number) => Promise<void>): number {
    const at = this.world.timeline.now + ms
    this.world.timeline.after(ms, () => void run(at))
    return at
  }

  readonly #reconcile = async () => {
    if (this.#with.reconciles && !this.world.faults.strikes('run-left-out'))
      await this.world.run('reconcile', (execution) =>
        reconcile({
          ...QUIET,
          cases: this.table.indexesFor(execution),
          publisher: this.#topic.publisherFor(execution),
          now: execution.now,
          patienceSeconds: 120,
        }),
      )
    this.#reconcilesAt = undefined
    this.#planRuns()
  }

  readonly #chase = async (at: number) => {
    if (this.#chasesAt !== at) return
    if (!this.world.faults.strikes('run-left-out'))
      await this.world.run('chase-deadlines', (execution) =>
        chaseDeadlines({
          ...this.depsFor(execution),
          ...QUIET,
          toChase: this.#with.toChase(this.table.indexesFor(execution)),
          formerRuleSets: [],
          isTimeUp: () => execution.millisecondsLeft() < TO_FINISH,
        }),
      )
    this.#chasesAt = undefined
    this.#planRuns()
  }
}

export function isEvent(body: string): boolean {
  try {
    return ThinEventSchema.safeParse(JSON.parse(body)).success
  } catch {
    return false
  }
}

/** Without a time limit: middy would watch it by the machine's own clock. */
const context = { awsRequestId: 'simulated', functionName: 'simulated', memoryLimitInMB: '512' } as Context

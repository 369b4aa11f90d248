import { epochOf, instantOf, type Instant } from '../../../domain/calendar/instant.ts'
import { TemporaryFaultError } from '../../../functions/shared/runtime/fate.ts'
import { Chance } from './chance.ts'
import type { Failpoints } from './failpoints.ts'
import { Faults } from './faults.ts'
import { Timeline } from './timeline.ts'

/** Services that a function calls, each of which may be out of reach for a while. */
const SERVICES = ['table', 'indexes', 'topic', 'alerts'] as const
export type Service = (typeof SERVICES)[number]

const START = epochOf('2026-11-20T03:00:00.000Z' as Instant)
const MINUTE = 60_000

/** What all of one history share: its time, its chance, its faults. */
export class World {
  readonly timeline = new Timeline(START)
  readonly chance: Chance
  readonly faults: Faults
  /** Faults that are settled beforehand, call by call, and then the only ones. */
  readonly failpoints: Failpoints | undefined
  readonly #outUntil = new Map<Service, number>()
  readonly #tell: ((line: string) => void) | undefined

  /** @param tell told of everything that happens, for whoever replays a history */
  constructor(seed: number, tell?: (line: string) => void, failpoints?: Failpoints) {
    this.#tell = tell
    this.failpoints = failpoints
    this.chance = new Chance(seed)
    this.faults = new Faults(this.chance, (fault) => {
      this.tell(() => `  FAULT ${fault}`)
    })
    if (failpoints) this.faults.end()
  }

  get now(): Instant {
    return instantOf(this.timeline.now)
  }

  tell(line: () => string): void {
    this.#tell?.(`${this.now} ${line()}`)
  }

  /** Milliseconds that a hop over the network takes. */
  hop(): number {
    return this.chance.between(1, 20)
  }

  /** Every minute of the night, a service may go out of reach. */
  bringOutages(): void {
    for (const service of SERVICES)
      if (this.faults.strikes('outage'))
        this.#outUntil.set(service, this.timeline.now + this.chance.between(1, 5) * MINUTE)
  }

  isOut(service: Service): boolean {
    return this.timeline.now < (this.#outUntil.get(service) ?? 0)
  }

  /** The night is over: everything works again. */
  heal(): void {
    this.tell(() => 'From here on everything works.')
    this.faults.end()
    this.#outUntil.clear()
  }

  /**
   * Runs a function once, in an environment that may be ended at any moment.
   * Answers what it answered, or that it did not: it failed, was ended, or its time ran out.
   */
  run<T>(name: string, job: (execution: Execution) => Promise<T>): Promise<Ran<T>> {
    return new Promise((resolve) => {
      const execution = new Execution(this, name, (how) => {
        this.tell(() => `${name} ${how}`)
        resolve({ ok: false })
      })
      this.tell(() => `${name} begins`)
      job(execution).then(
        (value) => {
          if (!execution.end()) return
          this.tell(() => `${name} is done`)
          resolve({ ok: true, value })
        },
        (error: unknown) => {
          execution.kill(`fails: ${String(error)}`)
        },
      )
      if (this.faults.strikes('killed'))
        this.timeline.after(this.chance.between(0, 150), () => {
          execution.kill('is ended as it stands')
        })
    })
  }
}

export type Ran<T> = { readonly ok: true; readonly value: T } | { readonly ok: false }

const TIMEOUT = 20_000

/** A running copy of a function. All that it asks of others goes through `call`. */
export class Execution {
  readonly #world: World
  readonly #name: string
  readonly #onKill: (how: string) => void
  readonly #endsAt: number
  #isAlive = true

  constructor(world: World, name: string, onKill: (how: string) => void) {
    this.#world = world
    this.#name = name
    this.#onKill = onKill
    this.#endsAt = world.timeline.now + TIMEOUT
  }

  readonly now = (): Instant => this.#world.now

  readonly millisecondsLeft = (): number => this.#endsAt - this.#world.timeline.now

  /** Whether it had still not ended. */
  end(): boolean {
    const wasAlive = this.#isAlive
    this.#isAlive = false
    return wasAlive
  }

  kill(how: string): void {
    if (this.end()) this.#onKill(how)
  }

  /**
   * Asks something of a service. It may be refused, late, done without an answer, or never answered at all; and it may be done although
   * the function that asked for it is no more.
   */
  call<T>(service: Service, what: () => string, act: () => Promise<T>): Promise<T> {
    const { timeline, faults, chance, failpoints } = this.#world
    const mode = failpoints?.next(`${this.#name}: ${what()}`)
    return new Promise((resolve, reject) => {
      const answer = (settle: () => void) => {
        timeline.after(this.#world.hop(), () => {
          if (this.#isAlive) settle()
        })
      }
      const unreachable = () => {
        this.#world.tell(() => `  ${this.#name}: ${what()} comes to nothing`)
        answer(() => {
          reject(new UnreachableError(service))
        })
      }
      if (mode) this.#world.tell(() => `  FAILPOINT ${mode}`)
      if (mode === 'hang') {
        this.#endAtTimeout()
        return
      }
      if (mode === 'throttle') {
        answer(() => {
          reject(Object.assign(new Error('Too much.'), { name: 'ThrottlingException' }))
        })
        return
      }
      if (mode === 'before' || this.#world.isOut(service) || faults.strikes('refused')) {
        unreachable()
        return
      }
      const isLate = faults.strikes('late')
      if (isLate) this.#endAtTimeout()
      timeline.after(isLate ? chance.between(50, 30_000) : this.#world.hop(), () => {
        this.#world.tell(() => `  ${this.#name}: ${what()}`)
        act().then(
          (value) => {
            if (mode === 'kill') this.kill('is ended as it stands')
            else if (faults.strikes('hung')) this.#endAtTimeout()
            else if (mode === 'after' || faults.strikes('answer-lost')) unreachable()
            else
              answer(() => {
                resolve(value)
              })
          },
          (error: unknown) => {
            answer(() => {
              reject(error instanceof Error ? error : new Error(String(error)))
            })
          },
        )
      })
    })
  }

  #endAtTimeout() {
    this.#world.timeline.after(this.millisecondsLeft(), () => {
      this.kill('runs out of time')
    })
  }
}

/** The same collaborator, each of whose answers comes by a call; what it streams comes in pages of one. */
export function asked<T extends object>(execution: Execution, service: Service, name: string, real: T): T {
  return new Proxy(real, {
    get: (target, method) => {
      const member: unknown = Reflect.get(target, method)
      if (typeof member !== 'function') return member
      const what = () => `${name}.${String(method)}`
      return (...given: readonly unknown[]) =>
        execution.call(service, what, async () => {
          const answer: unknown = await Reflect.apply(member, target, given)
          return answer
        })
    },
  })
}

/** What a client of AWS throws when it has tried long enough. */
class UnreachableError extends TemporaryFaultError {
  constructor(service: Service) {
    super(`No answer from ${service}.`)
  }
}

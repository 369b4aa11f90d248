import { randomUUID } from 'node:crypto'
import { InitError, startEnvironment, type ExecutionEnvironment } from './environment.ts'
import type { FunctionLog } from './function-log.ts'
import type { LambdaFunction } from './function.ts'
import type { InvocationResult } from './protocol.ts'

/** The largest event or answer of a synchronous invocation. */
export const PAYLOAD_LIMIT = 6 * 1024 * 1024

/** The event is larger than Lambda takes. */
export class RequestTooLargeError extends Error {
  override readonly name = 'RequestTooLargeError'
}

export interface PoolCounts {
  readonly invocations: number
  readonly errors: number
  readonly coldStarts: number
  readonly environments: number
}

/** All execution environments of one function. */
export class EnvironmentPool {
  readonly fn: LambdaFunction
  readonly #log: FunctionLog
  readonly #afterEach: () => void
  readonly #idle: ExecutionEnvironment[] = []
  readonly #all = new Set<ExecutionEnvironment>()
  readonly #waiting: (() => void)[] = []
  #busy = 0
  #isClosed = false
  #counts = { invocations: 0, errors: 0, coldStarts: 0 }

  /** @param afterEach told after every invocation: what it wrote may be waited for elsewhere. */
  constructor(fn: LambdaFunction, log: FunctionLog, afterEach: () => void) {
    this.fn = fn
    this.#log = log
    this.#afterEach = afterEach
  }

  /**
   * Runs one event, in an environment that is free or a new one. At the cap an event waits its turn, where Lambda would throttle
   * and the caller try again.
   * @throws RequestTooLargeError
   */
  async invoke(event: unknown): Promise<InvocationResult> {
    const payload = JSON.stringify(event ?? {})
    if (Buffer.byteLength(payload) > PAYLOAD_LIMIT) throw new RequestTooLargeError('The event is larger than 6 MB.')
    this.#counts.invocations += 1
    if (this.fn.maxEnvironments === 0) return refused('TooManyRequestsException', 'Rate Exceeded.')
    if (this.#busy < this.fn.maxEnvironments) this.#busy += 1
    else await new Promise<void>((resolve) => this.#waiting.push(resolve))
    try {
      const result = bounded(await this.#run(payload))
      if (!result.ok) this.#counts.errors += 1
      return result
    } finally {
      const next = this.#waiting.shift()
      if (next) next()
      else this.#busy -= 1
      this.#afterEach()
    }
  }

  counts(): PoolCounts {
    return { ...this.#counts, environments: this.#all.size }
  }

  /** Kills all environments at once: what they were doing fails, the next event starts afresh. */
  async kill(): Promise<void> {
    this.#idle.length = 0
    await Promise.all([...this.#all].map((environment) => environment.end()))
    this.#all.clear()
  }

  /** Kills them for good. */
  async close(): Promise<void> {
    this.#isClosed = true
    await this.kill()
  }

  async #run(payload: string): Promise<InvocationResult> {
    if (this.#isClosed) return refused('ServiceException', 'The local cloud is stopping.')
    const environment = this.#takeIdle() ?? (await this.#start())
    if ('ok' in environment) return environment
    const result = await environment.invoke(payload, randomUUID())
    if (environment.isAlive() && this.#all.has(environment)) this.#idle.push(environment)
    else this.#all.delete(environment)
    return result
  }

  /** One that died while it had nothing to do counts for nothing. */
  #takeIdle(): ExecutionEnvironment | undefined {
    for (let environment = this.#idle.pop(); environment; environment = this.#idle.pop()) {
      if (environment.isAlive()) return environment
      this.#all.delete(environment)
    }
    return undefined
  }

  async #start(): Promise<ExecutionEnvironment | (InvocationResult & { ok: false })> {
    this.#counts.coldStarts += 1
    try {
      const environment = await startEnvironment(this.fn, this.#log)
      this.#all.add(environment)
      return environment
    } catch (error) {
      if (error instanceof InitError) return { ok: false as const, error: error.error }
      throw error
    }
  }
}

function bounded(result: InvocationResult): InvocationResult {
  if (!result.ok || Buffer.byteLength(result.payload) <= PAYLOAD_LIMIT) return result
  return refused(
    'Function.ResponseSizeTooLarge',
    'Response payload size exceeded maximum allowed payload size (6291556 bytes).',
  )
}

const refused = (errorType: string, errorMessage: string): InvocationResult => ({
  ok: false,
  error: { errorType, errorMessage },
})

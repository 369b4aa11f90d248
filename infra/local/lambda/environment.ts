import { randomUUID } from 'node:crypto'
import { Worker } from 'node:worker_threads'
import * as z from 'zod'
import type { FunctionLog } from './function-log.ts'
import type { LambdaFunction } from './function.ts'
import type { FunctionError, InvocationMessage, InvocationResult, WorkerSetup } from './protocol.ts'

/** One running copy of a function. It takes one event at a time. */
export interface ExecutionEnvironment {
  readonly isAlive: () => boolean
  readonly invoke: (payload: string, requestId: string) => Promise<InvocationResult>
  readonly end: () => Promise<void>
}

/** Lambda allows 10 s and then starts again under the function's own timeout; a loaded laptop gets longer, once. */
const INIT_TIMEOUT_MS = 30_000

/** Thrown when a function's code cannot even be loaded. */
export class InitError extends Error {
  override readonly name = 'InitError'
  readonly error: FunctionError

  constructor(error: FunctionError) {
    super(error.errorMessage)
    this.error = error
  }
}

/**
 * Starts a thread and loads the function's bundle in it.
 * @throws InitError when the bundle throws, exits or hangs while it loads.
 */
export async function startEnvironment(fn: LambdaFunction, log: FunctionLog): Promise<ExecutionEnvironment> {
  const setup: WorkerSetup = { entry: fn.entry, exportName: fn.exportName, aheadBy: fn.aheadBy }
  const logStreamName = `${new Date().toISOString().slice(0, 10).replaceAll('-', '/')}/[$LATEST]${randomUUID().replaceAll('-', '')}`
  const worker = new Worker(new URL('worker.ts', import.meta.url), {
    workerData: setup,
    env: { ...fn.environment, AWS_LAMBDA_LOG_STREAM_NAME: logStreamName },
    execArgv: ['--no-warnings'],
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: fn.memoryMb },
  })
  log.takeFrom(worker.stdout, worker.stderr)

  let isAlive = true
  let settle: (result: InvocationResult) => void = () => undefined
  const fail = (error: FunctionError) => {
    isAlive = false
    settle({ ok: false, error })
  }
  worker.on('message', (result: InvocationResult) => {
    settle(result)
  })
  worker.on('error', (error) => {
    const failure = asFunctionError(error)
    log.write(`Uncaught Exception\t${JSON.stringify(failure)}`)
    fail(failure)
  })
  worker.on('exit', () => {
    fail({ errorType: 'Runtime.ExitError', errorMessage: 'Runtime exited without providing a reason' })
  })

  const next = (timeoutMs: number, onTimeout: () => FunctionError) =>
    new Promise<InvocationResult>((resolve) => {
      const timer = setTimeout(() => {
        const error = onTimeout()
        log.write(error.errorMessage)
        fail(error)
        void worker.terminate()
      }, timeoutMs)
      settle = (result) => {
        clearTimeout(timer)
        settle = () => undefined
        resolve(result)
      }
    })

  const started = await next(INIT_TIMEOUT_MS, () => ({
    errorType: 'Sandbox.Timedout',
    errorMessage: `INIT_REPORT Status: timeout after ${INIT_TIMEOUT_MS / 1000} seconds`,
  }))
  if (!started.ok) throw new InitError(started.error)

  return {
    isAlive: () => isAlive,
    end: async () => {
      await worker.terminate()
    },
    invoke: (payload, requestId) => {
      const result = next(fn.timeoutMs, () => ({
        errorType: 'Sandbox.Timedout',
        errorMessage: `RequestId: ${requestId} Error: Task timed out after ${(fn.timeoutMs / 1000).toFixed(2)} seconds`,
      }))
      const message: InvocationMessage = {
        payload,
        deadline: Date.now() + fn.timeoutMs,
        context: {
          awsRequestId: requestId,
          functionName: fn.name,
          functionVersion: '$LATEST',
          invokedFunctionArn: fn.arn,
          memoryLimitInMB: String(fn.memoryMb),
          logGroupName: `/aws/lambda/${fn.name}`,
          logStreamName,
        },
      }
      worker.postMessage(message)
      return result
    },
  }
}

const Thrown = z.object({
  name: z.string(),
  message: z.string(),
  stack: z.string().default(''),
  code: z.unknown().optional(),
})

function asFunctionError(error: unknown): FunctionError {
  const thrown = Thrown.safeParse(error).data
  if (!thrown) return { errorType: 'Runtime.Unknown', errorMessage: String(error) }
  if (thrown.code === 'ERR_WORKER_OUT_OF_MEMORY')
    return { errorType: 'Runtime.OutOfMemory', errorMessage: 'Runtime exited with error: signal: killed' }
  return { errorType: thrown.name, errorMessage: thrown.message, trace: thrown.stack.split('\n') }
}

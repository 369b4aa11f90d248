/** One execution environment: loads a function's bundle in a thread of its own and runs one event at a time. */
import { parentPort, workerData } from 'node:worker_threads'
import { movedDate } from './moved-clock.ts'
import type { FunctionError, InvocationMessage, InvocationResult, WorkerSetup } from './protocol.ts'

type Handler = (event: unknown, context: unknown) => unknown

const { entry, exportName, aheadBy } = workerData as WorkerSetup
const MachineDate = Date
globalThis.Date = movedDate(aheadBy)
const handler = await loadHandler()

const say = (result: InvocationResult) => {
  parentPort?.postMessage(result)
}

parentPort?.on('message', (message: InvocationMessage) => {
  void run(message).then(say)
})
say({ ok: true, payload: 'null' })

async function loadHandler(): Promise<Handler> {
  const bundle = (await import(entry)) as Record<string, unknown>
  const found = bundle[exportName]
  if (typeof found === 'function') return found as Handler
  throw Object.assign(new Error(`${exportName} is undefined or not exported`), { name: 'Runtime.HandlerNotFound' })
}

async function run({ payload, deadline, context }: InvocationMessage): Promise<InvocationResult> {
  try {
    const answer: unknown = await handler(JSON.parse(payload), {
      ...context,
      callbackWaitsForEmptyEventLoop: true,
      getRemainingTimeInMillis: () => Math.max(0, deadline - MachineDate.now()),
    })
    return { ok: true, payload: asJson(answer) }
  } catch (thrown) {
    const error = describe(thrown)
    // Lambda's runtime writes what a handler throws to the function's log; what must not be logged must not be thrown either.
    console.error(`${context.awsRequestId}\tERROR\tInvoke Error\t${JSON.stringify(error)}`)
    return { ok: false, error }
  }
}

const asJson = (answer: unknown) => (answer === undefined ? 'null' : JSON.stringify(answer))

function describe(thrown: unknown): FunctionError {
  if (!(thrown instanceof Error)) return { errorType: typeof thrown, errorMessage: String(thrown) }
  return { errorType: thrown.name, errorMessage: thrown.message, trace: (thrown.stack ?? '').split('\n') }
}

import { findByName, shortNames } from '../assembly/names.ts'
import { readProperties } from '../assembly/properties.ts'
import type { Foundation, Plan } from '../foundation.ts'
import { FunctionFailedError } from '../local-cloud.ts'
import { DEFAULT_POLICY, EventInvokeProperties, invokeAsynchronously, type AsynchronousPolicy } from './asynchronous.ts'
import { openFunctionLog } from './function-log.ts'
import { announceFunction, readFunction } from './function.ts'
import { openInvokeApi } from './invoke-api.ts'
import { EnvironmentPool } from './pool.ts'

/** The functions, ready to be invoked. */
export interface RunningFunctions {
  readonly pools: readonly EnvironmentPool[]
  /** By name or ARN, as templates refer to a function. */
  readonly poolOf: (reference: string) => EnvironmentPool
  readonly named: (name: string) => EnvironmentPool
  /** @throws FunctionFailedError */
  readonly invoke: (pool: EnvironmentPool, event: unknown) => Promise<unknown>
  /** As Lambda does when nobody waits: with attempts, a dead-letter queue and a failure destination. */
  readonly invokeAsynchronously: (pool: EnvironmentPool, event: unknown) => Promise<void>
  readonly stopTryingAgain: () => void
}

/** Teaches the resolver the functions' names, which tables of others may hold before they can run. */
export function announceFunctions({ resources, resolver }: Plan, foundation: Foundation): void {
  const functions = resources['AWS::Lambda::Function']
  const names = shortNames(functions)
  for (const resource of functions)
    announceFunction(resource, names.get(resource) ?? resource.logicalId, resolver, foundation)
}

/** @param afterEach told after every invocation: what it wrote may be waited for elsewhere. */
export async function runFunctions(
  { assembly, resources, resolver }: Plan,
  foundation: Foundation,
  afterEach: () => void,
): Promise<RunningFunctions> {
  const { closing, echo, logsDirectory, ports, accessKeyId } = foundation
  const functions = resources['AWS::Lambda::Function']
  const names = shortNames(functions)
  const pools = functions.map((resource) => {
    const stack = assembly.stacks.find(({ name }) => name === resource.stack)
    if (!stack) throw new Error(`The assembly has no stack ${resource.stack}.`)
    const log = openFunctionLog(logsDirectory, names.get(resource) ?? resource.logicalId, echo)
    closing.add(log.close)
    const pool = new EnvironmentPool(readFunction(resource, stack, resolver, foundation), log, afterEach)
    closing.add(() => pool.close())
    return pool
  })
  const find = (reference: string) => pools.find(({ fn }) => fn.name === reference || fn.arn === reference)
  const poolOf = (reference: string) => {
    const found = find(reference)
    if (!found) throw new Error(`No function of the template is called ${reference}.`)
    return found
  }
  const invokeApi = await openInvokeApi({ port: ports.invoke, accessKeyId, poolNamed: find })
  closing.add(invokeApi.stop)

  const policies = new Map<EnvironmentPool, AsynchronousPolicy>()
  for (const resource of resources['AWS::Lambda::EventInvokeConfig']) {
    const wanted = readProperties(EventInvokeProperties, resource, resolver)
    policies.set(poolOf(wanted.FunctionName), {
      maximumRetryAttempts: wanted.MaximumRetryAttempts,
      maximumEventAgeSeconds: wanted.MaximumEventAgeInSeconds,
      onFailureArn: wanted.DestinationConfig.OnFailure?.Destination,
    })
  }
  const stopping = new AbortController()

  return {
    pools,
    poolOf,
    named: (name) =>
      findByName(
        pools.map((pool) => ({ pool, resource: pool.fn.resource, name: pool.fn.name })),
        name,
      ).pool,
    invoke: async (pool, event) => {
      const result = await pool.invoke(event)
      if (!result.ok) throw new FunctionFailedError(pool.fn.name, result.error)
      return JSON.parse(result.payload) as unknown
    },
    invokeAsynchronously: (pool, event) =>
      invokeAsynchronously(pool, event, policies.get(pool) ?? DEFAULT_POLICY, {
        sendToQueue: foundation.sendToQueue,
        signal: stopping.signal,
      }),
    stopTryingAgain: () => {
      stopping.abort()
    },
  }
}

import path from 'node:path'
import { readAssembly } from './assembly/assembly.ts'
import { findByName } from './assembly/names.ts'
import { Resolver } from './assembly/resolver.ts'
import { Closing } from './closing.ts'
import { ACCOUNT, layFoundation, REGION, type Plan } from './foundation.ts'
import { announceApi, API_ID, readRoutes } from './http-api/read-api.ts'
import { openHttpApi } from './http-api/server.ts'
import { runIdentity } from './identity/run-identity.ts'
import { readUserPool } from './identity/user-pool.ts'
import { announceFunctions, runFunctions } from './lambda/run-functions.ts'
import type { LocalCloud, LocalCloudOptions } from './local-cloud.ts'
import { requireNode } from './requirements.ts'
import { sortByType } from './resources/catalogue.ts'
import { runResources } from './resources/run-resources.ts'
import { runSecret } from './resources/secrets.ts'
import { openKeeper } from './state/keeper.ts'
import { Pace } from './triggers/pace.ts'
import { readTriggers } from './triggers/run-triggers.ts'
import type { Trigger } from './triggers/trigger.ts'

/**
 * Runs a synthesised template on this machine: the same resources, functions, routes and triggers, with the same bundles.
 * Everything listens on the loopback address only.
 * @throws PlainSentenceError when the machine lacks something
 * @throws Error that names what the template holds and the local cloud does not know; nothing is left running then
 */
export async function startLocalCloud(options: LocalCloudOptions = {}): Promise<LocalCloud> {
  const closing = new Closing()
  try {
    return await start(options, closing)
  } catch (error) {
    // The reason of the failure counts, not what it leads to.
    await closing.run().catch(() => undefined)
    throw error
  }
}

async function start(options: LocalCloudOptions, closing: Closing): Promise<LocalCloud> {
  requireNode()
  const { assembly: assemblyDirectory = 'cdk.out', directory, log = () => undefined } = options
  const keeper = openKeeper(directory && path.join(directory, 'secrets.json'))
  const assembly = readAssembly(assemblyDirectory)
  const resolver = new Resolver(assembly, { region: REGION, account: ACCOUNT, secret: keeper.get })
  const plan: Plan = { assembly, resolver, resources: sortByType(assembly, resolver) }

  log('Starting DynamoDB Local and the SNS and SQS emulator ...')
  const foundation = await layFoundation(options, keeper, closing)
  const begun: { triggers?: Trigger } = {}
  closing.add(() => begun.triggers?.end())
  const api = await openHttpApi(foundation.ports.api, { accountId: ACCOUNT, apiId: API_ID }, log)
  closing.add(api.stop)

  // Names first: what a function is told in its settings may name anything.
  announceApi(plan, api.url)
  announceFunctions(plan, foundation)
  const userPool = readUserPool(plan, foundation)
  for (const secret of plan.resources['AWS::SecretsManager::Secret']) runSecret(secret, resolver, foundation)
  log('Making tables, queues and topics ...')
  const running = await runResources(plan, foundation, options.visibilityTimeoutSeconds)

  log('Starting functions, sign-in, routes and triggers ...')
  const pace = new Pace()
  const functions = await runFunctions(plan, foundation, () => {
    pace.quicken()
  })
  const identity = await runIdentity(userPool, functions, foundation, api.url)
  const invoke: LocalCloud['invoke'] = (name, event) => functions.invoke(functions.named(name), event)
  await options.admit?.(invoke)
  const routes = readRoutes(plan, functions.poolOf, identity.authoriserFor)
  const { start: startTriggers, schedules } = readTriggers(plan, foundation, functions, running, pace)
  const triggers = (begun.triggers = startTriggers())
  api.serve(routes)

  const { dynamodb, sns, sqs, clientSettings, endpoints, logsDirectory, broken } = foundation
  return {
    url: api.url,
    issuer: identity.issuer,
    signIn: identity.signIn,
    tokenFor: identity.tokenFor,
    endpoints,
    clientSettings,
    clients: { dynamodb, sns, sqs },
    logsDirectory,
    queues: running.queues,
    schedules: schedules.map(({ name, functionArn, input }) => ({
      name,
      functionName: functions.poolOf(functionArn).fn.name,
      input,
    })),
    table: (name) => findByName(running.tables, name),
    queue: (name) => findByName(running.queues, name),
    topic: (name) => findByName(running.topics, name),
    invoke,
    runSchedule: (name) => {
      const schedule = findByName(schedules, name)
      return functions.invoke(functions.poolOf(schedule.functionArn), schedule.input)
    },
    moveClockTo: foundation.clock.moveTo,
    killEnvironments: (name) => functions.named(name).kill(),
    counts: () => Object.fromEntries(functions.pools.map((pool) => [pool.fn.name, pool.counts()])),
    broken,
    stop: async () => {
      await api.stop()
      await triggers.drain()
      await closing.run()
    },
  }
}

import { readFileSync } from 'node:fs'
import path from 'node:path'
import * as z from 'zod'
import { dangersIn, judge, type ResourceChange, type Resources, type Waiver } from './gate.ts'
import { KeyNumbersSchema, type KeyNumbers } from '../../schemas/identity-key-rotation.ts'
import { askByAws } from '../tools/rotation/ask.ts'
import { HARMLESS_EVENT, wakeable } from './wake.ts'
import { alarmsOfDeployment } from './watched-alarms.ts'

/** What reaches the world outside; a test looks on instead. */
export interface Tools {
  /** Runs a tool to its end and gives what it printed. @throws ToolFailedError */
  readonly run: (tool: 'cdk' | 'aws', args: readonly string[]) => Promise<string>
  readonly tell: (line: string) => void
  readonly pause: () => Promise<void>
}

export class ToolFailedError extends Error {
  override readonly name = 'ToolFailedError'
}

/** The gate refused what a change set would lose, or this is the wrong account. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError'
}

export interface Deployment {
  /** Begins the names of all that is deployed: `cdr-<environment>`. */
  readonly prefix: string
  /** Directory of the synthesised app. */
  readonly assembly: string
  readonly waivers: readonly Waiver[]
  readonly today: string
  /** Told apart from earlier ones by this. */
  readonly number: string
  /** All functions are stopped, as after a restore: other identity keys need not get on with those of before. */
  readonly nobodyWrites?: boolean
  /** The alarm rings already, and this mends it: watched by it, CloudFormation would take the mending back. */
  readonly unwatched?: boolean
}

interface Template {
  readonly Resources: Resources
  readonly Outputs?: Readonly<Record<string, { readonly Value: unknown }>>
}

interface StackToDeploy {
  readonly id: string
  readonly name: string
  readonly template: Template
  readonly templateUrl: string
  readonly roleArn: string
  readonly tags: Readonly<Record<string, string>>
}

/** What holds something first: what acts names it. */
const IN_ORDER = ['Stateful', 'Stateless'] as const

/** For so long CloudFormation watches the alarms after the last change, and takes everything back if one rings. */
const WATCHED_MINUTES = 10

/**
 * Deploys the app stack by stack. Each change set is described, judged by the gate, and only then executed, under a role that can do
 * little else; while CloudFormation watches the alarms, every function is woken again and again, so that one that cannot start is
 * found, and taken back, before somebody needs it.
 * @throws RefusedError when something stateful would be lost and no waiver says why
 */
export async function deploy(deployment: Deployment, tools: Tools): Promise<void> {
  const account = (
    await tools.run('aws', ['sts', 'get-caller-identity', '--query', 'Account', '--output', 'text'])
  ).trim()
  for (const stack of stacksOf(deployment, account)) await deployStack(stack, deployment, tools)
}

async function deployStack(stack: StackToDeploy, deployment: Deployment, tools: Tools): Promise<void> {
  const { run, tell } = tools
  tell(`${stack.name}: publishing what it is made of ...`)
  await run('cdk', ['publish-assets', stack.id, '--app', deployment.assembly, '--unstable', 'publish-assets'])
  const before = await deployedTemplate(stack, tools)
  const changes = await prepare(stack, before !== undefined, deployment, tools)
  if (changes === undefined) {
    // Where other keys were taken back and are given up, they are awaited no longer.
    await objectionsToKeys(stack, before, deployment, tools)
    tell(`${stack.name}: nothing has changed.`)
    return
  }

  const proposal = { stack: stack.name, changes, before: before?.Resources ?? {}, after: stack.template.Resources }
  const { refused, waived } = judge(dangersIn(proposal), deployment.waivers, deployment.today)
  for (const line of waived) tell(line)
  const objections = refused.length > 0 ? refused : await objectionsToKeys(stack, before, deployment, tools)
  if (objections.length > 0) {
    await run('aws', ['cloudformation', 'delete-change-set', ...named(stack, deployment)])
    throw new RefusedError(`Refused, and nothing was changed:\n${objections.join('\n')}`)
  }

  tell(`${stack.name}: ${changes.length} resources change ...`)
  await run('aws', ['cloudformation', 'execute-change-set', ...named(stack, deployment)])
  await untilDone(stack, tools)
  await run('aws', [
    ...['cloudformation', 'update-termination-protection', '--stack-name', stack.name],
    '--enable-termination-protection',
  ])
  tell(`${stack.name}: done.`)
}

const named = (stack: StackToDeploy, { number }: Deployment) => [
  ...['--stack-name', stack.name, '--change-set-name', `deployment-${number}`],
]

async function deployedTemplate({ name }: StackToDeploy, { run }: Tools): Promise<Template | undefined> {
  try {
    const text = await run('aws', [
      ...['cloudformation', 'get-template', '--stack-name', name, '--template-stage', 'Original'],
      ...['--query', 'TemplateBody', '--output', 'json'],
    ])
    return JSON.parse(text) as Template
  } catch (error) {
    if (error instanceof ToolFailedError && error.message.includes('does not exist')) return undefined
    throw error
  }
}

/** Functions get identity keys only where the function that rotates them has nothing against it. */
async function objectionsToKeys(
  { template }: StackToDeploy,
  before: Template | undefined,
  { prefix, nobodyWrites = false }: Deployment,
  { run }: Tools,
): Promise<readonly string[]> {
  const keys = keysOf(template)
  if (keys === undefined) return []
  if (keysOf(before) === undefined)
    return keys.join() === '1' ? [] : ['Functions of before know identity key 1 alone, which is to be deployed first.']
  const answer = await askByAws(run, prefix)({ step: 'prepare', keys, nobodyWrites })
  return answer.outcome === 'refused' ? [answer.because] : []
}

function keysOf(template: Template | undefined): KeyNumbers | undefined {
  const keys = template?.Outputs?.['IdentityKeys']?.Value
  return typeof keys === 'string' ? KeyNumbersSchema.parse(keys.split(' ').map(Number)) : undefined
}

const ChangeSetSchema = z.object({
  Status: z.string(),
  StatusReason: z.string().nullish(),
  Changes: z
    .array(z.object({ ResourceChange: z.custom<ResourceChange>((value) => typeof value === 'object') }))
    .default([]),
})

/** What the change set would change; undefined for nothing. */
async function prepare(stack: StackToDeploy, isThere: boolean, deployment: Deployment, { run }: Tools) {
  const rollback = isThere ? await rollbackOn(deployment, run) : []
  await run('aws', [
    ...['cloudformation', 'create-change-set', ...named(stack, deployment)],
    ...['--change-set-type', isThere ? 'UPDATE' : 'CREATE', '--template-url', stack.templateUrl],
    ...['--role-arn', stack.roleArn, '--capabilities', 'CAPABILITY_NAMED_IAM', ...rollback],
    ...['--tags', ...Object.entries(stack.tags).map(([key, value]) => `Key=${key},Value=${value}`)],
  ])
  // Fails, too, where there is nothing to change: the description says which.
  await run('aws', ['cloudformation', 'wait', 'change-set-create-complete', ...named(stack, deployment)]).catch(
    () => '',
  )
  const text = await run('aws', [
    'cloudformation',
    'describe-change-set',
    ...named(stack, deployment),
    '--output',
    'json',
  ])
  const { Status, StatusReason, Changes } = ChangeSetSchema.parse(JSON.parse(text))
  if (Status === 'CREATE_COMPLETE') return Changes.map((change) => change.ResourceChange)
  await run('aws', ['cloudformation', 'delete-change-set', ...named(stack, deployment)])
  if (/didn't contain changes|No updates are to be performed/.test(StatusReason ?? '')) return undefined
  throw new ToolFailedError(`${stack.name}: the change set could not be made. ${StatusReason ?? Status}`)
}

/** The alarms that take a deployment back; the first deployment makes them. */
async function rollbackOn({ prefix, unwatched = false }: Deployment, run: Tools['run']): Promise<string[]> {
  // Said nothing, CloudFormation goes on watching what it watched the last time.
  if (unwatched) return ['--rollback-configuration', JSON.stringify({ RollbackTriggers: [] })]
  const text = await run('aws', [
    ...['cloudwatch', 'describe-alarms', '--alarm-names', ...Object.values(alarmsOfDeployment(prefix))],
    ...['--query', 'MetricAlarms[].AlarmArn', '--output', 'text'],
  ])
  const arns = text.split(/\s+/).filter((arn) => arn.startsWith('arn:'))
  if (arns.length === 0) return []
  const triggers = arns.map((Arn) => ({ Arn, Type: 'AWS::CloudWatch::Alarm' }))
  return [
    '--rollback-configuration',
    JSON.stringify({ RollbackTriggers: triggers, MonitoringTimeInMinutes: WATCHED_MINUTES }),
  ]
}

async function untilDone({ name, template }: StackToDeploy, { run, tell, pause }: Tools): Promise<void> {
  const functions = wakeable(template.Resources)
  for (;;) {
    const text = await run('aws', [
      ...['cloudformation', 'describe-stacks', '--stack-name', name],
      ...['--query', 'Stacks[0].StackStatus', '--output', 'text'],
    ])
    const status = text.trim()
    if (/^(CREATE|UPDATE)_COMPLETE$/.test(status)) return
    if (!status.endsWith('_IN_PROGRESS') || status.includes('ROLLBACK'))
      throw new ToolFailedError(
        `${name}: ${status}. Everything is being taken back; docs/runbooks/deployment-taken-back.md.`,
      )
    // Those that fail tell their alarm, which is what counts here; a function that is not there yet tells nothing.
    for (const one of functions)
      await run('aws', wake(one)).catch(() => {
        tell(`${one} does not answer.`)
      })
    await pause()
  }
}

const wake = (name: string) => [
  ...['lambda', 'invoke', '--function-name', name, '--cli-binary-format', 'raw-in-base64-out'],
  ...['--payload', JSON.stringify(HARMLESS_EVENT), '/dev/null'],
]

const ManifestSchema = z.object({
  artifacts: z.record(
    z.string(),
    z.object({
      type: z.string(),
      environment: z.string().optional(),
      properties: z.record(z.string(), z.unknown()).optional(),
    }),
  ),
})
const StackPropertiesSchema = z.object({
  stackName: z.string(),
  templateFile: z.string(),
  stackTemplateAssetObjectUrl: z.string(),
  tags: z.record(z.string(), z.string()).default({}),
})

function stacksOf({ assembly, prefix }: Deployment, account: string): StackToDeploy[] {
  const read = (file: string): unknown => JSON.parse(readFileSync(path.join(assembly, file), 'utf8'))
  const { artifacts } = ManifestSchema.parse(read('manifest.json'))
  return IN_ORDER.map((id) => {
    const { environment = '', properties } = artifacts[id] ?? {}
    const { stackName, templateFile, stackTemplateAssetObjectUrl, tags } = StackPropertiesSchema.parse(properties)
    const [, named, region = ''] = /^aws:\/\/([^/]+)\/(.+)$/.exec(environment) ?? []
    if (named !== 'unknown-account' && named !== account)
      throw new RefusedError(`${stackName} belongs into account ${named}, and this is ${account}.`)
    return {
      id,
      name: stackName,
      template: read(templateFile) as Template,
      templateUrl: addressOf(stackTemplateAssetObjectUrl.replaceAll('${AWS::AccountId}', account), region),
      roleArn: `arn:aws:iam::${account}:role/${prefix}-cloudformation`,
      tags,
    }
  })
}

/** CloudFormation reads a template by its address in S3. */
function addressOf(url: string, region: string): string {
  const [, bucket, key] = /^s3:\/\/([^/]+)\/(.+)$/.exec(url) ?? []
  return `https://${bucket}.s3.${region}.amazonaws.com/${key}`
}

import { existsSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import * as z from 'zod'
import type { Resource, Stack } from '../assembly/assembly.ts'
import { propertyList, readProperties } from '../assembly/properties.ts'
import type { Resolver } from '../assembly/resolver.ts'
import type { Foundation } from '../foundation.ts'

const FunctionProperties = propertyList(
  {
    FunctionName: z.string().optional(),
    Code: z.strictObject({ S3Bucket: z.string(), S3Key: z.string() }),
    Handler: z.string().regex(/^[^.]+\.[^.]+$/, 'a handler is named file.export'),
    Runtime: z.string().regex(/^nodejs/, 'only Node.js runs here'),
    Timeout: z.number().default(3),
    MemorySize: z.number().default(128),
    ReservedConcurrentExecutions: z.number().optional(),
    Environment: z
      .object({ Variables: z.record(z.string(), z.coerce.string()).default({}) })
      .default({ Variables: {} }),
    DeadLetterConfig: z.object({ TargetArn: z.string() }).optional(),
  },
  {
    Architectures: 'this machine has the one it has',
    Description: 'nobody looks',
    EphemeralStorage: 'the disk is as large as it is',
    KmsKeyArn: 'nothing is encrypted here',
    LoggingConfig: 'each function writes a file of its own',
    RecursiveLoop: 'nothing detects loops here',
    Role: 'nothing asks for permission here',
    RuntimeManagementConfig: 'this Node is the one it is',
    TracingConfig: 'nothing is traced here',
  },
)

/** A function, ready to be loaded. */
export interface LambdaFunction {
  readonly resource: Resource
  readonly name: string
  readonly arn: string
  /** URL of the bundle. */
  readonly entry: string
  readonly exportName: string
  readonly timeoutMs: number
  readonly memoryMb: number
  readonly maxEnvironments: number
  /** See `movableClock`. */
  readonly aheadBy: SharedArrayBuffer
  /** All the environment variables it sees: its own and Lambda's, none of ours. */
  readonly environment: Readonly<Record<string, string>>
  /** Queue for events of asynchronous invocations that failed for good. */
  readonly deadLetterArn: string | undefined
}

type FunctionSurroundings = Pick<
  Foundation,
  'region' | 'account' | 'accessKeyId' | 'endpoints' | 'maxEnvironments' | 'clock'
>

/**
 * Teaches the resolver the function's name: others may name it before its own variables can be resolved.
 * @param shortName its name when the template gives it none
 */
export function announceFunction(
  resource: Resource,
  shortName: string,
  resolver: Resolver,
  { region, account }: FunctionSurroundings,
): void {
  const given = resolver.resolve(resource.stack, resource.properties['FunctionName'])
  const name = typeof given === 'string' ? given : shortName
  resolver.learn(resource, { ref: name, attributes: { Arn: `arn:aws:lambda:${region}:${account}:function:${name}` } })
}

export function readFunction(
  resource: Resource,
  stack: Stack,
  resolver: Resolver,
  surroundings: FunctionSurroundings,
): LambdaFunction {
  const wanted = readProperties(FunctionProperties, resource, resolver)
  const { ref: name, attributes } = resolver.valuesOf(resource)
  const [file = '', exportName = ''] = wanted.Handler.split('.')
  const arn = attributes['Arn'] ?? ''
  return {
    resource,
    name,
    arn,
    entry: pathToFileURL(entryFile(resource, stack.assets[wanted.Code.S3Key], file)).href,
    exportName,
    timeoutMs: wanted.Timeout * 1000,
    memoryMb: wanted.MemorySize,
    maxEnvironments: Math.min(wanted.ReservedConcurrentExecutions ?? Infinity, surroundings.maxEnvironments),
    aheadBy: surroundings.clock.aheadBy,
    environment: {
      ...lambdaVariables(name, wanted, surroundings),
      ...wanted.Environment.Variables,
    },
    deadLetterArn: wanted.DeadLetterConfig?.TargetArn,
  }
}

function entryFile({ logicalId }: Resource, asset: string | undefined, file: string) {
  if (asset === undefined) throw new Error(`The code of ${logicalId} is not among the assembly's assets.`)
  const entry = ['.mjs', '.js', '.cjs'].map((extension) => path.join(asset, file + extension)).find(existsSync)
  if (entry === undefined) throw new Error(`The code of ${logicalId} has no ${file}.mjs, in ${asset}.`)
  return entry
}

/** What Lambda sets for every function, and the addresses that take the place of AWS's. */
function lambdaVariables(
  name: string,
  { Handler, Runtime, MemorySize }: { Handler: string; Runtime: string; MemorySize: number },
  { region, accessKeyId, endpoints }: FunctionSurroundings,
): Record<string, string> {
  return {
    PATH: '/usr/local/bin:/usr/bin:/bin',
    LANG: 'en_US.UTF-8',
    TZ: ':UTC',
    _HANDLER: Handler,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: accessKeyId,
    AWS_EXECUTION_ENV: `AWS_Lambda_${Runtime}`,
    AWS_LAMBDA_FUNCTION_NAME: name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(MemorySize),
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${name}`,
    AWS_ENDPOINT_URL_DYNAMODB: endpoints.dynamodb,
    AWS_ENDPOINT_URL_LAMBDA: endpoints.invoke,
    AWS_ENDPOINT_URL_SNS: endpoints.messaging,
    AWS_ENDPOINT_URL_SQS: endpoints.messaging,
  }
}

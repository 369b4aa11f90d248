import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import type { SNSClient } from '@aws-sdk/client-sns'
import type { SQSClient } from '@aws-sdk/client-sqs'
import type { PoolCounts } from './lambda/pool.ts'
import type { FunctionError } from './lambda/protocol.ts'
import type { Queue } from './resources/queues.ts'
import type { Table } from './resources/tables.ts'
import type { Topic } from './resources/topics.ts'

export interface LocalCloudOptions {
  /** Directory of the cloud assembly, as `cdk synth` wrote it. @default `cdk.out` */
  readonly assembly?: string
  /** Where tables, queues, keys, checkpoints and logs are kept; left out, everything lives in memory. */
  readonly directory?: string
  /** First of five ports in a row; 0, the default, takes any that are free. */
  readonly port?: number
  /** How many copies of one function may run at once, if its reserved concurrency does not allow fewer. @default 2 */
  readonly environmentsPerFunction?: number
  /** A DynamoDB Local that runs already. Its other users see nothing of this cloud's tables, nor it of theirs. */
  readonly dynamodbEndpoint?: string
  /** In place of every queue's own visibility timeout: how soon a failed message comes again. */
  readonly visibilityTimeoutSeconds?: number
  /** Where the functions' output goes. @default `logs` in the directory, else a temporary one that goes at the stop */
  readonly logsDirectory?: string
  /** Asked before anything is served or begun; throws to stop the start. */
  readonly admit?: (invoke: LocalCloud['invoke']) => Promise<void>
  /** Told of each step of the start, and of everything that goes wrong later. */
  readonly log?: (line: string) => void
  /** Told of each line that a function writes. */
  readonly echo?: (line: string) => void
}

/** A function that was invoked by hand failed. */
export class FunctionFailedError extends Error {
  override readonly name = 'FunctionFailedError'
  readonly error: FunctionError

  constructor(functionName: string, error: FunctionError) {
    super(`${functionName} failed with ${error.errorType}: ${error.errorMessage}`)
    this.error = error
  }
}

/** Where an AWS client finds the engines. */
export interface ClientSettings {
  readonly region: string
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string }
}

/**
 * A running copy of what the template declares. Whatever is asked for by name is found by its logical id, the end of its
 * construct path or the end of its own name: `CategoriseQueue`, `categorise-dead-letters`, `capture`.
 */
export interface LocalCloud {
  /** Address of the HTTP API. */
  readonly url: string
  /** Address of the OpenID provider; undefined when the template has no user pool. */
  readonly issuer: string | undefined
  readonly endpoints: { readonly dynamodb: string; readonly messaging: string; readonly invoke: string }
  readonly clientSettings: ClientSettings
  readonly clients: { readonly dynamodb: DynamoDBClient; readonly sns: SNSClient; readonly sqs: SQSClient }
  readonly logsDirectory: string
  /** Who asks the provider for a token, on behalf of a demo person. */
  readonly signIn:
    | { readonly clientId: string; readonly clientSecret?: string | undefined; readonly scopes: readonly string[] }
    | undefined
  readonly queues: readonly Queue[]
  readonly schedules: readonly { readonly name: string; readonly functionName: string; readonly input: unknown }[]
  readonly table: (name: string) => Table
  readonly queue: (name: string) => Queue
  readonly topic: (name: string) => Topic
  /** An access token of a demo person, by the real authorisation code flow. */
  readonly tokenFor: (person: string) => Promise<string>
  /** Invokes a function and waits for its answer. @throws FunctionFailedError */
  readonly invoke: (functionName: string, event: unknown) => Promise<unknown>
  /** Runs a schedule's function now, with the schedule's input, and waits for its answer. @throws FunctionFailedError */
  readonly runSchedule: (name: string) => Promise<unknown>
  /** Moves the clock of all functions, and of nothing else: what they do next, they do at that moment. */
  readonly moveClockTo: (instant: Date) => void
  /** Kills the environments of a function as they stand, in the middle of what they do. */
  readonly killEnvironments: (functionName: string) => Promise<void>
  /** Counts for each function, by its name. */
  readonly counts: () => Readonly<Record<string, PoolCounts>>
  /** Resolves when an engine dies under the running system. */
  readonly broken: Promise<string>
  /** Lets what has begun come to its end, and stops everything. What is kept on disk stays. */
  readonly stop: () => Promise<void>
}

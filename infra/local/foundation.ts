import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams'
import { SNSClient } from '@aws-sdk/client-sns'
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Assembly } from './assembly/assembly.ts'
import type { Resolver } from './assembly/resolver.ts'
import type { Closing } from './closing.ts'
import { startDynamoDb } from './engines/dynamodb.ts'
import { startMessaging } from './engines/messaging.ts'
import { LOOPBACK } from './engines/loopback.ts'
import { claimPorts, type Ports } from './engines/ports.ts'
import type { ClientSettings, LocalCloudOptions } from './local-cloud.ts'
import { movableClock, type MovableClock } from './lambda/moved-clock.ts'
import type { ResourcesByType } from './resources/catalogue.ts'
import { randomSecret, type Keeper } from './state/keeper.ts'

export const REGION = 'eu-west-2'
/** The account of both emulators. */
export const ACCOUNT = '000000000000'

/** What shall run: the template's resources, and what their expressions mean. */
export interface Plan {
  readonly assembly: Assembly
  readonly resources: ResourcesByType
  readonly resolver: Resolver
}

/** What everything else stands on: engines, clients, and a place to keep things. */
export interface Foundation {
  readonly region: string
  readonly account: string
  readonly accessKeyId: string
  readonly ports: Ports
  readonly endpoints: { readonly dynamodb: string; readonly messaging: string; readonly invoke: string }
  readonly clientSettings: ClientSettings
  readonly dynamodb: DynamoDBClient
  readonly streams: DynamoDBStreamsClient
  readonly sns: SNSClient
  readonly sqs: SQSClient
  readonly keeper: Keeper
  readonly clock: MovableClock
  /** What has to be ended when all ends. */
  readonly closing: Closing
  /** How many copies of one function may run at once. */
  readonly maxEnvironments: number
  /** A file of that name in the directory, or nothing when all lives in memory. */
  readonly fileNamed: (...names: string[]) => string | undefined
  readonly logsDirectory: string
  readonly log: (line: string) => void
  readonly echo: ((line: string) => void) | undefined
  readonly sendToQueue: (arn: string, body: string, attributes?: Readonly<Record<string, string>>) => Promise<void>
  /** Resolves when an engine dies by itself. */
  readonly broken: Promise<string>
}

/** @throws PlainSentenceError when a port is taken or there is no Java that can run DynamoDB Local. */
export async function layFoundation(options: LocalCloudOptions, keeper: Keeper, closing: Closing): Promise<Foundation> {
  const { directory, log = () => undefined } = options
  if (directory !== undefined) mkdirSync(directory, { recursive: true, mode: 0o700 })
  const fileNamed = (...names: string[]) => (directory === undefined ? undefined : path.join(directory, ...names))
  const accessKeyId = keeper.keep('dynamodb/access-key', randomSecret)
  const ports = await claimPorts(options.port ?? 0)

  const broken = Promise.withResolvers<string>()
  const dynamodbEndpoint =
    options.dynamodbEndpoint ?? (await ownDynamoDb(ports.dynamodb, fileNamed, closing, broken.resolve))
  const messagingDirectory = fileNamed('messaging')
  const messaging = await startMessaging({
    port: ports.messaging,
    region: REGION,
    ...(messagingDirectory !== undefined && { directory: messagingDirectory }),
  })
  closing.add(() => messaging.stop())

  const endpoints = {
    dynamodb: dynamodbEndpoint,
    messaging: messaging.endpoint,
    invoke: `http://${LOOPBACK}:${ports.invoke}`,
  }
  const clientSettings = { region: REGION, credentials: { accessKeyId, secretAccessKey: accessKeyId } }
  const dynamodb = new DynamoDBClient({ ...clientSettings, endpoint: endpoints.dynamodb })
  const streams = new DynamoDBStreamsClient({ ...clientSettings, endpoint: endpoints.dynamodb })
  const sns = new SNSClient({ ...clientSettings, endpoint: endpoints.messaging })
  const sqs = new SQSClient({ ...clientSettings, endpoint: endpoints.messaging })
  closing.add(() => {
    for (const client of [dynamodb, streams, sns, sqs]) client.destroy()
  })

  return {
    region: REGION,
    account: ACCOUNT,
    accessKeyId,
    ports,
    endpoints,
    clientSettings,
    dynamodb,
    streams,
    sns,
    sqs,
    keeper,
    clock: movableClock(),
    closing,
    maxEnvironments: options.environmentsPerFunction ?? 2,
    fileNamed,
    logsDirectory: placeForLogs(options, fileNamed, closing),
    log,
    echo: options.echo,
    broken: broken.promise,
    sendToQueue: async (arn, body, attributes = {}) => {
      await sqs.send(
        new SendMessageCommand({
          QueueUrl: `${endpoints.messaging}/${ACCOUNT}/${arn.split(':').at(-1) ?? ''}`,
          MessageBody: body,
          MessageAttributes: Object.fromEntries(
            Object.entries(attributes).map(([name, StringValue]) => [name, { DataType: 'String', StringValue }]),
          ),
        }),
      )
    },
  }
}

async function ownDynamoDb(
  port: number,
  fileNamed: Foundation['fileNamed'],
  closing: Closing,
  tellBroken: (what: string) => void,
) {
  const directory = fileNamed('dynamodb')
  const engine = await startDynamoDb({ port, ...(directory !== undefined && { directory }) })
  let isStopping = false
  closing.add(async () => {
    isStopping = true
    await engine.stop()
  })
  void engine.exited.then(() => {
    if (!isStopping) tellBroken('DynamoDB Local has ended by itself.')
  })
  return engine.endpoint
}

function placeForLogs({ logsDirectory }: LocalCloudOptions, fileNamed: Foundation['fileNamed'], closing: Closing) {
  const kept = logsDirectory ?? fileNamed('logs')
  if (kept !== undefined) {
    mkdirSync(kept, { recursive: true })
    return kept
  }
  const temporary = mkdtempSync(path.join(tmpdir(), 'local-cloud-'))
  closing.add(() => {
    rmSync(temporary, { recursive: true, force: true })
  })
  return temporary
}

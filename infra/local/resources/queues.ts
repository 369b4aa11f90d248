import { CreateQueueCommand, QueueNameExists, SetQueueAttributesCommand, type SQSClient } from '@aws-sdk/client-sqs'
import * as z from 'zod'
import type { Resource } from '../assembly/assembly.ts'
import { physicalName } from '../assembly/names.ts'
import { propertyList, readProperties } from '../assembly/properties.ts'
import type { Resolver, Surroundings } from '../assembly/resolver.ts'
import { asTexts } from './attributes.ts'

const QueueProperties = propertyList(
  {
    QueueName: z.string().optional(),
    FifoQueue: z.boolean().optional(),
    ContentBasedDeduplication: z.boolean().optional(),
    DelaySeconds: z.number().optional(),
    MaximumMessageSize: z.number().optional(),
    MessageRetentionPeriod: z.number().optional(),
    ReceiveMessageWaitTimeSeconds: z.number().optional(),
    VisibilityTimeout: z.number().optional(),
    RedrivePolicy: z.object({ deadLetterTargetArn: z.string(), maxReceiveCount: z.number() }).optional(),
  },
  {
    KmsMasterKeyId: 'the emulator encrypts nothing',
    KmsDataKeyReusePeriodSeconds: 'the emulator encrypts nothing',
    SqsManagedSseEnabled: 'the emulator encrypts nothing',
    RedriveAllowPolicy: 'nothing asks for permission here',
  },
)

export interface Queue {
  readonly resource: Resource
  readonly name: string
  readonly arn: string
  readonly url: string
}

export interface QueueSurroundings extends Pick<Surroundings, 'region' | 'account'> {
  readonly sqs: SQSClient
  readonly endpoint: string
  /** In place of every queue's own: how soon a failed message comes again. Left out, as declared. */
  readonly visibilityTimeoutSeconds?: number | undefined
}

/** Dead-letter queues first: the others name them. */
export const inOrderOfRedrive = (queues: readonly Resource[]): Resource[] =>
  [...queues].sort(
    (one, other) => Number('RedrivePolicy' in one.properties) - Number('RedrivePolicy' in other.properties),
  )

/** Makes the queue, or gives one found on disk the template's attributes. Its messages stay. */
export async function runQueue(
  resource: Resource,
  resolver: Resolver,
  surroundings: QueueSurroundings,
): Promise<Queue> {
  const { QueueName, ...attributes } = readProperties(QueueProperties, resource, resolver)
  const { sqs, region, account, endpoint, visibilityTimeoutSeconds } = surroundings
  const name = QueueName ?? withSuffix(physicalName(resource, 75), attributes.FifoQueue)
  const arn = `arn:aws:sqs:${region}:${account}:${name}`
  const url = `${endpoint}/${account}/${name}`
  await createOrUpdate(sqs, url, name, asTexts({ ...attributes, ...overridden(visibilityTimeoutSeconds) }))
  resolver.learn(resource, { ref: url, attributes: { Arn: arn, QueueName: name, QueueUrl: url } })
  return { resource, name, arn, url }
}

const withSuffix = (name: string, isFifo: boolean | undefined) => (isFifo ? `${name}.fifo` : name)

const overridden = (seconds: number | undefined) => seconds !== undefined && { VisibilityTimeout: seconds }

async function createOrUpdate(sqs: SQSClient, QueueUrl: string, QueueName: string, Attributes: Record<string, string>) {
  try {
    await sqs.send(new CreateQueueCommand({ QueueName, Attributes }))
  } catch (error) {
    if (!(error instanceof QueueNameExists)) throw error
    await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes }))
  }
}

import {
  CreateTopicCommand,
  ListSubscriptionsByTopicCommand,
  SubscribeCommand,
  UnsubscribeCommand,
  type SNSClient,
} from '@aws-sdk/client-sns'
import * as z from 'zod'
import type { Resource } from '../assembly/assembly.ts'
import { physicalName } from '../assembly/names.ts'
import { propertyList, readProperties } from '../assembly/properties.ts'
import type { Resolver } from '../assembly/resolver.ts'
import { asTexts } from './attributes.ts'

const TopicProperties = propertyList(
  { TopicName: z.string().optional() },
  {
    DisplayName: 'shown in e-mails only',
    KmsMasterKeyId: 'the emulator encrypts nothing',
    SignatureVersion: 'the emulator signs nothing',
    TracingConfig: 'nothing is traced here',
  },
)

const SubscriptionProperties = propertyList(
  {
    TopicArn: z.string(),
    Protocol: z.enum(['sqs', 'email', 'email-json', 'https', 'sms']),
    Endpoint: z.string(),
    FilterPolicy: z.record(z.string(), z.unknown()).optional(),
    FilterPolicyScope: z.enum(['MessageAttributes', 'MessageBody']).optional(),
    RawMessageDelivery: z.boolean().optional(),
    RedrivePolicy: z.record(z.string(), z.unknown()).optional(),
  },
  { Region: 'there is one region here' },
)

export interface Topic {
  readonly resource: Resource
  readonly name: string
  readonly arn: string
}

/** Makes the topic. Subscriptions found on disk go: the template's are made anew, before anything can publish. */
export async function runTopic(resource: Resource, resolver: Resolver, sns: SNSClient): Promise<Topic> {
  const { TopicName } = readProperties(TopicProperties, resource, resolver)
  const name = TopicName ?? physicalName(resource, 256)
  const { TopicArn: arn = '' } = await sns.send(new CreateTopicCommand({ Name: name }))
  const { Subscriptions = [] } = await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn: arn }))
  for (const { SubscriptionArn } of Subscriptions) await sns.send(new UnsubscribeCommand({ SubscriptionArn }))
  resolver.learn(resource, { ref: arn, attributes: { TopicArn: arn, TopicName: name } })
  return { resource, name, arn }
}

/** Subscribes a queue. For a person or another service, tells where messages would go in AWS: no e-mail leaves this machine. */
export async function runSubscription(
  resource: Resource,
  resolver: Resolver,
  sns: SNSClient,
  log: (line: string) => void,
): Promise<void> {
  const { TopicArn, Protocol, Endpoint, ...attributes } = readProperties(SubscriptionProperties, resource, resolver)
  if (Protocol === 'sqs') {
    await sns.send(new SubscribeCommand({ TopicArn, Protocol, Endpoint, Attributes: asTexts(attributes) }))
  } else {
    log(`Not delivered locally: messages of ${TopicArn} to ${Protocol} subscribers.`)
  }
}

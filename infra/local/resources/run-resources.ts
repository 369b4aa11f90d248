import type { Foundation, Plan } from '../foundation.ts'
import { inOrderOfRedrive, runQueue, type Queue } from './queues.ts'
import { runTable, type Table } from './tables.ts'
import { runSubscription, runTopic, type Topic } from './topics.ts'

/** What holds and carries things, running. */
export interface RunningResources {
  readonly tables: readonly Table[]
  readonly queues: readonly Queue[]
  readonly topics: readonly Topic[]
  readonly queueWithArn: (arn: string) => Queue
}

/** Makes tables, queues, topics and subscriptions, each before those that name it. */
export async function runResources(
  { resources, resolver }: Plan,
  foundation: Foundation,
  visibilityTimeoutSeconds: number | undefined,
): Promise<RunningResources> {
  const { dynamodb, sns, sqs, region, account, endpoints, log } = foundation
  const tables: Table[] = []
  for (const table of [...resources['AWS::DynamoDB::GlobalTable'], ...resources['AWS::DynamoDB::Table']])
    tables.push(await runTable(table, resolver, dynamodb))

  const queues: Queue[] = []
  const surroundings = { sqs, region, account, endpoint: endpoints.messaging, visibilityTimeoutSeconds }
  for (const queue of inOrderOfRedrive(resources['AWS::SQS::Queue']))
    queues.push(await runQueue(queue, resolver, surroundings))

  const topics: Topic[] = []
  for (const topic of resources['AWS::SNS::Topic']) topics.push(await runTopic(topic, resolver, sns))
  for (const subscription of resources['AWS::SNS::Subscription'])
    await runSubscription(subscription, resolver, sns, log)

  return {
    tables,
    queues,
    topics,
    queueWithArn: (arn) => {
      const found = queues.find((queue) => queue.arn === arn)
      if (!found) throw new Error(`No queue of the template has the ARN ${arn}.`)
      return found
    },
  }
}

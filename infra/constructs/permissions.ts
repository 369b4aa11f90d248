import { Stack } from 'aws-cdk-lib'
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb'
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import type { ITopic } from 'aws-cdk-lib/aws-sns'
import type { IQueue } from 'aws-cdk-lib/aws-sqs'
import type { caseTable } from '../../functions/shared/adapters/dynamodb/table-definition.ts'

/*
 * What a role may do, said by hand: CDK's own grants give whole families of actions (`grantReadData` includes Scan, and the
 * share in a key comes with wildcards). Each of these gives the actions it names and, where the resource is encrypted, the
 * use of its key through that service alone: no role can turn to the key itself.
 */

type ItemAction = 'ConditionCheckItem' | 'DeleteItem' | 'GetItem' | 'PutItem' | 'Query'
type CaseIndex = keyof typeof caseTable.indexes

/** These actions on the items of the table; Query reaches none of its indexes. */
export const onItems = (table: TableV2, ...actions: readonly ItemAction[]) => [
  allow(
    actions.map((action) => `dynamodb:${action}`),
    [table.tableArn],
  ),
  ...throughKey('dynamodb', table.encryptionKey, ['kms:Decrypt']),
]

/** These actions on items whose partition key is one of these, or begins so where it ends in `*`. */
export const onKeys = (table: TableV2, leadingKeys: readonly string[], ...actions: readonly ItemAction[]) => [
  allow(
    actions.map((action) => `dynamodb:${action}`),
    [table.tableArn],
    { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [...leadingKeys] } },
  ),
  ...throughKey('dynamodb', table.encryptionKey, ['kms:Decrypt']),
]

/** Storing items whose partition key begins so, and no others. */
export const putUnder = (table: TableV2, prefix: string) => onKeys(table, [`${prefix}*`], 'PutItem')

/** Going through all items, of each of which only these attributes can be seen. */
export const scanOf = (table: TableV2, ...attributes: readonly string[]) => [
  allow(['dynamodb:Scan'], [table.tableArn], {
    'ForAllValues:StringEquals': { 'dynamodb:Attributes': [...attributes] },
    StringEquals: { 'dynamodb:Select': 'SPECIFIC_ATTRIBUTES' },
  }),
  ...throughKey('dynamodb', table.encryptionKey, ['kms:Decrypt']),
]

/** Query on these indexes of the case table. */
export const onIndexes = (table: TableV2, ...indexes: readonly CaseIndex[]) => [
  allow(
    ['dynamodb:Query'],
    indexes.map((index) => `${table.tableArn}/index/${index}`),
  ),
  ...throughKey('dynamodb', table.encryptionKey, ['kms:Decrypt']),
]

/** What Lambda asks of a function that reads the table's stream. */
export function onStream(table: TableV2) {
  if (!table.tableStreamArn) throw new Error(`${table.node.path} has no stream.`)
  const actions = ['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams']
  return [
    allow(
      actions.map((action) => `dynamodb:${action}`),
      [table.tableStreamArn],
    ),
    ...throughKey('dynamodb', table.encryptionKey, ['kms:Decrypt']),
  ]
}

/** What Lambda asks of a function that is fed from the queue. */
export const onMessages = (queue: IQueue) => [
  allow(['sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage'], [queue.queueArn]),
  ...throughKey('sqs', queue.encryptionMasterKey, ['kms:Decrypt']),
]

/** Sending to the queue. */
export const toQueue = (queue: IQueue) => [
  allow(['sqs:SendMessage'], [queue.queueArn]),
  ...throughKey('sqs', queue.encryptionMasterKey, ['kms:Decrypt', 'kms:GenerateDataKey']),
]

/** Publishing to the topic. */
export const toTopic = (topic: ITopic) => [
  allow(['sns:Publish'], [topic.topicArn]),
  ...throughKey('sns', topic.masterKey, ['kms:Decrypt', 'kms:GenerateDataKey']),
]

/** Use of the key through one service of the same region. */
export const throughKey = (service: string, key: IKey | undefined, actions: string[]) =>
  key
    ? [
        allow(actions, [key.keyArn], {
          StringEquals: { 'kms:ViaService': `${service}.${Stack.of(key).region}.amazonaws.com` },
        }),
      ]
    : []

export const allow = (actions: string[], resources: string[], conditions = {}) =>
  new PolicyStatement({ actions, resources, conditions })

import { CreateTableCommand, DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb'
import { clientPatience } from '../../functions/shared/adapters/client-patience.ts'
import type { TableDefinition } from '../../functions/shared/adapters/dynamodb/table-definition.ts'

/** A client of the one DynamoDB Local that the test run started, as patient as the functions' own. */
export const localDynamo = (config: DynamoDBClientConfig = {}) =>
  new DynamoDBClient({
    ...clientPatience,
    endpoint: process.env['DYNAMODB_ENDPOINT']!,
    region: 'eu-west-2',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    ...config,
  })

/** Creates a table as defined, without its stream: streamed tables grow slow on a local server that has seen many records. */
export async function createTable(client: DynamoDBClient, definition: TableDefinition): Promise<string> {
  const name = `test-${process.pid}-${Date.now()}`
  const { partitionKey, sortKey, indexes } = definition
  const keys = (partition: string, sort: string) => [
    { AttributeName: partition, KeyType: 'HASH' as const },
    { AttributeName: sort, KeyType: 'RANGE' as const },
  ]
  const globalIndexes = Object.entries(indexes).map(
    ([index, { partitionKey: partition, sortKey: sort, projects }]) => ({
      IndexName: index,
      KeySchema: keys(partition, sort),
      Projection:
        projects.length > 0
          ? { ProjectionType: 'INCLUDE' as const, NonKeyAttributes: [...projects] }
          : { ProjectionType: 'KEYS_ONLY' as const },
    }),
  )
  const attributes = new Set([
    partitionKey,
    sortKey,
    ...Object.values(indexes).flatMap((index) => [index.partitionKey, index.sortKey]),
  ])
  await client.send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: keys(partitionKey, sortKey),
      AttributeDefinitions: [...attributes].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
      ...(globalIndexes.length > 0 && { GlobalSecondaryIndexes: globalIndexes }),
    }),
  )
  return name
}

import {
  CreateTableCommand,
  DeleteTableCommand,
  DescribeTableCommand,
  RestoreTableToPointInTimeCommand,
  waitUntilTableExists,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb'
import { BatchWriteCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import type { Item } from '../../../functions/shared/adapters/dynamodb/case-items.ts'
import { itemsIn } from './drill.ts'

/** Set apart by its name, so that no drill can take a table in use for one of its own. */
const MARK = '-drill-'

export const drillTable = (table: string, restoredTo: string) =>
  `${table}${MARK}${restoredTo.replace(/\D/g, '').slice(0, 12)}`

/** Asks for the table as it was. Under the same key, without indexes, which hold nothing that the table does not; paid by request. */
export const restoreRequest = (table: string, restoredTo: string, keyArn: string | undefined) =>
  new RestoreTableToPointInTimeCommand({
    SourceTableName: table,
    TargetTableName: drillTable(table, restoredTo),
    RestoreDateTime: new Date(restoredTo),
    BillingModeOverride: 'PAY_PER_REQUEST',
    GlobalSecondaryIndexOverride: [],
    ...(keyArn !== undefined && {
      SSESpecificationOverride: { Enabled: true, SSEType: 'KMS', KMSMasterKeyId: keyArn },
    }),
  })

/** A restore of any size takes AWS some minutes, and of a large table hours. */
const PATIENCE_SECONDS = 4 * 60 * 60

/** Restores the table to a moment by AWS's own point-in-time recovery. */
export async function restoreByAws(client: DynamoDBClient, table: string, restoredTo: string): Promise<string> {
  const { Table } = await client.send(new DescribeTableCommand({ TableName: table }))
  await client.send(restoreRequest(table, restoredTo, Table?.SSEDescription?.KMSMasterKeyArn))
  const TableName = drillTable(table, restoredTo)
  await waitUntilTableExists({ client, maxWaitTime: PATIENCE_SECONDS, minDelay: 20, maxDelay: 60 }, { TableName })
  return TableName
}

/** DynamoDB Local has no recovery: there the drill is of the proof, on a copy. */
export async function copyTable(
  client: DynamoDBClient,
  documents: DynamoDBDocumentClient,
  table: string,
  restoredTo: string,
): Promise<string> {
  const TableName = drillTable(table, restoredTo)
  await client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      AttributeDefinitions: ['pk', 'sk'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    }),
  )
  let batch: Item[] = []
  const write = async () => {
    let requests = batch.map((item) => ({ PutRequest: { Item: item } }))
    batch = []
    while (requests.length > 0) {
      const { UnprocessedItems } = await documents.send(
        new BatchWriteCommand({ RequestItems: { [TableName]: requests } }),
      )
      requests = (UnprocessedItems?.[TableName] ?? []) as typeof requests
    }
  }
  for await (const item of itemsIn(documents, table)) if (batch.push(item) === 25) await write()
  await write()
  return TableName
}

/** @throws for a table that no drill made */
export async function removeDrillTable(client: DynamoDBClient, name: string): Promise<void> {
  if (!name.includes(MARK)) throw new Error(`${name} is no table of a drill.`)
  await client.send(new DeleteTableCommand({ TableName: name }))
}

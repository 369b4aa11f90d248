import { DynamoDraftStore } from '../../functions/shared/adapters/dynamodb/draft-store.ts'
import { documentClient } from '../../functions/shared/adapters/dynamodb/document-client.ts'
import { draftTable } from '../../functions/shared/adapters/dynamodb/table-definition.ts'
import { describeDraftStore } from '../contract/draft-store/draft-store-contract.ts'
import { createTable, localDynamo } from '../support/dynamodb.ts'

const client = localDynamo()
const table = createTable(client, draftTable)
afterAll(() => {
  client.destroy()
})

describeDraftStore('on DynamoDB', async () => new DynamoDraftStore(documentClient(client), await table))

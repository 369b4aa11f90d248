import { documentClient } from '../../functions/shared/adapters/dynamodb/document-client.ts'
import { DynamoReleaseStore } from '../../functions/shared/adapters/dynamodb/release-store.ts'
import { statisticsTable } from '../../functions/shared/adapters/dynamodb/table-definition.ts'
import { meterRequestUnits } from '../bench/request-units.ts'
import { describeReleaseStore } from '../contract/release-store/release-store-contract.ts'
import { createTable, localDynamo } from '../support/dynamodb.ts'
import { aRelease, madeHead, viewsOf } from '../support/statistics/a-release.ts'

const client = localDynamo()
afterAll(() => {
  client.destroy()
})

const open = async () => new DynamoReleaseStore(documentClient(client), await createTable(client, statisticsTable))

describeReleaseStore('on DynamoDB', open)

describe('Pulling a table', () => {
  it('reads half a unit', async () => {
    const store = await open()
    const release = aRelease()
    await store.writeContents(release, viewsOf(release), [])
    const meter = meterRequestUnits(client, statisticsTable)
    await store.table(madeHead(release), 'expectedness', '2025-26')
    expect(meter.take()).toMatchObject({ read: 0.5, write: 0 })
  })
})

import { createReadStream } from 'node:fs'
import { CreateTableCommand, DeleteTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb'
import { authorityByCode } from '../../domain/areas/authorities.ts'
import { DynamoPostcodeDirectory, postcodeItem } from '../../functions/shared/adapters/dynamodb/postcode-directory.ts'
import { directoryTable } from '../../functions/shared/adapters/dynamodb/table-definition.ts'
import { importPostcodes } from '../../infra/tools/postcode-import.ts'
import { PostcodeSchema } from '../../schemas/notification/text.ts'
import { describePostcodeDirectory } from '../contract/postcode-directory/postcode-directory-contract.ts'

const table = `postcode-directory-${process.pid}`
const client = new DynamoDBClient({
  endpoint: process.env['DYNAMODB_ENDPOINT']!,
  region: 'eu-west-2',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
})
const documents = DynamoDBDocumentClient.from(client)
const directory = new DynamoPostcodeDirectory(documents, table)

beforeAll(async () => {
  const { partitionKey, sortKey } = directoryTable
  await client.send(
    new CreateTableCommand({
      TableName: table,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [partitionKey, sortKey].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
      KeySchema: [
        { AttributeName: partitionKey, KeyType: 'HASH' },
        { AttributeName: sortKey, KeyType: 'RANGE' },
      ],
    }),
  )
})

afterAll(async () => {
  await client.send(new DeleteTableCommand({ TableName: table }))
  client.destroy()
})

describePostcodeDirectory('on DynamoDB', async (entries) => {
  for (const [postcode, entry] of entries)
    await documents.send(new PutCommand({ TableName: table, Item: postcodeItem(postcode, entry) }))
  return directory
})

it('reads a postcode for half a read unit', async () => {
  const entry = { authorityCode: 'E06000062', deprivationDecile: 1, imdVersion: '2019', lsoaVintage: '2011' } as const
  const { pk, sk } = postcodeItem(PostcodeSchema.parse('NN1 1CV'), entry)
  const { ConsumedCapacity } = await documents.send(
    new GetCommand({ TableName: table, Key: { pk, sk }, ReturnConsumedCapacity: 'TOTAL' }),
  )
  expect(ConsumedCapacity?.CapacityUnits).toBe(0.5)
})

describe('the small extract for a local start', () => {
  const load = () =>
    importPostcodes({ csv: createReadStream('infra/local/seed/postcodes.csv', 'utf8'), client: documents, table })

  beforeAll(load)

  it('is imported, and again with the same outcome', async () => {
    const report = await load()
    expect(report).toEqual({
      rows: 43,
      written: 43,
      terminated: 1,
      withoutRank: 2,
      skipped: {},
      unknownAuthorities: [],
    })
    expect(await load()).toEqual(report)
  })

  it('knows a postcode outside England, without a decile', async () => {
    expect(await directory.find(PostcodeSchema.parse('CF10 1CV'))).toEqual({ authorityCode: 'W06000015' })
  })

  it.each([
    ['NN1 1CV', 'West Northamptonshire', 1],
    ['NN8 1VO', 'North Northamptonshire', 1],
    ['NE61 1CV', 'Northumberland', 5],
    ['ME14 1CV', 'Kent', 5],
    ['LS16 6IC', 'Leeds', 10],
  ])('knows %s: %s, decile %i', async (text, name, decile) => {
    const entry = await directory.find(PostcodeSchema.parse(text))
    expect(authorityByCode(entry?.authorityCode ?? '')?.name).toBe(name)
    expect(entry?.deprivationDecile).toBe(decile)
  })
})

import { GetCommand, PutCommand, QueryCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb'
import { documentClient } from '../../functions/shared/adapters/dynamodb/document-client.ts'
import type { TableDefinition } from '../../functions/shared/adapters/dynamodb/table-definition.ts'
import { meterRequestUnits } from '../bench/request-units.ts'
import { createTable, localDynamo } from '../support/dynamodb.ts'

const definition = {
  partitionKey: 'pk',
  sortKey: 'sk',
  indexes: { byName: { partitionKey: 'name', sortKey: 'at', projects: ['line'] } },
} as const satisfies TableDefinition

const client = localDynamo()
const meter = meterRequestUnits(client, definition)
const documents = documentClient(client)
let table: string
beforeAll(async () => {
  table = await createTable(client, definition)
})
afterAll(() => {
  client.destroy()
})

const anItem = (pk: string, bytes: number, more: object = {}) => ({ pk, sk: 'sk', text: 'x'.repeat(bytes), ...more })
const put = (item: object) => documents.send(new PutCommand({ TableName: table, Item: item }))
const inIndex = { name: 'name', at: '2026', line: ['a', 1, true, { b: null }] }

/** What the rules say of one call, and what the engine does. */
async function metered(act: () => Promise<unknown>) {
  meter.take()
  await act()
  const { write, indexWrite, read, calls } = meter.take()
  return { rules: write + indexWrite + read, engine: calls.reduce((sum, { engine = 0 }) => sum + engine, 0) }
}

describe('Request units of single items', () => {
  // `pk`, `sk` and `text` with their names take 4 + length + 4 bytes.
  const puts: readonly (readonly [string, object])[] = [
    ['a small item', anItem('small', 10)],
    ['an item of exactly 1 KB', anItem('exact', 1024 - 15)],
    ['a byte more', anItem('exacu', 1024 - 14)],
    ['numbers, lists and maps', anItem('kinds', 950, { a: [1, 2.5, -3], b: { c: 1e10, d: false } })],
    ['entering an index', anItem('index', 10, inIndex)],
    ['changing what an index shows', anItem('index', 10, { ...inIndex, line: 'other' })],
    ['changing what no index shows', anItem('index', 20, { ...inIndex, line: 'other' })],
    ['moving within an index', anItem('index', 20, { ...inIndex, at: '2027' })],
    ['leaving an index', anItem('index', 20)],
    ['writing a small item over a large one', anItem('kinds', 1)],
  ]

  it.each(puts)('of %s are what the engine counts', async (_what, item) => {
    const { rules, engine } = await metered(() => put(item))
    expect(rules).toBe(engine)
  })

  it('of reading are what the engine counts: one item, none, a page, a page of an index', async () => {
    await put(anItem('large', 5000, inIndex))
    const get = (pk: string, ConsistentRead: boolean) =>
      metered(() => documents.send(new GetCommand({ TableName: table, Key: { pk, sk: 'sk' }, ConsistentRead })))
    const query = (input: object) => metered(() => documents.send(new QueryCommand({ TableName: table, ...input })))
    const partition = { KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': 'large' } }
    const ofIndex = {
      IndexName: 'byName',
      KeyConditionExpression: '#name = :name',
      ExpressionAttributeNames: { '#name': 'name' },
      ExpressionAttributeValues: { ':name': 'name' },
    }
    for (const { rules, engine } of [
      await get('large', true),
      await get('large', false),
      await get('nobody', true),
      await query(partition),
      await query({ ...partition, ConsistentRead: true }),
      await query(ofIndex),
    ])
      expect(rules).toBe(engine)
  })
})

describe('Request units of transactions', () => {
  const transact = (
    TransactItems: NonNullable<ConstructorParameters<typeof TransactWriteCommand>[0]>['TransactItems'],
  ) => documents.send(new TransactWriteCommand({ TransactItems }))

  it('are twice those of each item, which the local engine does not count', async () => {
    meter.take()
    await transact([
      { Put: { TableName: table, Item: anItem('one', 10) } },
      { Put: { TableName: table, Item: anItem('two', 1500, inIndex) } },
      {
        ConditionCheck: {
          TableName: table,
          Key: { pk: 'large', sk: 'sk' },
          ConditionExpression: 'attribute_exists(pk)',
        },
      },
    ])
    // One KB and two, twice; the checked item of five KB, twice; and the entry in the index, once.
    expect(meter.take()).toMatchObject({ write: 2 * (1 + 2 + 5), indexWrite: 1, read: 0 })
  })

  it('are billed where a condition refuses them', async () => {
    meter.take()
    const refused = transact([
      { Put: { TableName: table, Item: anItem('one', 10), ConditionExpression: 'attribute_not_exists(pk)' } },
    ])
    await expect(refused).rejects.toThrow('ConditionalCheckFailed')
    expect(meter.take()).toMatchObject({ write: 2 })
  })
})

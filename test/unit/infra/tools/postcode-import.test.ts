import type { BatchWriteCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { importPostcodes } from '../../../../infra/tools/postcode-import.ts'

const HEADER = 'pcds,doterm,cty25cd,lad25cd,imd20ind\n'
const line = (n: number, district = 'E06000062') =>
  `"NN${(n % 9) + 1} ${n % 10}${letters(n)}",,E99999999,${district},${n + 1}\n`
const letters = (n: number) => String.fromCharCode(65 + (Math.floor(n / 26) % 26), 65 + (n % 26))

/** A table that takes only the first writes of each call, as a throttled one does. */
function tableTaking(most: number) {
  const written = new Map<string, Record<string, unknown>>()
  let calls = 0
  const send = ({ input }: BatchWriteCommand) => {
    calls += 1
    const requests = input.RequestItems?.['directory'] ?? []
    const keys = requests.map(({ PutRequest }) => String(PutRequest?.Item?.['pk']))
    if (requests.length > 25 || new Set(keys).size < keys.length) throw new Error('A batch the database would refuse')
    for (const { PutRequest } of requests.slice(0, most))
      written.set(String(PutRequest?.Item?.['pk']), PutRequest?.Item ?? {})
    const left = requests.slice(most)
    return Promise.resolve({ UnprocessedItems: left.length > 0 ? { directory: left } : {} })
  }
  const client = { send } as unknown as Pick<DynamoDBDocumentClient, 'send'>
  return { client, written, calls: () => calls }
}

describe('importing the postcode directory', () => {
  const postcodes = Array.from({ length: 240 }, (_, n) => line(n))

  it('writes every postcode once, also where a batch is written in part', async () => {
    const table = tableTaking(20)
    const report = await importPostcodes({ csv: [HEADER, ...postcodes], client: table.client, table: 'directory' })
    expect(report).toMatchObject({ rows: 240, written: 240, skipped: {} })
    expect(table.written.size).toBe(new Set(postcodes.map((text) => text.split(',')[0])).size)
    expect(table.calls()).toBeGreaterThan(240 / 25 + 5)
  })

  it('takes the last of two rows of one postcode', async () => {
    const table = tableTaking(25)
    const csv = [HEADER, line(0, 'E06000061'), line(0, 'E06000062')]
    await importPostcodes({ csv, client: table.client, table: 'directory' })
    expect([...table.written.values()]).toMatchObject([{ entry: { authorityCode: 'E06000062' } }])
  })

  it('counts what it skipped, and names authorities that the register lacks', async () => {
    const table = tableTaking(25)
    const csv = [HEADER, line(0), line(1, ''), line(2, 'E06000099'), line(3, 'E06000099')]
    expect(await importPostcodes({ csv, client: table.client, table: 'directory' })).toEqual({
      rows: 4,
      written: 1,
      terminated: 0,
      withoutRank: 0,
      skipped: { 'no authority given': 1, 'authority not in the register': 2 },
      unknownAuthorities: ['E06000099'],
    })
  })

  it('writes nothing of a file that is something else', async () => {
    const table = tableTaking(25)
    const request = { client: table.client, table: 'directory' }
    await expect(importPostcodes({ ...request, csv: ['name,town\nx,y\n'] })).rejects.toThrow(/not an ONS Postcode/)
    await expect(importPostcodes({ ...request, csv: [] })).rejects.toThrow(/empty/)
    expect(table.calls()).toBe(0)
  })
})

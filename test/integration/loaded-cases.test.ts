import { ScanCommand } from '@aws-sdk/lib-dynamodb'
import { notify } from '../../functions/capture/notify.ts'
import { categorise } from '../../functions/categorise/categorise.ts'
import { route } from '../../functions/route/route.ts'
import type { Item } from '../../functions/shared/adapters/dynamodb/case-items.ts'
import { DynamoCaseRepository } from '../../functions/shared/adapters/dynamodb/case-repository.ts'
import { documentClient } from '../../functions/shared/adapters/dynamodb/document-client.ts'
import { DynamoQueueReader } from '../../functions/shared/adapters/dynamodb/queue-reader.ts'
import { DynamoStatisticsRows } from '../../functions/shared/adapters/dynamodb/statistics-rows.ts'
import { caseTable } from '../../functions/shared/adapters/dynamodb/table-definition.ts'
import { InMemoryPostcodeDirectory } from '../../functions/shared/adapters/memory/postcode-directory.ts'
import type { CivilDate } from '../../schemas/calendar.ts'
import { EngineFile } from '../bench/growth/engine-file.ts'
import { startEngineOnDisk } from '../bench/growth/engine-on-disk.ts'
import { loadCases } from '../bench/growth/load.ts'
import { madeUpCase } from '../bench/growth/made-up-case.ts'
import { clockFrom } from '../bench/growth/written-items.ts'
import { createTable, localDynamo } from '../support/dynamodb.ts'
import { aMeter, hash, identities } from '../support/pipeline.ts'
import { tally } from '../support/tally.ts'

const CASES = 24

let engine: Awaited<ReturnType<typeof startEngineOnDisk>>
let client: ReturnType<typeof localDynamo>
beforeAll(async () => {
  engine = await startEngineOnDisk()
  client = localDynamo({ endpoint: engine.endpoint })
})
afterAll(async () => {
  client.destroy()
  await engine.stop()
})

/** The service's own code, case after case. */
async function served(): Promise<string> {
  const table = await createTable(client, caseTable)
  const cases = new DynamoCaseRepository(documentClient(client), table)
  for (let number = 0; number < CASES; number++) {
    const { person, key, json, at } = madeUpCase(number)
    const deps = {
      ...{ cases, directory: new InMemoryPostcodeDirectory() },
      ...{ hash, identities, meter: aMeter(), now: clockFrom(at) },
    }
    const notified = await notify({ person, key, json, body: JSON.stringify(json) }, deps)
    if (!('notification' in notified)) throw new Error(JSON.stringify(notified))
    await categorise(notified.notification.reference, deps)
    await route(notified.notification.reference, deps)
  }
  return table
}

async function loaded(): Promise<{ readonly table: string; readonly items: number }> {
  const table = await createTable(client, caseTable)
  const file = new EngineFile(engine.file(), table)
  const items = await loadCases(file, { from: 0, to: CASES })
  file.close()
  return { table, items }
}

const inOrder = (items: readonly Item[]) =>
  items.toSorted((a, b) => (JSON.stringify([a['pk'], a['sk']]) < JSON.stringify([b['pk'], b['sk']]) ? -1 : 1))

/** All that a table answers: every item, and pages of the indexes that growth is measured by. */
async function answersOf(table: string) {
  const documents = documentClient(client)
  const { Items = [] } = await documents.send(new ScanCommand({ TableName: table }))
  const queues = new DynamoQueueReader(documents, table)
  const first = await queues.queue('northamptonshire', { state: 'open' }, 3)
  const second = await queues.queue('northamptonshire', { state: 'open' }, 3, first.next)
  const rows = []
  for await (const row of new DynamoStatisticsRows(documents, table).codedCases(
    'deathsNotified',
    '2016-01-01' as CivilDate,
    '2027-01-01' as CivilDate,
  ))
    rows.push(row)
  return { items: inOrder(Items), first, second, rows }
}

describe('The bench’s loader', () => {
  it('leaves a table that answers as the service’s own does for the same cases, item by item and page by page', async () => {
    const expected = await answersOf(await served())
    const { table, items } = await loaded()
    expect(await answersOf(table)).toEqual(expected)

    expect(expected.items).toHaveLength(items)
    expect([expected.first.entries.length, expected.second.entries.length]).toEqual([3, 3])
    expect(expected.rows).toHaveLength(CASES)
    tally('bench-loader', { cases: CASES, items, different: 0 })
  })
})

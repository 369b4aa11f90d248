import { BatchWriteCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { epochOf, instantOf } from '../../domain/calendar/instant.ts'
import type { Case } from '../../domain/case/case.ts'
import { stateItem, type Item } from '../../functions/shared/adapters/dynamodb/case-items.ts'
import { awaitedItems } from '../../functions/shared/adapters/dynamodb/queue-items.ts'
import { documentClient } from '../../functions/shared/adapters/dynamodb/document-client.ts'
import { DynamoQueueReader } from '../../functions/shared/adapters/dynamodb/queue-reader.ts'
import { caseTable } from '../../functions/shared/adapters/dynamodb/table-definition.ts'
import type { QueueFilter } from '../../functions/shared/ports/case-repository.ts'
import { meterRequestUnits } from '../bench/request-units.ts'
import { aCase, after, aReference, people, START } from '../support/builders/case.ts'
import { createTable, localDynamo } from '../support/dynamodb.ts'

const FEW = 100
/** Loading 100,000 takes minutes: `QUEUE_CASES=100000` does it. */
const MANY = Number(process.env['QUEUE_CASES'] ?? 2000)
const PAGE = 25

const client = localDynamo()
afterAll(() => {
  client.destroy()
})

const held = after(aCase(), people.manager, { action: 'place-on-hold', hold: 'inquest' })
const inHand = after(held, { ...people.manager, subject: '5d1c0a52-6a0b-4c2e-9f7e-0d5a3c1b2e4f' }, { action: 'claim' })

/** The same case so often, each time under another reference and due a minute later; every fourth waits for an inquest. */
function copies(count: number): Item[] {
  return Array.from({ length: count }, (_, number): Item[] => {
    const known: Case = { ...(number % 4 === 0 ? inHand : aCase()), reference: aReference(number + 1) }
    const dueOrder = `${instantOf(epochOf(START) + (number - count / 2) * 60_000)}#${known.reference}`
    return [stateItem(known), ...awaitedItems(undefined, known)].map((item) => ({ ...item, dueOrder }))
  }).flat()
}

async function fill(table: string, items: readonly Item[], documents: DynamoDBDocumentClient) {
  const batches = Array.from({ length: Math.ceil(items.length / 25) }, (_, number) =>
    items.slice(number * 25, number * 25 + 25).map((Item) => ({ PutRequest: { Item } })),
  )
  const writer = async () => {
    for (let puts = batches.pop(); puts; puts = batches.pop())
      await documents.send(new BatchWriteCommand({ RequestItems: { [table]: puts } }))
  }
  await Promise.all([writer(), writer(), writer(), writer()])
}

describe('A page of a panel’s queue', () => {
  /** Partitions that a filter leaves over, and so what its page may cost: half a unit for each, and for all the lines it may show. */
  const filters: readonly (readonly [string, QueueFilter, number])[] = [
    ['all', { state: 'open' }, 1],
    ['a stage', { stage: 'information-gathering' }, 2],
    ['an expectedness', { state: 'open', expectedness: 'not-yet-known' }, 3.5],
    ['a hold', { state: 'open', hold: 'inquest' }, 1],
    ['the overdue', { state: 'open', overdue: { is: true, at: START } }, 1],
    ['those not overdue', { state: 'open', overdue: { is: false, at: START } }, 1],
    [
      'everything at once',
      {
        stage: 'information-gathering',
        expectedness: 'not-yet-known',
        hold: 'inquest',
        overdue: { is: true, at: START },
      },
      1,
    ],
  ]
  const meter = meterRequestUnits(client, caseTable)
  const tables: DynamoQueueReader[] = []

  beforeAll(async () => {
    for (const count of [FEW, MANY]) {
      const documents = documentClient(client)
      const table = await createTable(client, caseTable)
      await fill(table, copies(count), documents)
      tables.push(new DynamoQueueReader(documents, table))
    }
  }, 1_800_000)

  it.each(filters)('by %s costs the same however many cases there are', async (_by, filter, units) => {
    const costs = []
    for (const queues of tables) {
      const limit = filter.hold ? 5 : PAGE
      meter.take()
      const first = await queues.queue('northamptonshire', filter, limit)
      const cost = meter.take().read
      const second = await queues.queue('northamptonshire', filter, limit, first.next)
      expect([first.entries.length, second.entries.length]).toEqual([limit, limit])
      costs.push([cost, meter.take().read])
    }
    expect(costs[1]).toEqual(costs[0])
    expect(Math.max(...costs.flat())).toBeLessThanOrEqual(units)
  })
})

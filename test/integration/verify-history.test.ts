import { DeleteCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb'
import { categorise, numbered } from '../../domain/case/decide.ts'
import type { Case } from '../../domain/case/case.ts'
import type { Decided } from '../../domain/case/events.ts'
import { DynamoCaseRepository } from '../../functions/shared/adapters/dynamodb/case-repository.ts'
import { documentClient } from '../../functions/shared/adapters/dynamodb/document-client.ts'
import { caseTable } from '../../functions/shared/adapters/dynamodb/table-definition.ts'
import { anchorKey, checkHistory, type Anchors } from '../../infra/tools/history-check.ts'
import type { Reference } from '../../schemas/reference.ts'
import { aNotifiedCase, later, people } from '../support/builders/case.ts'
import { createTable, localDynamo } from '../support/dynamodb.ts'

const dynamo = localDynamo()
const client = documentClient(dynamo)
afterAll(() => {
  dynamo.destroy()
})

const by = { kind: 'person', ...people.manager } as const

/** Three cases with two events each, one of them read twice. */
async function aTable() {
  const table = await createTable(dynamo, caseTable)
  const cases = new DynamoCaseRepository(client, table)
  const references: Reference[] = []
  for (const number of [1, 2, 3]) {
    const { reference, notifications } = aNotifiedCase({}, number)
    const [{ request, facts, residence }] = notifications
    const happened = { notificationReference: reference, request, facts, residence }
    const opened = await append(cases, reference, undefined, { type: 'NotificationReceived', happened })
    await append(cases, reference, opened, categorise(opened)[0]!)
    references.push(reference)
  }
  const [first, second, third] = references as [Reference, Reference, Reference]
  for (const number of [1, 2])
    await cases.recordReading({
      ...{ reference: second, what: 'case', at: later(number), subject: 'manager', roles: ['cdop-manager'] },
      requestId: `request-${number}`,
    })
  const check = (anchors?: Anchors) => checkHistory({ client, table, ...(anchors && { anchors }) })
  return { table, first, second, third, check }
}

async function append(cases: DynamoCaseRepository, reference: Reference, known: Case | undefined, decided: Decided) {
  const appended = await cases.append(
    known,
    numbered({ reference, version: known?.version ?? 0 }, [decided], later(0), by),
  )
  if (appended.outcome !== 'appended') throw new Error(appended.outcome)
  return appended.case
}

async function itemsOf(table: string, reference: Reference) {
  const query = { KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': `CASE#${reference}` } }
  const { Items = [] } = await client.send(new QueryCommand({ TableName: table, ...query }))
  return Items
}

const remove = (TableName: string, { pk, sk }: Record<string, unknown>) =>
  client.send(new DeleteCommand({ TableName, Key: { pk, sk } }))

describe('Verifying the history of every case', () => {
  it('finds nothing wrong with what the service wrote, and anchors each case under no reference', async () => {
    const { check, first } = await aTable()
    const { cases, broken, anchors } = await check()
    expect([cases, broken]).toEqual([3, []])
    expect(Object.keys(anchors)).toHaveLength(3)
    expect(JSON.stringify(anchors)).not.toContain(first)
    expect(await check(anchors)).toEqual({ cases, broken, anchors })
  })

  it('names each case with what is wrong, and nobody', async () => {
    const { table, check, first, second } = await aTable()
    const event = (await itemsOf(table, first)).find(({ sk }) => String(sk).startsWith('EVENT#000002'))!
    await client.send(new PutCommand({ TableName: table, Item: { ...event, by: { ...by, subject: 'intruder' } } }))
    const reading = (await itemsOf(table, second)).find(({ number }) => number === 2)!
    await remove(table, reading)
    const { broken } = await check()
    expect(new Map(broken.map(({ reference, faults }) => [reference, faults]))).toEqual(
      new Map([
        [first, ['event 2 is not as it was written, or follows another']],
        [second, ['the last reading is not the one on record: 2 were written, 1 are there']],
      ]),
    )
    expect(JSON.stringify(broken)).not.toMatch(/manager|intruder/)
  })

  it('finds by its anchors a case that was cut off and mended, and one that is gone', async () => {
    const { table, check, first, third } = await aTable()
    const { anchors } = await check()
    const items = await itemsOf(table, first)
    const [one, two] = [1, 2].map((number) => items.find(({ sk }) => String(sk).startsWith(`EVENT#00000${number}`))!)
    const state = items.find(({ sk }) => sk === 'STATE')!
    await remove(table, two!)
    await client.send(
      new PutCommand({ TableName: table, Item: { ...state, version: 1, head: one!['hash'] as string } }),
    )
    for (const item of await itemsOf(table, third)) await remove(table, item)
    expect((await check()).broken).toEqual([])
    const { broken, anchors: kept } = await check(anchors)
    expect(broken).toEqual([
      {
        reference: first,
        key: anchorKey(first),
        faults: ['its first 2 events are not those that were there before'],
      },
      { key: anchorKey(third), faults: ['it is gone'] },
    ])
    expect(kept[anchorKey(first)]).toEqual(anchors[anchorKey(first)])
  })
})

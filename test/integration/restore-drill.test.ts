import { DeleteCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import type { Case } from '../../domain/case/case.ts'
import { categorise, numbered } from '../../domain/case/decide.ts'
import type { Decided } from '../../domain/case/events.ts'
import type { Item } from '../../functions/shared/adapters/dynamodb/case-items.ts'
import { DynamoCaseRepository } from '../../functions/shared/adapters/dynamodb/case-repository.ts'
import { DynamoHashedRows } from '../../functions/shared/adapters/dynamodb/hashed-rows.ts'
import { documentClient } from '../../functions/shared/adapters/dynamodb/document-client.ts'
import { caseTable } from '../../functions/shared/adapters/dynamodb/table-definition.ts'
import { itemsIn, runDrill } from '../../infra/tools/restore/drill.ts'
import { copyTable, drillTable, removeDrillTable, restoreRequest } from '../../infra/tools/restore/tables.ts'
import type { Reference } from '../../schemas/reference.ts'
import { aNotifiedCase, later, people } from '../support/builders/case.ts'
import { createTable, localDynamo } from '../support/dynamodb.ts'
import { tally } from '../support/tally.ts'

const dynamo = localDynamo()
const client = documentClient(dynamo)
afterAll(() => {
  dynamo.destroy()
})

const by = { kind: 'person', ...people.manager } as const
/** Long after whatever was written before the drill, and before whatever is written after it. */
const restoredTo = later(60)

async function append(
  cases: DynamoCaseRepository,
  reference: Reference,
  known: Case | undefined,
  decided: Decided,
  hours: number,
) {
  const events = numbered({ reference, version: known?.version ?? 0 }, [decided], later(hours), by)
  const appended = await cases.append(known, events, known ? {} : { identity: [`hash-of-${reference}`] })
  if (appended.outcome !== 'appended') throw new Error(appended.outcome)
  return appended.case
}

/** Four cases as they stood, restored; then one of them goes on, one is read and one more comes. */
async function aRecordThatWentOn() {
  const table = await createTable(dynamo, caseTable)
  const cases = new DynamoCaseRepository(client, table)
  const open = async (number: number, hours: number) => {
    const { reference, notifications } = aNotifiedCase({}, number)
    const [{ request, facts, residence }] = notifications
    const happened = { notificationReference: reference, request, facts, residence }
    return append(cases, reference, undefined, { type: 'NotificationReceived', happened }, hours)
  }
  const opened = [await open(1, 0), await open(2, 1), await open(3, 2), await open(4, 3)] as const
  const restored = await copyTable(dynamo, client, table, restoredTo)

  await append(cases, opened[1].reference, opened[1], categorise(opened[1])[0]!, 100)
  await cases.recordReading({
    ...{ reference: opened[2].reference, what: 'case', at: later(100), subject: 'manager', roles: ['cdop-manager'] },
    requestId: 'request',
  })
  await open(5, 100)
  const drill = () =>
    runDrill({ client, table, restoredTo, restore: () => Promise.resolve(restored), tell: () => undefined })
  return { table, restored, drill, references: opened.map(({ reference }) => reference) }
}

const eventOf = async (table: string, reference: Reference | undefined): Promise<Item> => {
  for await (const item of itemsIn(client, table))
    if (item['reference'] === reference && String(item['sk']).startsWith('EVENT#')) return item
  throw new Error('There is such an event.')
}
const keyOf = ({ pk, sk }: Item) => ({ pk, sk })

describe('The restore drill', () => {
  it('finds a restored record equal, though the record has gone on since', async () => {
    const { drill, restored } = await aRecordThatWentOn()
    const { comparison, history, isEqual } = await drill()
    expect(comparison.differences).toEqual([])
    expect([isEqual, comparison.cases, history.cases, history.broken]).toEqual([true, 4, 4, []])
    expect(comparison.changedSince).toBeGreaterThan(0)
    tally('restore-equality', {
      items: comparison.items,
      cases: comparison.cases,
      different: comparison.differences.length,
    })
    await removeDrillTable(dynamo, restored)
  })

  it('finds one item that is missing, one that was changed and one that was never there', async () => {
    const { drill, restored, table, references } = await aRecordThatWentOn()
    const [first, second, , fourth] = references
    await client.send(
      new DeleteCommand({ TableName: restored, Key: { pk: `IDENTITY#hash-of-${String(first)}`, sk: 'IDENTITY' } }),
    )
    const event = await eventOf(restored, second)
    await client.send(
      new UpdateCommand({
        ...{ TableName: restored, Key: keyOf(event), UpdateExpression: 'SET #by = :nobody' },
        ...{ ExpressionAttributeNames: { '#by': 'by' }, ExpressionAttributeValues: { ':nobody': 'nobody' } },
      }),
    )
    await client.send(new DeleteCommand({ TableName: table, Key: keyOf(await eventOf(table, fourth)) }))
    const { comparison, history, isEqual } = await drill()
    expect(isEqual).toBe(false)
    expect(comparison.differences.map(({ what }) => what).sort()).toEqual([
      'missing in the restored table',
      'not the same',
      'only in the restored table',
    ])
    expect(history.broken.map(({ reference }) => reference)).toEqual([second])
    expect(JSON.stringify(comparison)).not.toContain(String(first))
  })

  it('takes a rotation of the identity key for what it is, and no hash that is missing otherwise', async () => {
    const { drill, table } = await aRecordThatWentOn()
    const rows = new DynamoHashedRows(client, table)
    for (const row of (await rows.rows()).rows) {
      await rows.copy(row, `2.${row.hash}`)
      await rows.remove(row)
    }
    expect((await drill()).isEqual).toBe(false)
    await rows.keep({ revision: 1, keys: [2], complete: [2] })
    expect((await drill()).comparison.differences).toEqual([])
  })

  it('is not satisfied with an empty table', async () => {
    const table = await createTable(dynamo, caseTable)
    await client.send(new PutCommand({ TableName: table, Item: { pk: 'MEETING', sk: 'one' } }))
    const empty = await createTable(dynamo, caseTable)
    const restore = () => Promise.resolve(empty)
    const { isEqual } = await runDrill({ client, table, restoredTo, restore, tell: () => undefined })
    expect(isEqual).toBe(false)
  })

  it('asks AWS for the moment, under the same key, and removes no table but its own', async () => {
    expect(restoreRequest('cdr-prod-stateful-CaseTable', '2026-04-01T09:00:00.000Z', 'arn:key').input).toEqual({
      SourceTableName: 'cdr-prod-stateful-CaseTable',
      TargetTableName: 'cdr-prod-stateful-CaseTable-drill-202604010900',
      RestoreDateTime: new Date('2026-04-01T09:00:00.000Z'),
      BillingModeOverride: 'PAY_PER_REQUEST',
      GlobalSecondaryIndexOverride: [],
      SSESpecificationOverride: { Enabled: true, SSEType: 'KMS', KMSMasterKeyId: 'arn:key' },
    })
    expect(drillTable('T', restoredTo)).toMatch(/^T-drill-\d{12}$/)
    await expect(removeDrillTable(dynamo, 'cdr-prod-stateful-CaseTable')).rejects.toThrow('no table of a drill')
  })
})

import { SendMessageCommand } from '@aws-sdk/client-sqs'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Resources } from '../../infra/deploy/gate.ts'
import { HARMLESS_EVENT, wakeable } from '../../infra/deploy/wake.ts'
import { admitKeys } from '../../infra/local/admit-keys.ts'
import type { LocalCloud } from '../../infra/local/local-cloud.ts'
import { startLocalCloud } from '../../infra/local/start-local-cloud.ts'
import { deadLetterQueues, lettersIn, sendAgain } from '../../infra/tools/letters/dead-letters.ts'
import { runDrill } from '../../infra/tools/restore/drill.ts'
import { copyTable } from '../../infra/tools/restore/tables.ts'
import { askRunning } from '../../infra/tools/rotation/ask.ts'
import { standingInWords } from '../../infra/tools/rotation/in-words.ts'
import type { NotificationReceipt, QueuePage } from '../../schemas/api.ts'
import { thinEvent } from '../../schemas/case-events.ts'
import { bodies } from '../support/builders/notification.ts'
import { Client, eventually } from '../support/service.ts'

let cloud: LocalCloud
let client: Client
beforeAll(async () => {
  cloud = await startLocalCloud({ assembly: process.env['SERVICE_ASSEMBLY']!, visibilityTimeoutSeconds: 1 })
  client = new Client(cloud)
}, 120_000)
afterAll(() => cloud.stop(), 60_000)

const template = () =>
  JSON.parse(readFileSync(path.join(process.env['SERVICE_ASSEMBLY']!, 'Stateless.template.json'), 'utf8')) as {
    Resources: Resources
  }

describe('An operator', () => {
  it('wakes every function that waits to be called, and none fails of it', async () => {
    const names = wakeable(template().Resources)
    expect(names.length).toBeGreaterThan(10)
    for (const name of names) {
      const answer = (await cloud.invoke(name, HARMLESS_EVENT)) as {
        statusCode?: number
        batchItemFailures?: unknown[]
      }
      expect([name, (answer.statusCode ?? 200) < 500, answer.batchItemFailures ?? []]).toEqual([name, true, []])
    }
  }, 120_000)

  it('finds what a step could not do, and sends it again once it can', async () => {
    const { status, body } = await client.post<NotificationReceipt>(
      ...(['doctor', '/notifications', 'letters', bodies.minimal()] as const),
    )
    expect(status).toBe(201)
    await eventually(async () => {
      const { body: page } = await client.get<QueuePage>('manager', '/panels/northamptonshire/queue')
      return page.cases.some(({ reference }) => reference === body.reference) || undefined
    })
    // Of a case that nobody has: the step fails on it until its tries are used up.
    const strange = { pk: 'CASE#0123456789ABCDEF', sk: 'EVENT#000001#NotificationReceived#2026-04-01T09:00:00.000Z' }
    const { sqs } = cloud.clients
    await sqs.send(
      new SendMessageCommand({
        QueueUrl: cloud.queue('CategoriseQueue').url,
        MessageBody: JSON.stringify(thinEvent(strange)),
      }),
    )
    const found = await eventually(async () => {
      const [categorise] = (await deadLetterQueues(sqs, 'cdr-dev')).filter(({ name }) => name === 'categorise')
      if (!categorise) throw new Error('The step has dead letters.')
      const letters = await lettersIn(sqs, categorise)
      return letters.length > 0 ? { categorise, letters } : undefined
    }, 60)
    expect(found.letters).toMatchObject([{ holds: { kind: 'event', event: { subject: '0123456789ABCDEF' } } }])
    const { done } = await sendAgain(sqs, found.categorise, () => true)
    expect(done).toHaveLength(1)
  }, 120_000)

  it('proves a copy of the record equal while the service goes on', async () => {
    const documents = DynamoDBDocumentClient.from(cloud.clients.dynamodb)
    const table = cloud.table('CaseTable').name
    const restoredTo = new Date().toISOString()
    const restore = () => copyTable(cloud.clients.dynamodb, documents, table, restoredTo)
    const { isEqual, comparison } = await runDrill({
      client: documents,
      table,
      restoredTo,
      restore,
      tell: () => undefined,
    })
    expect([isEqual, comparison.cases]).toEqual([true, 1])
  }, 60_000)

  it('sees where a rotation of the identity key stands, and cannot do its steps in another order', async () => {
    const ask = askRunning(cloud, 'cdr-dev')
    const counted = await ask({ step: 'count' })
    if (counted.outcome !== 'done') throw new Error(counted.outcome)
    expect(standingInWords(counted.standing, counted.counts)).toEqual([
      'Functions have key 1.',
      'Every child stands under: key 1.',
      expect.stringMatching(/^key 1: \d+ hashes$/),
      expect.stringContaining('identityKeys: [1, 2]'),
    ])
    expect(await ask({ step: 'rehash' })).toMatchObject({ outcome: 'refused' })
    expect(await ask({ step: 'prepare', keys: [2] })).toMatchObject({ outcome: 'refused' })
    await expect(admitKeys(cloud.invoke)).resolves.toBeUndefined()
  }, 60_000)
})

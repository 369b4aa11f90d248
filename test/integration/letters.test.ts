import { CreateQueueCommand, ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import { claimPorts } from '../../infra/local/engines/ports.ts'
import { startMessaging, type MessagingEngine } from '../../infra/local/engines/messaging.ts'
import { deadLetterQueues, discard, lettersIn, sendAgain } from '../../infra/tools/letters/dead-letters.ts'
import { lineOf } from '../../infra/tools/letters/letter.ts'
import { thinEvent } from '../../schemas/case-events.ts'
import { nhsNumber } from '../support/builders/nhs-number.ts'

let engine: MessagingEngine
let sqs: SQSClient
beforeAll(async () => {
  const { messaging: port } = await claimPorts(0)
  engine = await startMessaging({ port, region: 'eu-west-2' })
  sqs = new SQSClient({
    endpoint: engine.endpoint,
    region: 'eu-west-2',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  })
})
afterAll(async () => {
  sqs.destroy()
  await engine.stop()
})

const event = (sequence: number) =>
  JSON.stringify(
    thinEvent({
      pk: 'CASE#0123456789ABCDEF',
      sk: `EVENT#00000${sequence}#NotificationReceived#2026-04-01T09:00:00.000Z`,
    }),
  )
const givenUp = JSON.stringify({
  requestContext: { condition: 'RetryAttemptsExhausted' },
  DDBStreamBatchInfo: { batchSize: 7, approximateArrivalOfFirstRecord: '2026-04-01T09:00:00Z' },
})
const poison = `{"child": "Quuxington, ${nhsNumber(4711)}`

let environments = 0
/** An environment with a step's queue, its dead letters and those of a sweep. */
async function anEnvironment(letters: Readonly<Record<string, readonly string[]>>) {
  const prefix = `cdr-t${++environments}`
  for (const name of ['categorise', 'categorise-dead-letters', 'relay-dead-letters']) {
    const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: `${prefix}-${name}` }))
    for (const MessageBody of letters[name] ?? []) await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }))
  }
  const [categorise, relay] = await deadLetterQueues(sqs, prefix, 0)
  return { categorise: categorise!, relay: relay! }
}
const bodiesIn = async (url: string | undefined) => {
  const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl: url, MaxNumberOfMessages: 10 }))
  return Messages.map(({ Body }) => Body)
}
const all = () => true

describe('Dead letters', () => {
  it('are listed as often as one looks, by queue, and only those of the environment', async () => {
    await anEnvironment({ 'categorise-dead-letters': [event(9)] })
    const { categorise, relay } = await anEnvironment({
      'categorise-dead-letters': Array.from({ length: 9 }, (_, n) => event(n + 1)),
      'relay-dead-letters': [givenUp, '{}'],
    })
    expect([categorise.name, relay.name, relay.from]).toEqual(['categorise', 'relay', undefined])
    for (const look of [1, 2]) {
      expect([look, (await lettersIn(sqs, categorise)).length]).toEqual([look, 9])
      const kinds = (await lettersIn(sqs, relay)).map(({ holds }) => holds.kind).sort()
      expect(kinds).toEqual(['run', 'stream'])
    }
  })

  it('say which event of which case, and show nothing of what is no event of ours', async () => {
    const { categorise } = await anEnvironment({ 'categorise-dead-letters': [event(1), poison] })
    const lines = (await lettersIn(sqs, categorise)).map(lineOf).join('\n')
    expect(lines).toContain('NotificationReceived of case 0123456789ABCDEF, event 1, 2026-04-01T09:00:00.000Z')
    expect(lines).toMatch(/no event of ours: \d+ bytes, hash \S{12}$/m)
    expect(lines).not.toMatch(/Quuxington|999\d/)
  })

  it('go again where they came from, one or all, and leave the others', async () => {
    const { categorise } = await anEnvironment({ 'categorise-dead-letters': [event(1), event(2), event(3), poison] })
    const [first] = await lettersIn(sqs, categorise)
    const one = await sendAgain(sqs, categorise, ({ id }) => id === first?.id)
    expect([one.done.length, one.failed.length]).toEqual([1, 0])
    const rest = await sendAgain(sqs, categorise, all)
    expect([rest.done.length, rest.failed.map(({ holds }) => holds.kind)]).toEqual([2, ['unreadable']])
    expect((await bodiesIn(categorise.from)).sort()).toEqual([event(1), event(2), event(3)])
    expect((await lettersIn(sqs, categorise)).map(({ holds }) => holds.kind)).toEqual(['unreadable'])
  })

  it('are discarded one by one, and of a sweep cannot be sent again', async () => {
    const { categorise, relay } = await anEnvironment({
      'categorise-dead-letters': [event(1), poison],
      'relay-dead-letters': [givenUp],
    })
    const { done } = await discard(sqs, categorise, ({ holds }) => holds.kind === 'unreadable')
    expect(done).toHaveLength(1)
    expect((await lettersIn(sqs, categorise)).map(({ holds }) => holds.kind)).toEqual(['event'])
    expect(await sendAgain(sqs, relay, all)).toMatchObject({ done: [], failed: [{ holds: { kind: 'stream' } }] })
    expect((await lettersIn(sqs, relay)).length).toBe(1)
  })

  it('are doubled and never lost where the deletion after the sending fails', async () => {
    const { categorise } = await anEnvironment({ 'categorise-dead-letters': [event(1)] })
    const breaking = new Proxy(sqs, {
      get: (target, name) =>
        name === 'send'
          ? (command: object) =>
              command.constructor.name === 'DeleteMessageBatchCommand'
                ? Promise.resolve({ Failed: [{ Id: '1' }] })
                : target.send(command as never)
          : (Reflect.get(target, name) as unknown),
    })
    expect((await sendAgain(breaking, categorise, all)).failed).toHaveLength(1)
    expect(await bodiesIn(categorise.from)).toEqual([event(1)])
    expect(await lettersIn(sqs, categorise)).toHaveLength(1)
  })
})

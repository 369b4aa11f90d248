import type { Context, DynamoDBStreamEvent, SQSEvent } from 'aws-lambda'
import type { PublishBatchCommand } from '@aws-sdk/client-sns'
import { type SNSClient } from '@aws-sdk/client-sns'
import { relay } from '../../../../functions/relay/relay.ts'
import { SnsEventPublisher } from '../../../../functions/shared/adapters/sns/event-publisher.ts'
import { fateOf, TemporaryFaultError, UnusableMessageError } from '../../../../functions/shared/runtime/fate.ts'
import { queueConsumer } from '../../../../functions/shared/runtime/queue-consumer.ts'
import { streamConsumer } from '../../../../functions/shared/runtime/stream-consumer.ts'
import { eventKey, thinEvent } from '../../../../schemas/case-events.ts'

const REFERENCE = 'K3M9QFX72D4HW8TN'
const context = { awsRequestId: 'r', functionName: 'test', memoryLimitInMB: '512' } as Context
const key = (sequence: number) =>
  eventKey({ reference: REFERENCE, sequence, type: 'CaseRouted', at: '2026-03-09T03:12:45.120Z' })

const sqs = (...bodies: string[]) =>
  ({ Records: bodies.map((body, index) => ({ messageId: `m${index}`, body, eventSource: 'aws:sqs' })) }) as SQSEvent
const stream = (...sequences: number[]) =>
  ({
    Records: sequences.map((sequence) => ({
      eventName: 'INSERT',
      dynamodb: { SequenceNumber: `s${sequence}`, Keys: { pk: { S: key(sequence).pk }, sk: { S: key(sequence).sk } } },
    })),
  }) as DynamoDBStreamEvent

describe('A queue consumer', () => {
  const consume = async (event: SQSEvent, act: (reference: string) => Promise<void>): Promise<string[]> => {
    const { batchItemFailures } = await queueConsumer(act)(event, context)
    return batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)
  }
  const message = JSON.stringify(thinEvent(key(1)))

  it('acts on the case of each message', async () => {
    const seen: string[] = []
    expect(await consume(sqs(message, message), (reference) => Promise.resolve(void seen.push(reference)))).toEqual([])
    expect(seen).toEqual([REFERENCE, REFERENCE])
  })

  it('gives back only what failed', async () => {
    let calls = 0
    const second = () => ((calls += 1) === 2 ? Promise.reject(new TemporaryFaultError()) : Promise.resolve())
    expect(await consume(sqs(message, message, message), second)).toEqual(['m1'])
  })

  it.each([
    ['no JSON', '{"'],
    ['JSON of another kind', '{"hello":"world"}'],
    ['a later version', message.replaceAll('.v1', '.v2')],
    ['characters a queue cannot carry', '\uFFFF'],
  ])('gives back a message that is %s, without acting', async (_what, body) => {
    const act = () => Promise.reject(new Error('Acted.'))
    expect(await consume(sqs(body), act)).toEqual(['m0'])
  })

  it('gives every message back when all fail, instead of failing itself', async () => {
    expect(await consume(sqs(message, message), () => Promise.reject(new Error('bug')))).toEqual(['m0', 'm1'])
  })
})

describe('Fates', () => {
  it('are to park what can never succeed and to retry all else', () => {
    expect(fateOf(new UnusableMessageError())).toBe('park')
    for (const fault of [new TemporaryFaultError(), new Error('bug'), 'not even an error'])
      expect(fateOf(fault)).toBe('retry')
  })
})

describe('The relay', () => {
  const topicThatFails = (...failing: string[]) => {
    const published: string[] = []
    const send = ({ input }: PublishBatchCommand) => {
      const entries = input.PublishBatchRequestEntries ?? []
      const ids = entries.map(({ Message }) => (JSON.parse(Message ?? '') as { id: string }).id)
      published.push(...ids.filter((id) => !failing.includes(id)))
      return Promise.resolve({
        Failed: entries.filter((_, index) => failing.includes(ids[index] ?? '')).map(({ Id }) => ({ Id })),
      })
    }
    return { published, publisher: new SnsEventPublisher({ send } as unknown as SNSClient, 'topic') }
  }
  const relayed = (event: DynamoDBStreamEvent, publisher: SnsEventPublisher) =>
    streamConsumer((keys) => relay(keys, publisher))(event, context)

  it('publishes every event of a batch, ten at a time', async () => {
    const { published, publisher } = topicThatFails()
    const sequences = Array.from({ length: 23 }, (_, index) => index + 1)
    expect(await relayed(stream(...sequences), publisher)).toEqual({ batchItemFailures: [] })
    expect(published).toEqual(sequences.map((sequence) => `${REFERENCE}.${sequence}`))
  })

  it('reads which entries failed in a batch that succeeded, and asks for the first of them again', async () => {
    const { publisher } = topicThatFails(`${REFERENCE}.3`, `${REFERENCE}.5`)
    expect(await relayed(stream(1, 2, 3, 4, 5), publisher)).toEqual({ batchItemFailures: [{ itemIdentifier: 's3' }] })
  })

  it('fails as a whole when the topic cannot be reached', async () => {
    const publisher = new SnsEventPublisher(
      { send: () => Promise.reject(new Error('unreachable')) } as unknown as SNSClient,
      'topic',
    )
    await expect(relayed(stream(1), publisher)).rejects.toThrow('unreachable')
  })

  it('sends each event with its type, by which subscriptions filter', async () => {
    const inputs: unknown[] = []
    const send = ({ input }: PublishBatchCommand) =>
      Promise.resolve(inputs.push(input.PublishBatchRequestEntries) && {})
    await new SnsEventPublisher({ send } as unknown as SNSClient, 'topic').publish([thinEvent(key(1))])
    expect(inputs).toMatchObject([
      [{ MessageAttributes: { eventType: { DataType: 'String', StringValue: 'CaseRouted' } } }],
    ])
  })
})

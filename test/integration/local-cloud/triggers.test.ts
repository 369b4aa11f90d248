import { PutItemCommand } from '@aws-sdk/client-dynamodb'
import { PublishCommand } from '@aws-sdk/client-sns'
import { ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs'
import type { LocalCloud } from '../../../infra/local/local-cloud.ts'
import { eventually, startFixture, writtenBy } from '../../support/engines/fixture-cloud.ts'

let cloud: LocalCloud

beforeAll(async () => {
  cloud = await startFixture({ visibilityTimeoutSeconds: 5 })
})
afterAll(() => cloud.stop())

const put = (sk: string) =>
  cloud.clients.dynamodb.send(
    new PutItemCommand({ TableName: cloud.table('Ledger').name, Item: { pk: { S: 'one' }, sk: { S: sk } } }),
  )
const send = (MessageBody: string) =>
  cloud.clients.sqs.send(new SendMessageCommand({ QueueUrl: cloud.queue('Work').url, MessageBody }))
const publish = (Message: string, kind: string) =>
  cloud.clients.sns.send(
    new PublishCommand({
      TopicArn: cloud.topic('News').arn,
      Message,
      MessageAttributes: { kind: { DataType: 'String', StringValue: kind } },
    }),
  )
/** Asks on, as a consumer does: how long the tries before take is the machine's affair. */
const messageIn = async (queue: string) => {
  const deadline = Date.now() + 45_000
  for (;;) {
    const { Messages } = await cloud.clients.sqs.send(
      new ReceiveMessageCommand({ QueueUrl: cloud.queue(queue).url, WaitTimeSeconds: 10 }),
    )
    if (Messages?.[0] || Date.now() > deadline) return Messages?.[0]?.Body
  }
}
const consumed = (body: string) => writtenBy(cloud.logsDirectory, 'consume').filter((line) => line['body'] === body)
const watched = () => writtenBy(cloud.logsDirectory, 'watch').map(({ saw }) => saw as string[])
const timesWatched = (key: string) => watched().filter((keys) => keys.includes(key)).length

describe('a queue', () => {
  it('gives its messages to the function', async () => {
    await send('ordinary')
    await eventually(() => {
      expect(consumed('ordinary')).toEqual([{ body: 'ordinary', count: '1' }])
    })
  })

  it('brings back only the message of a batch that failed, and in the end lays it with the dead letters', async () => {
    await Promise.all(['beside 1', 'this fails', 'beside 2'].map(send))
    expect(await messageIn('WorkDeadLetters')).toBe('this fails')
    expect(consumed('this fails').map(({ count }) => count)).toEqual(['1', '2'])
    expect(consumed('beside 1')).toHaveLength(1)
    expect(consumed('beside 2')).toHaveLength(1)
  })

  it('hears of a topic what its subscription lets through, raw', async () => {
    await publish('not for it', 'gossip')
    await publish('for it', 'work')
    await eventually(() => {
      expect(consumed('for it')).toHaveLength(1)
    })
    expect(consumed('not for it')).toHaveLength(0)
  })

  it('brings a message back whose function was killed in the middle', async () => {
    await send('ordinary once more')
    await cloud.killEnvironments('consume')
    await eventually(() => {
      expect(consumed('ordinary once more').length).toBeGreaterThan(0)
    })
  })
})

describe('a stream', () => {
  it('gives new items that pass the filter to the function, and no others', async () => {
    await put('STATE#1')
    await put('EVENT#1')
    await put('EVENT#1')
    await put('EVENT#2')
    await eventually(() => {
      expect(watched().flat()).toEqual(expect.arrayContaining(['EVENT#1', 'EVENT#2']))
    })
    expect(watched().flat()).not.toContain('STATE#1')
    // The second write changed nothing that was new.
    expect(timesWatched('EVENT#1')).toBe(1)
  })

  it('tries the record that failed again, not those before it, gives it up to the dead letters and goes on', async () => {
    await Promise.all(['EVENT#before', 'EVENT#FAILS', 'EVENT#after'].map(put))
    const letter = JSON.parse((await messageIn('WatchDeadLetters')) ?? '{}') as Record<string, unknown>
    expect(letter).toMatchObject({
      requestContext: { condition: 'RetryAttemptsExhausted' },
      DDBStreamBatchInfo: { batchSize: 1, streamArn: cloud.table('Ledger').streamArn },
    })
    await eventually(() => {
      expect(watched().flat()).toEqual(expect.arrayContaining(['EVENT#before', 'EVENT#after']))
    })
  })
})

describe('a schedule', () => {
  it('can be run now, with its own input', async () => {
    expect(await cloud.runSchedule('TickDaily')).toEqual({ ticked: 'tick' })
    await eventually(() => {
      expect(writtenBy(cloud.logsDirectory, 'tick')).toEqual([{ ticked: { job: 'tick' } }])
    })
  })
})

describe('a function', () => {
  it('is invoked by hand and says how it failed', async () => {
    await expect(cloud.invoke('broken', {})).rejects.toThrow('broken failed with Error: cannot be loaded')
    await expect(cloud.invoke('answer', { queryStringParameters: { act: 'throw' } })).rejects.toThrow(
      'answer failed with TypeError: thrown on purpose',
    )
  })

  it('is counted', () => {
    expect(cloud.counts()['tick']).toMatchObject({ invocations: 1, errors: 0, coldStarts: 1 })
  })
})

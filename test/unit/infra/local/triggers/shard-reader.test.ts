import {
  ExpiredIteratorException,
  GetShardIteratorCommand,
  TrimmedDataAccessException,
  type DynamoDBStreamsClient,
  type GetRecordsCommand,
} from '@aws-sdk/client-dynamodb-streams'
import type { EnvironmentPool } from '../../../../../infra/local/lambda/pool.ts'
import { openCheckpoint } from '../../../../../infra/local/triggers/checkpoint.ts'
import { Pace } from '../../../../../infra/local/triggers/pace.ts'
import { ShardReader } from '../../../../../infra/local/triggers/shard-reader.ts'

const refusal = { message: 'on purpose', $metadata: {} }
const expired = new ExpiredIteratorException(refusal)
const trimmed = new TrimmedDataAccessException(refusal)

/** A shard of six records, two to a page; some calls for a page fail as told. */
async function readThrough(failures: Readonly<Record<number, Error>>, keptFrom = 1) {
  let calls = 0
  const seen: string[] = []
  const send = (command: GetShardIteratorCommand | GetRecordsCommand) => {
    if (command instanceof GetShardIteratorCommand) {
      const { SequenceNumber } = command.input
      return Promise.resolve({
        ShardIterator: String(SequenceNumber === undefined ? keptFrom : Number(SequenceNumber) + 1),
      })
    }
    const failure = failures[(calls += 1)]
    if (failure) return Promise.reject(failure)
    const from = Number(command.input.ShardIterator)
    const numbers = [from, from + 1].filter((number) => number <= 6)
    const Records = numbers.map((number) => ({ eventName: 'INSERT', dynamodb: { SequenceNumber: String(number) } }))
    return Promise.resolve({ Records, ...(from + 2 <= 6 && { NextShardIterator: String(from + 2) }) })
  }
  const invoke = ({ Records }: { Records: { dynamodb: { SequenceNumber: string } }[] }) => {
    seen.push(...Records.map(({ dynamodb }) => dynamodb.SequenceNumber))
    return Promise.resolve({ ok: true, payload: JSON.stringify({ batchItemFailures: [] }) })
  }
  const reader = new ShardReader(
    'shard',
    {
      streamArn: 'arn:stream',
      batchSize: 100,
      windowMs: 0,
      patterns: [],
      pool: { invoke, fn: { name: 'relay', arn: 'arn:relay' } } as unknown as EnvironmentPool,
      bisectsOnError: true,
      reportsFailedItems: true,
      maximumRetryAttempts: -1,
      maximumRecordAgeSeconds: -1,
      giveUp: () => Promise.resolve(),
    },
    {
      streams: { send } as unknown as DynamoDBStreamsClient,
      checkpoint: openCheckpoint('arn:stream'),
      pace: new Pace(),
      log: () => undefined,
    },
    () => false,
  )
  await reader.read()
  return seen
}

const all = ['1', '2', '3', '4', '5', '6']

describe('A shard', () => {
  it('is read to its end, each record once', async () => {
    expect(await readThrough({})).toEqual(all)
  })

  it('is read on from where it was when its iterator has expired', async () => {
    expect(await readThrough({ 2: expired })).toEqual(all)
    expect(await readThrough({ 1: expired, 3: expired, 4: expired })).toEqual(all)
  })

  it('is read on with the oldest that is kept when what follows is gone', async () => {
    expect(await readThrough({ 1: trimmed }, 5)).toEqual(['5', '6'])
    expect(await readThrough({ 2: trimmed })).toEqual(all)
  })
})

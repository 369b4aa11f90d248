import type { EnvironmentPool } from '../../../../../infra/local/lambda/pool.ts'
import type { InvocationResult } from '../../../../../infra/local/lambda/protocol.ts'
import { seeThrough, type BatchPolicy, type BatchRecord } from '../../../../../infra/local/triggers/stream-batch.ts'

const aRecord = (number: number, ageMs = 0): BatchRecord => ({
  sequenceNumber: String(number),
  createdAtMs: Date.now() - ageMs,
  event: number,
})
const failure: InvocationResult = { ok: false, error: { errorType: 'Error', errorMessage: 'on purpose' } }
const reported = (...items: number[]): InvocationResult => ({
  ok: true,
  payload: JSON.stringify({ batchItemFailures: items.map((item) => ({ itemIdentifier: String(item) })) }),
})

/** Runs a batch with a function that answers as told, and tells what happened. */
async function run(
  answer: (records: number[]) => InvocationResult,
  policy: Partial<BatchPolicy> = {},
  records = [1, 2, 3, 4].map((n) => aRecord(n)),
) {
  const seen: number[][] = []
  const letters: Record<string, unknown>[] = []
  const checkpoints: string[] = []
  const invoke = ({ Records }: { Records: number[] }) => {
    seen.push(Records)
    return Promise.resolve(answer(Records))
  }
  const settled = await seeThrough(
    records,
    {
      pool: { invoke, fn: { name: 'relay', arn: 'arn:relay' } } as unknown as EnvironmentPool,
      bisectsOnError: false,
      reportsFailedItems: true,
      maximumRetryAttempts: 1,
      maximumRecordAgeSeconds: -1,
      giveUp: (letter) => {
        letters.push(JSON.parse(letter) as Record<string, unknown>)
        return Promise.resolve()
      },
      ...policy,
    },
    {
      shardId: 'shard',
      streamArn: 'arn:stream',
      advance: (sequenceNumber) => void checkpoints.push(sequenceNumber),
      isDraining: () => seen.length > 20,
      log: () => undefined,
    },
  )
  return { settled, seen, letters, checkpoints }
}

describe('a batch of stream records', () => {
  it('is settled by one invocation that succeeds', async () => {
    expect(await run(() => reported())).toEqual({
      settled: true,
      seen: [[1, 2, 3, 4]],
      letters: [],
      checkpoints: ['4'],
    })
  })

  it('goes on from the first record that is reported as failed', async () => {
    let failures = 0
    const { seen, checkpoints } = await run((records) =>
      records.includes(3) && failures++ === 0 ? reported(3, 4) : reported(),
    )
    expect(seen).toEqual([
      [1, 2, 3, 4],
      [3, 4],
    ])
    expect(checkpoints).toEqual(['2', '4'])
  })

  it('is halved until the poison record stands alone, which is then given up', async () => {
    const { seen, letters, checkpoints } = await run((records) => (records.includes(3) ? failure : reported()), {
      bisectsOnError: true,
    })
    expect(seen).toEqual([[1, 2, 3, 4], [1, 2], [3, 4], [3], [3], [4]])
    expect(letters).toMatchObject([
      {
        requestContext: { condition: 'RetryAttemptsExhausted', functionArn: 'arn:relay' },
        DDBStreamBatchInfo: { startSequenceNumber: '3', endSequenceNumber: '3', batchSize: 1 },
      },
    ])
    expect(checkpoints).toEqual(['2', '3', '4'])
  })

  it('is given up whole after its attempts when it may not be halved', async () => {
    const { seen, letters } = await run(() => failure)
    expect(seen).toHaveLength(2)
    expect(letters).toMatchObject([{ DDBStreamBatchInfo: { batchSize: 4 } }])
  })

  it('is tried again from its start when the report names a record that is not in it', async () => {
    const { seen } = await run(() => reported(99))
    expect(seen).toEqual([
      [1, 2, 3, 4],
      [1, 2, 3, 4],
    ])
  })

  it('loses what has grown too old, and says so', async () => {
    const { seen, letters } = await run(() => reported(), { maximumRecordAgeSeconds: 60 }, [
      aRecord(1, 120_000),
      aRecord(2),
    ])
    expect(seen).toEqual([[2]])
    expect(letters).toMatchObject([
      { requestContext: { condition: 'RecordAgeExceeded' }, DDBStreamBatchInfo: { endSequenceNumber: '1' } },
    ])
  })
})

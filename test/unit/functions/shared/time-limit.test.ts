import type { Context, SQSEvent } from 'aws-lambda'
import { TemporaryFaultError } from '../../../../functions/shared/runtime/fate.ts'
import { httpFunction } from '../../../../functions/shared/runtime/http.ts'
import { queueConsumer } from '../../../../functions/shared/runtime/queue-consumer.ts'
import { scheduled } from '../../../../functions/shared/runtime/scheduled.ts'
import { streamConsumer } from '../../../../functions/shared/runtime/stream-consumer.ts'
import { inTime, TO_ANSWER } from '../../../../functions/shared/runtime/time-limit.ts'
import { eventKey, thinEvent } from '../../../../schemas/case-events.ts'
import { answerOf } from '../../../support/http.ts'
import { doctor } from '../../../support/pipeline.ts'

const never = new Promise<never>(() => undefined)

/** Lambda's context, of which this much time is left. */
const left = (milliseconds: number) =>
  ({
    awsRequestId: 'request-1',
    functionName: 'test',
    memoryLimitInMB: '512',
    getRemainingTimeInMillis: () => milliseconds,
  }) as Context
const hardlyAny = left(TO_ANSWER + 10)

const ROUTE = 'GET /api/v1/cases/{reference}'
const answering = (act: () => Promise<never>) =>
  answerOf(httpFunction({ [ROUTE]: act }), ROUTE, { person: doctor, context: hardlyAny })

describe('A function whose time runs out', () => {
  it('over HTTP, says that it cannot answer just now and when to ask again', async () => {
    const { status, headers, body } = await answering(() => never)
    expect([status, headers['retry-after']]).toEqual([503, '2'])
    expect(body).toMatchObject({ status: 503, reference: 'request-1' })
  })

  it('on a queue, gives back the message that hangs and is done with the others', async () => {
    const message = (sequence: number) =>
      JSON.stringify(
        thinEvent(
          eventKey({ reference: 'K3M9QFX72D4HW8TN', sequence, type: 'CaseRouted', at: '2026-03-09T03:12:45.120Z' }),
        ),
      )
    const event = {
      Records: [1, 2, 3].map((n) => ({ messageId: `m${n}`, body: message(n), eventSource: 'aws:sqs' })),
    } as SQSEvent
    const consume = queueConsumer((_reference, { data }) => (data.sequence === 2 ? never : Promise.resolve()))
    expect(await consume(event, hardlyAny)).toEqual({ batchItemFailures: [{ itemIdentifier: 'm2' }] })
  })

  it('on the stream or a schedule, fails, so that it is tried again', async () => {
    await expect(streamConsumer(() => never)({ Records: [] }, hardlyAny)).rejects.toThrow(TemporaryFaultError)
    await expect(scheduled(() => never)({}, hardlyAny)).rejects.toThrow(TemporaryFaultError)
  })

  it('is not waited for where there is none left', async () => {
    await expect(inTime(left(0), never)).rejects.toThrow(TemporaryFaultError)
  })

  it('answers as ever where the work is done in time, or no limit is known', async () => {
    expect(await inTime(left(10_000), Promise.resolve('done'))).toBe('done')
    expect(await inTime({}, Promise.resolve('done'))).toBe('done')
  })
})

describe('A fault that passes', () => {
  const fault = (name: string, code?: string) => Object.assign(new Error('Secret.'), { name, ...(code && { code }) })

  it.each([
    ['a try that took too long', fault('TimeoutError')],
    ['a connection that was refused', fault('Error', 'ECONNREFUSED')],
    ['a connection that was reset', fault('Error', 'ECONNRESET')],
    ['a name that could not be looked up', fault('Error', 'EAI_AGAIN')],
    ['a throttled table', fault('ProvisionedThroughputExceededException')],
    ['a throttled account', fault('ThrottlingException')],
    ['a conflict that outlasted its tries', fault('TransactionConflictException')],
    ['the same transaction, still going on', fault('TransactionInProgressException')],
    ['a service that failed', fault('InternalServerError')],
  ])('%s: 503, to be asked again', async (_what, thrown) => {
    const { status, headers, text } = await answering(() => Promise.reject(thrown))
    expect([status, headers['retry-after']]).toEqual([503, '2'])
    expect(text).not.toContain('Secret')
  })

  it.each([fault('TypeError'), fault('AccessDeniedException'), fault('Error', 'ERR_INVALID_URL')])(
    '%s is none',
    async (thrown) => {
      const { status, headers } = await answering(() => Promise.reject(thrown))
      expect([status, headers['retry-after']]).toEqual([500, undefined])
    },
  )
})

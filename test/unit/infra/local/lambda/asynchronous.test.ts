import { invokeAsynchronously, type AsynchronousPolicy } from '../../../../../infra/local/lambda/asynchronous.ts'
import type { EnvironmentPool } from '../../../../../infra/local/lambda/pool.ts'
import type { InvocationResult } from '../../../../../infra/local/lambda/protocol.ts'

const once: AsynchronousPolicy = {
  maximumRetryAttempts: 0,
  maximumEventAgeSeconds: 60,
  onFailureArn: 'arn:destination',
}

async function run(result: InvocationResult, policy: AsynchronousPolicy) {
  const stopping = new AbortController()
  const letters: [string, unknown, unknown][] = []
  const events: unknown[] = []
  const pool = {
    fn: { arn: 'arn:function', deadLetterArn: 'arn:dead-letters' },
    invoke: (event: unknown) => {
      events.push(event)
      if (policy.maximumRetryAttempts > 0) stopping.abort()
      return Promise.resolve(result)
    },
  }
  await invokeAsynchronously(pool as unknown as EnvironmentPool, { job: 'sweep' }, policy, {
    sendToQueue: (arn, body, attributes) => {
      letters.push([arn, JSON.parse(body), attributes])
      return Promise.resolve()
    },
    signal: stopping.signal,
  })
  return { events, letters }
}

describe('an invocation that nobody waits for', () => {
  it('leaves nothing behind when it succeeds', async () => {
    expect(await run({ ok: true, payload: 'null' }, once)).toEqual({ events: [{ job: 'sweep' }], letters: [] })
  })

  it('lays the event with the dead letters, and a record at the failure destination, when it fails for good', async () => {
    const error = { errorType: 'TypeError', errorMessage: 'on purpose' }
    const { letters } = await run({ ok: false, error }, once)
    expect(letters).toMatchObject([
      ['arn:dead-letters', { job: 'sweep' }, { ErrorMessage: 'on purpose' }],
      [
        'arn:destination',
        {
          requestContext: { condition: 'RetriesExhausted', approximateInvokeCount: 1 },
          requestPayload: { job: 'sweep' },
          responsePayload: error,
        },
        undefined,
      ],
    ])
  })

  it('is not tried again when the system stops', async () => {
    const failure: InvocationResult = { ok: false, error: { errorType: 'Error', errorMessage: '' } }
    const { events, letters } = await run(failure, { ...once, maximumRetryAttempts: 2 })
    expect({ events, letters }).toEqual({ events: [{ job: 'sweep' }], letters: [] })
  })
})

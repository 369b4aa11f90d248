import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import * as z from 'zod'
import { propertyList } from '../assembly/properties.ts'
import type { EnvironmentPool } from './pool.ts'
import type { FunctionError } from './protocol.ts'

export const EventInvokeProperties = propertyList({
  FunctionName: z.string(),
  Qualifier: z.literal('$LATEST'),
  MaximumRetryAttempts: z.number().default(2),
  MaximumEventAgeInSeconds: z.number().default(6 * 60 * 60),
  DestinationConfig: z
    .strictObject({ OnFailure: z.strictObject({ Destination: z.string().startsWith('arn:aws:sqs:') }).optional() })
    .default({}),
})

/** How Lambda treats events of a function that nobody waits for. Without a configuration of its own, these are its defaults. */
export interface AsynchronousPolicy {
  readonly maximumRetryAttempts: number
  readonly maximumEventAgeSeconds: number
  /** Queue for a record of each event that failed for good. */
  readonly onFailureArn?: string | undefined
}

export const DEFAULT_POLICY: AsynchronousPolicy = { maximumRetryAttempts: 2, maximumEventAgeSeconds: 6 * 60 * 60 }

export interface AsynchronousSurroundings {
  readonly sendToQueue: (arn: string, body: string, attributes?: Readonly<Record<string, string>>) => Promise<void>
  /** Aborted when the system stops: no more attempts. */
  readonly signal: AbortSignal
}

/** Lambda waits a minute before the second attempt and two before the third. */
const RETRY_DELAYS_MS = [60_000, 120_000]

/**
 * Invokes a function as Lambda does when nobody waits for the answer: tries again after one and two minutes, then gives the
 * event up to the dead-letter queue, the failure destination or both. Events that wait here do not survive a stop, which only
 * schedules can notice: they come round again.
 */
export async function invokeAsynchronously(
  pool: EnvironmentPool,
  event: unknown,
  policy: AsynchronousPolicy,
  { sendToQueue, signal }: AsynchronousSurroundings,
): Promise<void> {
  const requestId = randomUUID()
  const oldest = Date.now() + policy.maximumEventAgeSeconds * 1000
  let failure: FunctionError | undefined
  let attempts = 0
  while (attempts <= policy.maximumRetryAttempts && Date.now() < oldest) {
    if (attempts > 0) await sleep(RETRY_DELAYS_MS[attempts - 1] ?? 0, undefined, { signal }).catch(() => undefined)
    if (signal.aborted) return
    const result = await pool.invoke(event)
    if (result.ok) return
    failure = result.error
    attempts += 1
  }
  const { arn, deadLetterArn } = pool.fn
  if (deadLetterArn)
    await sendToQueue(deadLetterArn, JSON.stringify(event), {
      RequestID: requestId,
      ErrorCode: '200',
      ErrorMessage: failure?.errorMessage ?? '',
    })
  if (policy.onFailureArn)
    await sendToQueue(
      policy.onFailureArn,
      JSON.stringify({
        version: '1.0',
        timestamp: new Date().toISOString(),
        requestContext: {
          requestId,
          functionArn: `${arn}:$LATEST`,
          condition: 'RetriesExhausted',
          approximateInvokeCount: attempts,
        },
        requestPayload: event,
        responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
        responsePayload: failure,
      }),
    )
}

import type { Context } from 'aws-lambda'
import { TemporaryFaultError } from './fate.ts'

/** Milliseconds before a function would be cut off in which it still says that it could not do it. */
export const TO_ANSWER = 500

/** Where no limit is known, as in tests without Lambda's context, none is kept. */
type TimeLimit = Partial<Pick<Context, 'getRemainingTimeInMillis'>>

/**
 * Waits for work no longer than the function has. A function that is cut off answers nobody, tells its queue nothing and starts cold next
 * time; this one gives up just before. The work may still come about, as may a write whose answer is lost.
 * @throws TemporaryFaultError when the time is up
 */
export async function inTime<T>({ getRemainingTimeInMillis }: TimeLimit, work: Promise<T>): Promise<T> {
  if (!getRemainingTimeInMillis) return work
  const { promise: timeIsUp, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(
    () => {
      reject(new TemporaryFaultError('The time is up.'))
    },
    Math.max(0, getRemainingTimeInMillis() - TO_ANSWER),
  )
  try {
    return await Promise.race([work, timeIsUp])
  } finally {
    clearTimeout(timer)
  }
}

import middy from '@middy/core'
import type { Context } from 'aws-lambda'
import { log, observed } from './log.ts'
import { inTime } from './time-limit.ts'

/** Milliseconds before it would be cut off in which a run still finishes what it has in hand. */
export const TO_FINISH = 10_000

/**
 * A Lambda on a schedule. What it throws, the schedule tries again and then parks.
 * @param act told whether its time is up: a long run then leaves the rest to the next one
 */
export const scheduled = (act: (isTimeUp: () => boolean) => Promise<number>) =>
  middy(async (_event: unknown, context: Context) => {
    const count = await inTime(
      context,
      act(() => context.getRemainingTimeInMillis() < TO_FINISH),
    )
    log.info('Done.', { count })
  }).use(observed())

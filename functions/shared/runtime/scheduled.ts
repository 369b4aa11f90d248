import middy from '@middy/core'
import { log, observed } from './log.ts'

/** A Lambda on a schedule. What it throws, the schedule tries again and then parks. */
export const scheduled = (act: () => Promise<number>) =>
  middy(async () => {
    const count = await act()
    log.info('Done.', { count })
  }).use(observed())

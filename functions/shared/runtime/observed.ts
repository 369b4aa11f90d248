import middy from '@middy/core'
import type { Context } from 'aws-lambda'
import { observed } from './log.ts'

/** A Lambda with the request id in every log line, and its metrics sent at the end. */
export const observedFunction = <Event, Result>(act: (event: Event, context: Context) => Promise<Result>) =>
  middy(act).use(observed())

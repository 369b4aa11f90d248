/** Milliseconds. How long one try of a call may take, and how often it is tried. */
const TRY_MS = 2_500
const TRIES = 3

/**
 * How long the clients of DynamoDB and SNS wait. The SDK's own default is for ever, and a call that hangs would take the whole function
 * with it; so it is given up and tried again, and all tries together end inside the shortest time that any function has
 * (`test/infra/patience.test.ts`). What is tried twice is written once: transactions carry their token, other writes their condition.
 */
export const clientPatience = {
  maxAttempts: TRIES,
  requestHandler: {
    connectionTimeout: 1_000,
    requestTimeout: TRY_MS,
    throwOnRequestTimeout: true,
    // Of silence, once the answer has begun.
    socketTimeout: TRY_MS,
  },
} as const

/** Milliseconds until the last try of a call that hangs each time is given up; the pauses between tries are short beside it. */
export const longestCall = TRIES * TRY_MS + 500

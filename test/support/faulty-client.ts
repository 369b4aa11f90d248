import { TransactionCanceledException, type DynamoDBClient } from '@aws-sdk/client-dynamodb'

/** What becomes of one attempt at a call: another answer in its place, or its own answer lost. */
export type Mishap = { readonly instead: Error } | { readonly lost: true }

/**
 * Lets mishaps befall the attempts at a command, one after another, within the SDK's own retries; then everything works. Answers how many
 * attempts there were.
 */
export function befall(
  client: DynamoDBClient,
  command: string,
  mishaps: readonly Mishap[],
): { readonly attempts: () => number } {
  let attempts = 0
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        if (commandName !== command) return next(args)
        const mishap = mishaps[attempts]
        attempts += 1
        if (mishap && 'instead' in mishap) throw mishap.instead
        const answer = await next(args)
        if (mishap) throw connectionReset()
        return answer
      },
    // Inside the loop of retries, next to the wire.
    { step: 'finalizeRequest', priority: 'low' },
  )
  return { attempts: () => attempts }
}

/** As Node reports a connection that ends before its answer. */
const connectionReset = () => Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' })

/** An error as the service would send it, by its code. */
export const serviceError = (name: string) =>
  Object.assign(new Error(name), { name, $fault: 'client' as const, $metadata: { httpStatusCode: 400 } })

/** A transaction cancelled for these reasons, one for each of its items. */
export const cancelled = (...codes: readonly string[]) =>
  new TransactionCanceledException({
    message: 'Transaction cancelled, please refer cancellation reasons for specific reasons',
    $metadata: { httpStatusCode: 400 },
    CancellationReasons: codes.map((Code) => ({ Code })),
  })

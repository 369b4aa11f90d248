import * as z from 'zod'
import type { InvocationResult } from '../lambda/protocol.ts'

const Answer = z.object({
  batchItemFailures: z.array(z.object({ itemIdentifier: z.string().min(1) })).nullish(),
})

/**
 * Which items of a batch a function reports as failed. As in Lambda: no answer or an empty one means that all succeeded; an
 * error, an answer that cannot be understood, or one that names an item not in the batch means that all failed.
 */
export function failedItems(
  result: InvocationResult,
  reportsFailedItems: boolean,
  items: readonly (string | undefined)[],
): 'all' | ReadonlySet<string> {
  if (!result.ok) return 'all'
  if (!reportsFailedItems) return new Set()
  const answer = Answer.nullable().safeParse(JSON.parse(result.payload))
  if (!answer.success) return 'all'
  const failed = answer.data?.batchItemFailures?.map(({ itemIdentifier }) => itemIdentifier) ?? []
  return failed.every((item) => items.includes(item)) ? new Set(failed) : 'all'
}

import { createHash } from 'node:crypto'
import type { ApiAnswer } from '../../shared/ports/service-api.ts'
import { ApiRefusedError } from '../page.ts'
import type { Field } from './field.ts'
import type { Refused } from './form-shown.ts'
import { mistakesIn } from './mistakes.ts'
import { textOf, type Typed } from './typed.ts'

/**
 * Numbers the request of a form: the same form sent twice is one request, and one that was changed after a lost answer is another.
 * The page's own number comes from the hidden box `key`.
 */
export const requestKey = (typed: Typed, body: string): string =>
  `${textOf(typed, 'key')}-${createHash('sha256').update(body).digest('hex').slice(0, 16)}`

const NOT_REACHED = 'We could not save this just now. What you entered is still here: try again in a minute.'

/**
 * What to tell where the API did not take a form; nothing where it did. What was typed stays on the page, also where the API could
 * not answer. @throws ApiRefusedError where the form itself is not the person's
 */
export function refusedBy(answer: ApiAnswer<unknown>, fields: readonly Field[], typed: Typed): Refused | undefined {
  if (answer.ok) return undefined
  const { status, problem } = answer
  const href = `#${fields[0]?.name ?? 'maincontent'}`
  if (status >= 500) return { fields: [], whole: [{ text: NOT_REACHED, href }] }
  if (status !== 409 && status !== 422 && status !== 403) throw new ApiRefusedError(status)
  const found = mistakesIn(fields, problem?.errors ?? [], typed)
  if (found.length > 0) return { fields: found, whole: [] }
  if (problem?.detail === undefined && !problem?.errors) throw new ApiRefusedError(status)
  const details = problem.errors?.map(({ detail }) => detail) ?? [problem.detail ?? '']
  return { fields: [], whole: details.map((text) => ({ text, href })) }
}

import { IdempotencyKeySchema } from '../../../schemas/parameters.ts'
import { problem, type Problem } from '../../../schemas/problem.ts'
import type { HttpRequest } from './http.ts'

/** Bytes: a form filled to every limit is smaller, and it must fit an item of the table. */
const LARGEST_BODY = 300_000

const JSON_TYPE = /^application\/([a-z0-9.+-]+\+)?json\s*(;|$)/i

/** The body as JSON, or the problem with it. Nothing of the body is ever repeated. */
export function jsonBody({ headers, body }: HttpRequest): { readonly json: unknown } | Problem {
  if (!JSON_TYPE.test(headers['content-type'] ?? '')) return problem('unsupported-media-type')
  if (Buffer.byteLength(body) > LARGEST_BODY) return problem('too-large')
  try {
    return { json: JSON.parse(body) as unknown }
  } catch {
    return problem('malformed-json')
  }
}

/** The number that the sender gave this request, so that sending it again changes nothing. */
export function idempotencyKey({ headers }: HttpRequest): string | undefined {
  return IdempotencyKeySchema.safeParse(headers['idempotency-key']).data
}

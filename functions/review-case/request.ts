import type { RequestMark } from '../../domain/case/events.ts'
import { problem, type Problem } from '../../schemas/problem.ts'
import type { KeyedHash } from '../shared/ports/keyed-hash.ts'
import type { PersonalRequest } from '../shared/runtime/http.ts'
import { idempotencyKey, jsonBody } from '../shared/runtime/json-body.ts'

/** The body of a request and the mark by which it is known again, or the problem with it. */
export function requestOf(
  request: PersonalRequest,
  hash: Pick<KeyedHash, 'body'>,
): { readonly json: unknown; readonly request: RequestMark } | Problem {
  const { person, params, body } = request
  const key = idempotencyKey(request)
  if (key === undefined) return problem('idempotency-key-needed')
  const parsed = jsonBody(request)
  if (!('json' in parsed)) return parsed
  // The same body about another section or recommendation is another request.
  const { section, alternative, number } = params
  const mark = {
    key: hash.body(JSON.stringify([person.subject, key])),
    bodyHash: hash.body(JSON.stringify([section, alternative, number, body])),
  }
  return { ...parsed, request: mark }
}

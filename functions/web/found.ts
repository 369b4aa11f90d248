import type { ApiAnswer } from '../shared/ports/service-api.ts'
import { ApiRefusedError } from './page.ts'

/** What the API answered. @throws ApiRefusedError, which is answered by a page that says so */
export function found<T>(answer: ApiAnswer<T>): T {
  if (answer.ok) return answer.body
  throw new ApiRefusedError(answer.status)
}

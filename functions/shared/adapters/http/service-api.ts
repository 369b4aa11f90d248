import type { Problem } from '../../../../schemas/problem.ts'
import type { ApiAnswer, ApiFile, ApiFor } from '../../ports/service-api.ts'

/** Less than the pages' own time, so that a person gets a page that says so. */
const PATIENCE_MS = 12_000

/** Asks the API over HTTP. No answer at all is told as 503: whether the request had an effect is not known then. */
export const serviceApiAt =
  (address: string): ApiFor =>
  (accessToken) => {
    const ask = async <T>(
      path: string,
      init: RequestInit,
      read: (answer: Response) => Promise<T>,
    ): Promise<ApiAnswer<T>> => {
      try {
        const answer = await fetch(`${address}/api/v1${path}`, {
          ...init,
          redirect: 'error',
          signal: AbortSignal.timeout(PATIENCE_MS),
        })
        if (answer.ok) return { ok: true, body: await read(answer) }
        const isProblem = answer.headers.get('content-type')?.startsWith('application/problem+json')
        return { ok: false, status: answer.status, ...(isProblem && { problem: (await answer.json()) as Problem }) }
      } catch {
        return { ok: false, status: 503 }
      }
    }
    const authorization = `Bearer ${accessToken}`
    return {
      get: <T>(path: string) => ask(path, { headers: { authorization } }, json<T>),
      file: (path) => ask(path, { headers: { authorization } }, file),
      post: <T>(path: string, key: string, body: string) =>
        ask(
          path,
          {
            method: 'POST',
            headers: { authorization, 'content-type': 'application/json', 'idempotency-key': key },
            body,
          },
          json<T>,
        ),
    }
  }

const json = async <T>(answer: Response) => (await answer.json()) as T

const file = async (answer: Response): Promise<ApiFile> => ({
  bytes: new Uint8Array(await answer.arrayBuffer()),
  type: answer.headers.get('content-type') ?? 'application/octet-stream',
})

import type { Problem } from '../../../../schemas/problem.ts'
import type { ApiAnswer, ApiFile, ApiFor } from '../../ports/service-api.ts'

/** Less than the pages' own time, so that a person gets a page that says so. */
const PATIENCE_MS = 12_000
/** A browser has to start for it. */
const PRINTING_MS = 26_000

/** Asks the API over HTTP. No answer at all is told as 503: whether the request had an effect is not known then. */
export const serviceApiAt =
  (address: string): ApiFor =>
  (accessToken) => {
    const ask = async <T>(
      path: string,
      init: RequestInit,
      read: (answer: Response) => Promise<T> = (answer) => answer.json() as Promise<T>,
      patience = PATIENCE_MS,
    ): Promise<ApiAnswer<T>> => {
      try {
        const answer = await fetch(`${address}/api/v1${path}`, {
          ...init,
          redirect: 'error',
          signal: AbortSignal.timeout(patience),
        })
        if (answer.ok) return { ok: true, body: await read(answer) }
        const body: unknown = await answer.json()
        const isProblem = answer.headers.get('content-type')?.startsWith('application/problem+json')
        return { ok: false, status: answer.status, ...(isProblem && { problem: body as Problem }) }
      } catch {
        return { ok: false, status: 503 }
      }
    }
    const authorization = `Bearer ${accessToken}`
    return {
      get: (path) => ask(path, { headers: { authorization } }),
      file: (path) => ask(path, { headers: { authorization } }, fileIn, PRINTING_MS),
      post: (path, key, body) =>
        ask(path, {
          method: 'POST',
          headers: { authorization, 'content-type': 'application/json', 'idempotency-key': key },
          body,
        }),
    }
  }

async function fileIn(answer: Response): Promise<ApiFile> {
  const disposition = answer.headers.get('content-disposition')
  return {
    type: answer.headers.get('content-type') ?? 'application/octet-stream',
    ...(disposition !== null && { disposition }),
    content: new Uint8Array(await answer.arrayBuffer()),
  }
}

import type { Problem } from '../../../../schemas/problem.ts'
import type { AgencyForms } from '../../ports/agency-forms.ts'
import type { ApiAnswer, ApiFile, ApiFor } from '../../ports/service-api.ts'

/** Less than the pages' own time, so that a person gets a page that says so. */
const PATIENCE_MS = 12_000
/** A browser has to start for it. */
const PRINTING_MS = 26_000

type Headers = Readonly<Record<string, string>>

/** Asks the API over HTTP. No answer at all is told as 503: whether the request had an effect is not known then. */
async function ask<T>(
  url: string,
  init: { readonly method?: 'POST'; readonly headers?: Headers; readonly body?: string },
  read: (answer: Response) => Promise<T> = (answer) => answer.json() as Promise<T>,
  patience = PATIENCE_MS,
): Promise<ApiAnswer<T>> {
  try {
    const answer = await fetch(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(patience) })
    if (answer.ok) return { ok: true, body: await read(answer) }
    const isProblem = answer.headers.get('content-type')?.startsWith('application/problem+json')
    return { ok: false, status: answer.status, ...(isProblem && { problem: (await answer.json()) as Problem }) }
  } catch {
    return { ok: false, status: 503 }
  }
}

const post = <T>(url: string, headers: Headers, body: string) =>
  ask<T>(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body })

/** The API as the person who bears a token has it. */
export const serviceApiAt =
  (address: string): ApiFor =>
  (accessToken) => {
    const urlOf = (path: string) => `${address}/api/v1${path}`
    const authorization = `Bearer ${accessToken}`
    return {
      get: (path) => ask(urlOf(path), { headers: { authorization } }),
      file: (path, as) =>
        ask(urlOf(path), { headers: { authorization, ...(as && { accept: as }) } }, fileIn, PRINTING_MS),
      post: (path, key, body) => post(urlOf(path), { authorization, 'idempotency-key': key }, body),
    }
  }

/** The API as somebody at an agency has it: secrets go in a body or a header, never in an address. */
export const agencyFormsAt = (address: string): AgencyForms => ({
  open: (link, passcode) => post(`${address}/api/v1/form-links/open`, {}, JSON.stringify({ link, passcode })),
  read: (session) => ask(`${address}/api/v1/form-answers`, { headers: { 'form-session': session } }),
  act: (session, body) => post(`${address}/api/v1/form-answers`, { 'form-session': session }, body),
})

const fileIn = async (answer: Response): Promise<ApiFile> => ({
  bytes: new Uint8Array(await answer.arrayBuffer()),
  type: answer.headers.get('content-type') ?? 'application/octet-stream',
})

import type { LocalCloud } from '../../infra/local/local-cloud.ts'

export interface Answer<T> {
  readonly status: number
  readonly body: T
}

/** Talks to a running service as a demo person does: over HTTP, with a token of the real sign-in. */
export class Client {
  readonly #tokens = new Map<string, Promise<string>>()
  readonly #url: string
  readonly #tokenFor: (person: string) => Promise<string>

  constructor({ url, tokenFor }: Pick<LocalCloud, 'url' | 'tokenFor'>) {
    this.#url = url
    this.#tokenFor = tokenFor
  }

  async get<T>(person: string, path: string): Promise<Answer<T>> {
    return this.#call<T>(person, path, { method: 'GET' })
  }

  async post<T>(person: string, path: string, key: string, body: unknown): Promise<Answer<T>> {
    return this.#call<T>(person, path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': key },
      body: JSON.stringify(body),
    })
  }

  async #call<T>(
    person: string,
    path: string,
    { headers = {}, ...init }: Omit<RequestInit, 'headers'> & { headers?: Record<string, string> },
  ): Promise<Answer<T>> {
    const token = await this.#token(person)
    const response = await fetch(`${this.#url}/api/v1${path}`, {
      ...init,
      headers: { ...headers, authorization: `Bearer ${token}` },
    })
    return { status: response.status, body: (await response.json()) as T }
  }

  #token(person: string): Promise<string> {
    const token = this.#tokens.get(person) ?? this.#tokenFor(person)
    this.#tokens.set(person, token)
    return token
  }
}

/** Asks again until the answer is there; fails at the deadline with what it last saw. */
export async function eventually<T>(ask: () => Promise<T | undefined>, seconds = 30): Promise<T> {
  const deadline = Date.now() + seconds * 1000
  let failure: unknown
  while (Date.now() < deadline) {
    try {
      const answer = await ask()
      if (answer !== undefined) return answer
    } catch (error) {
      failure = error
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  const seen = failure instanceof Error ? ` ${failure.message}` : ''
  throw new Error(`It did not happen within ${seconds} seconds.${seen}`, { cause: failure })
}

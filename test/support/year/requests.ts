import type { ActionInput } from '../../../schemas/panel-work/actions.ts'
import type { Answer, Client } from '../service.ts'

/** Requests of the year's people to the public API. A refusal is an error that says what was asked and why not. */
export class Requests {
  readonly client: Client
  readonly #url: string
  #count = 0

  constructor(client: Client, url: string) {
    this.client = client
    this.#url = url
  }

  /** A request of somebody who has no account. */
  async fromAgency<T>(path: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<T> {
    const response = await fetch(`${this.#url}/api/v1${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })
    return accepted({ status: response.status, body: (await response.json()) as T }, path)
  }

  async get<T>(person: string, path: string): Promise<T> {
    return accepted(await this.client.get<T>(person, path), path)
  }

  async post<T>(person: string, path: string, body: unknown): Promise<T> {
    return accepted(await this.client.post<T>(person, path, `year-${(this.#count += 1)}`, body), path)
  }

  act<T>(person: string, reference: string, action: ActionInput): Promise<T> {
    return this.post(person, `/cases/${reference}/actions`, action)
  }

  met(reference: string, rule: string, at: number): Promise<unknown> {
    return this.post('manager', `/cases/${reference}/clocks/${rule}`, { metAt: new Date(at).toISOString() })
  }
}

function accepted<T>({ status, body }: Answer<T>, what: string): T {
  if (status < 300) return body
  throw new Error(`${what} was refused with ${status}: ${JSON.stringify(body)}`)
}

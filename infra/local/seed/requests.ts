import type { LocalCloud } from '../local-cloud.ts'

interface Asked {
  readonly method?: 'POST'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/** Requests of the demo people to the public API. */
export class SeedRequests {
  readonly #cloud: LocalCloud

  constructor(cloud: LocalCloud) {
    this.#cloud = cloud
  }

  /** @param key numbers the request: sent again, it changes nothing */
  async post(person: string, route: string, key: string, body: unknown): Promise<unknown> {
    const answer = await this.#ask(person, route, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': key },
      body: JSON.stringify(body),
    })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`The synthetic ${key} was refused with ${answer.status}: ${text}`)
    return JSON.parse(text)
  }

  /** What is there; undefined where nothing is. */
  async find(person: string, route: string): Promise<unknown> {
    const answer = await this.#ask(person, route, {})
    if (answer.status === 404) return undefined
    if (!answer.ok) throw new Error(`${route} was refused with ${answer.status}.`)
    return answer.json()
  }

  /** Until it is there: what the service does by itself takes a second or so. */
  async until(person: string, route: string, isThere: (body: unknown) => boolean): Promise<void> {
    for (const deadline = Date.now() + 60_000; ;) {
      const answer = await this.#ask(person, route, {})
      const body: unknown = await answer.json()
      if (answer.ok && isThere(body)) return
      if (Date.now() > deadline) throw new Error(`${route} has not come to where it should be.`)
      await new Promise((resume) => setTimeout(resume, 100))
    }
  }

  async #ask(person: string, route: string, { headers, ...init }: Asked): Promise<Response> {
    const authorization = `Bearer ${await this.#cloud.tokenFor(person)}`
    return fetch(`${this.#cloud.url}/api/v1${route}`, {
      ...init,
      headers: { ...headers, authorization },
    })
  }
}

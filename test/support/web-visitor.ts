import type { APIGatewayProxyEventV2, Context } from 'aws-lambda'
import type { webFunction } from '../../functions/web/web.ts'

export interface Seen {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly location: string | undefined
  readonly body: string
  readonly cookies: readonly string[]
}

/** Visits pages without a browser or a network: events as the HTTP API sends them, and a jar for the cookies. */
export class WebVisitor {
  readonly #handler: ReturnType<typeof webFunction>
  readonly #jar = new Map<string, string>()

  constructor(handler: ReturnType<typeof webFunction>) {
    this.#handler = handler
  }

  get(address: string, headers: Record<string, string> = {}): Promise<Seen> {
    return this.#ask('GET', address, undefined, headers)
  }

  post(
    address: string,
    form: Readonly<Record<string, string | readonly string[]>>,
    headers: Record<string, string> = {},
  ): Promise<Seen> {
    const boxes = Object.entries(form).flatMap(([name, texts]) =>
      [texts].flat().map((text): [string, string] => [name, text]),
    )
    return this.#ask('POST', address, new URLSearchParams(boxes).toString(), headers)
  }

  /** The same visitor, with a cookie. */
  bringing(name: string, text: string): this {
    this.#jar.set(`__Host-${name}`, text)
    return this
  }

  /** Changes one character of a cookie. */
  spoil(name: string) {
    const text = this.#jar.get(`__Host-${name}`) ?? ''
    this.#jar.set(`__Host-${name}`, `${text.slice(0, 40)}${text[40] === 'A' ? 'B' : 'A'}${text.slice(41)}`)
  }

  async #ask(method: string, address: string, body: string | undefined, headers: Record<string, string>) {
    const { pathname, searchParams } = new URL(address, 'https://pages.example')
    const event = {
      rawPath: pathname,
      queryStringParameters: Object.fromEntries(searchParams),
      cookies: [...this.#jar].map(([name, text]) => `${name}=${text}`),
      headers: { 'x-forwarded-proto': 'https', ...headers },
      requestContext: { domainName: 'pages.example', http: { method } },
      ...(body !== undefined && { body: Buffer.from(body).toString('base64') }),
      isBase64Encoded: body !== undefined,
    } as unknown as APIGatewayProxyEventV2
    const answer = await this.#handler(event, { awsRequestId: 'request-1' } as Context)
    const cookies = answer.cookies ?? []
    for (const cookie of cookies) {
      const [, name = '', text = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
      if (cookie.includes('Max-Age=0')) this.#jar.delete(name)
      else this.#jar.set(name, text)
    }
    const told = answer.headers as Record<string, string>
    return { status: answer.statusCode, headers: told, location: told['location'], body: answer.body ?? '', cookies }
  }
}

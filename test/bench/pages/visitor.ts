import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { pathToFileURL } from 'node:url'
import path from 'node:path'
import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import type { Instant } from '../../../domain/calendar/instant.ts'
import { aesSeal } from '../../../functions/shared/adapters/seal.ts'
import { newSession } from '../../../functions/web/session/session.ts'
import { bundleDirectory } from '../../../infra/bundle.ts'
import type { LocalCloud } from '../../../infra/local/local-cloud.ts'
import type { PageAnswered, PageAsked } from './page-process.ts'

const SESSION_KEY = 'a secret that only the bench knows, 32+'

/** One page as a browser gets it. */
export interface Visited {
  readonly address: string
  readonly status: number
  readonly location: string | undefined
  readonly body: string
  readonly processor: number
}

/** The pages' bundle in a process of its own, asked as the HTTP API asks it. */
export class PageServer {
  readonly #child: ChildProcess
  readonly #waiting = new Map<number, (answered: PageAnswered) => void>()
  #asked = 0

  private constructor(child: ChildProcess) {
    this.#child = child
    child.on('message', (answered: PageAnswered) => {
      this.#waiting.get(answered.number)?.(answered)
      this.#waiting.delete(answered.number)
    })
  }

  /** On the tables and the API of a running service. */
  static async start(cloud: LocalCloud): Promise<PageServer> {
    const { accessKeyId, secretAccessKey } = cloud.clientSettings.credentials
    const child = fork(
      path.join(import.meta.dirname, 'page-process.ts'),
      [pathToFileURL(path.join(bundleDirectory('web'), 'index.mjs')).href],
      {
        env: {
          ...process.env,
          AWS_REGION: cloud.clientSettings.region,
          AWS_ACCESS_KEY_ID: accessKeyId,
          AWS_SECRET_ACCESS_KEY: secretAccessKey,
          AWS_ENDPOINT_URL_DYNAMODB: cloud.endpoints.dynamodb,
          DRAFT_TABLE: cloud.table('DraftTable').name,
          DIRECTORY_TABLE: cloud.table('DirectoryTable').name,
          SESSION_KEY,
          API_URL: cloud.url,
          ISSUER: 'https://issuer.example',
          CLIENT_ID: 'client',
          CLIENT_SECRET: 'secret',
          SCOPES: 'openid',
        },
      },
    )
    await once(child, 'message')
    return new PageServer(child)
  }

  ask(event: APIGatewayProxyEventV2): Promise<PageAnswered> {
    const number = (this.#asked += 1)
    return new Promise((resolve) => {
      this.#waiting.set(number, resolve)
      this.#child.send({ number, event } satisfies PageAsked)
    })
  }

  async stop(): Promise<void> {
    const gone = once(this.#child, 'exit')
    this.#child.kill()
    await gone
  }
}

/** Somebody who is signed in, visiting pages. */
export class Visitor {
  readonly #server: PageServer
  readonly #cookie: string

  private constructor(server: PageServer, cookie: string) {
    this.#server = server
    this.#cookie = cookie
  }

  /** With a token of the real sign-in, in a session sealed as the pages seal it. */
  static async signedIn(server: PageServer, cloud: LocalCloud, person: string): Promise<Visitor> {
    const accessToken = await cloud.tokenFor(person)
    const claims = JSON.parse(Buffer.from(accessToken.split('.')[1] ?? '', 'base64url').toString('utf8')) as {
      readonly sub: string
    }
    const signedIn = { subject: claims.sub, claims, accessToken, secondsLeft: 3600 }
    const session = newSession(signedIn, undefined, new Date().toISOString() as Instant)
    if (!session) throw new Error(`${person} has no roles.`)
    return new Visitor(server, `__Host-session=${aesSeal(SESSION_KEY).close('session', session)}`)
  }

  get(address: string): Promise<Visited> {
    return this.#ask('GET', address)
  }

  post(address: string, form: Readonly<Record<string, string>>): Promise<Visited> {
    return this.#ask('POST', address, new URLSearchParams(form).toString())
  }

  async #ask(method: string, address: string, body?: string): Promise<Visited> {
    const { pathname, searchParams } = new URL(address, 'https://pages.example')
    const event = {
      rawPath: pathname,
      queryStringParameters: Object.fromEntries(searchParams),
      cookies: [this.#cookie],
      headers: { 'x-forwarded-proto': 'https' },
      requestContext: { domainName: 'pages.example', http: { method } },
      ...(body !== undefined && { body: Buffer.from(body).toString('base64') }),
      isBase64Encoded: body !== undefined,
    } as unknown as APIGatewayProxyEventV2
    const { answer, processor } = await this.#server.ask(event)
    const location = answer.headers?.['location']
    return {
      address,
      status: answer.statusCode ?? 0,
      location: location === undefined ? undefined : String(location),
      body: answer.body ?? '',
      processor,
    }
  }
}

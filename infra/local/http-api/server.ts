import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { close, listenOnLoopback } from '../engines/loopback.ts'
import { RequestTooLargeError } from '../lambda/pool.ts'
import { requestEvent, type Authorisation, type EventSurroundings, type RequestEvent } from './request-event.ts'
import { answerPlainly, sendAnswer } from './response.ts'
import { routeFinder, type Route, type RouteMatch } from './routes.ts'

const HEADER_LIMIT = 10_240
const BODY_LIMIT = 10 * 1024 * 1024
const DRAIN_MS = 5000
/** Longer than any client keeps one for use: it, not the server, ends an idle connection, so that no request meets a closed door. */
const KEEP_ALIVE_MS = 75_000

/** What API Gateway answers itself, without or instead of the function. */
class Refusal extends Error {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>

  constructor(status: number, message: string, headers: Readonly<Record<string, string>> = {}, options?: ErrorOptions) {
    super(message, options)
    this.status = status
    this.headers = headers
  }
}

function asRefusal(error: unknown): Refusal | undefined {
  if (error instanceof RequestTooLargeError) return new Refusal(413, 'Request Entity Too Large')
  return error instanceof Refusal ? error : undefined
}

type RouteFinder = ReturnType<typeof routeFinder>

export interface HttpApi {
  readonly url: string
  /** From now on requests are routed; before, they are told to come back. */
  readonly serve: (routes: readonly Route[]) => void
  /** Takes no new requests, and gives those underway five seconds. */
  readonly stop: () => Promise<void>
}

/** Opens the door of the HTTP API, on the loopback address only. */
export async function openHttpApi(
  port: number,
  surroundings: EventSurroundings,
  log: (line: string) => void,
): Promise<HttpApi> {
  let findRoute: RouteFinder | undefined
  let stopped: Promise<void> | undefined
  const server = createServer({ maxHeaderSize: 16_384 }, (request, response) => {
    if (!findRoute) {
      answerPlainly(response, 503, 'Service Unavailable')
      return
    }
    serve(request, response, findRoute, surroundings).catch((error: unknown) => {
      // When the client hung up in the middle of its body there is nobody to answer.
      if (response.destroyed || response.headersSent) return
      const refusal = asRefusal(error)
      if (!refusal) log(`HTTP API: ${String(error)}`)
      const { status, message, headers } = refusal ?? new Refusal(500, 'Internal Server Error')
      answerPlainly(response, status, message, headers)
    })
  })
  server.keepAliveTimeout = KEEP_ALIVE_MS
  return {
    url: await listenOnLoopback(server, port),
    serve: (routes) => {
      findRoute = routeFinder(routes)
    },
    stop: () => (stopped ??= close(server, DRAIN_MS)),
  }
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  findRoute: RouteFinder,
  surroundings: EventSurroundings,
): Promise<void> {
  if (sizeOfHead(request) > HEADER_LIMIT) throw new Refusal(431, 'Request Header Fields Too Large')
  const path = decodedPath(request.url ?? '/')
  const found = findRoute(request.method ?? 'GET', path)
  if (!found) throw new Refusal(404, 'Not Found')
  const authorisation = await authorise(request, found)
  const body = await readBody(request)
  await callFunction(response, found, requestEvent(request, found, path, body, authorisation, surroundings))
}

async function callFunction(response: ServerResponse, { route }: RouteMatch, event: RequestEvent) {
  response.setHeader('apigw-requestid', event.requestContext.requestId)
  const impatience = new AbortController()
  try {
    const result = await Promise.race([
      route.pool.invoke(event),
      sleep(route.timeoutMs, 'too late' as const, { signal: impatience.signal }),
    ])
    if (result === 'too late') throw new Refusal(503, 'Service Unavailable')
    if (!result.ok) throw new Refusal(500, 'Internal Server Error')
    sendAnswer(response, result.payload)
  } finally {
    impatience.abort()
  }
}

async function authorise(
  request: IncomingMessage,
  { route: { authoriser, scopes } }: RouteMatch,
): Promise<Authorisation | undefined> {
  if (!authoriser) return undefined
  const verdict = await authoriser.check(request.headers.authorization, scopes)
  if (verdict.outcome === 'allowed') return { claims: verdict.claims, scopes: verdict.scopes }
  const [status, message] = verdict.outcome === 'forbidden' ? [403, 'Forbidden'] : [401, 'Unauthorized']
  throw new Refusal(status, message, { 'www-authenticate': verdict.challenge })
}

/** The request line and all header values count together. */
const sizeOfHead = ({ method = '', url = '', rawHeaders }: IncomingMessage) =>
  Buffer.byteLength(method + url) + rawHeaders.reduce((sum, text) => sum + Buffer.byteLength(text), 0)

/** API Gateway decodes the path before it looks for a route: an encoded slash divides segments like any other. */
function decodedPath(url: string): string {
  try {
    return decodeURIComponent(url.replace(/[?#].*$/s, ''))
  } catch (cause) {
    throw new Refusal(400, 'Bad Request', {}, { cause })
  }
}

/** Reads on after the limit, without keeping it: a client that is still sending would not see the answer. */
const readBody = (request: IncomingMessage) =>
  new Promise<Buffer>((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    request.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size <= BODY_LIMIT) {
        chunks.push(chunk)
      } else {
        chunks.length = 0
        reject(new Refusal(413, 'Request Entity Too Large'))
      }
    })
    request.on('end', () => {
      resolve(Buffer.concat(chunks))
    })
    request.on('error', reject)
  })

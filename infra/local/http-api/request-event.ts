import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { RouteMatch } from './routes.ts'

export interface EventSurroundings {
  readonly accountId: string
  readonly apiId: string
}

/** Sees what reaches a function besides the request itself. */
export interface Authorisation {
  readonly claims: Readonly<Record<string, string>>
  readonly scopes: readonly string[] | null
}

/** Text as API Gateway sees it; anything else travels as base 64, a form or a missing content type too. */
const TEXT = /^(text\/|application\/(json|xml|javascript)$)/

/**
 * The event of an HTTP API, payload format 2.0.
 * @param path decoded, which is what AWS calls raw
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function requestEvent(
  request: IncomingMessage,
  { route, pathParameters }: RouteMatch,
  path: string,
  body: Buffer,
  authorisation: Authorisation | undefined,
  { accountId, apiId }: EventSurroundings,
) {
  const now = new Date()
  const [, rawQueryString = ''] = /\?(.*)$/s.exec(request.url ?? '') ?? []
  const { cookie, ...headers } = headersOf(request)
  const isText = TEXT.test((headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '')
  const queryStringParameters = queryOf(rawQueryString)
  const domainName = headers['host'] ?? ''
  const requestId = randomUUID()
  return {
    version: '2.0',
    routeKey: route.key,
    rawPath: path,
    rawQueryString,
    ...(cookie !== undefined && { cookies: cookie.split(/; */) }),
    headers: { ...headers, ...forwardedHeaders(request) },
    ...(queryStringParameters && { queryStringParameters }),
    ...(Object.keys(pathParameters).length > 0 && { pathParameters }),
    requestContext: {
      accountId,
      apiId,
      domainName,
      domainPrefix: domainName.split('.')[0],
      http: {
        method: request.method,
        path,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp: request.socket.remoteAddress,
        userAgent: headers['user-agent'] ?? '',
      },
      requestId,
      routeKey: route.key,
      stage: '$default',
      time: commonLogTime(now),
      timeEpoch: now.getTime(),
      ...(authorisation && { authorizer: { jwt: authorisation } }),
    },
    ...(body.length > 0 && { body: body.toString(isText ? 'utf8' : 'base64') }),
    isBase64Encoded: body.length > 0 && !isText,
  }
}

export type RequestEvent = ReturnType<typeof requestEvent>

/** API Gateway speaks for itself on the connection. */
const OF_THE_CONNECTION = ['connection', 'keep-alive', 'transfer-encoding', 'upgrade', 'expect', 'te']

/** Names in small letters, repeated headers joined by a comma. */
function headersOf(request: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(request.headersDistinct)
      .filter(([name]) => !OF_THE_CONNECTION.includes(name))
      .map(([name, values = []]) => [name, values.join(name === 'cookie' ? '; ' : ',')]),
  )
}

const forwardedHeaders = ({ socket, headersDistinct }: IncomingMessage) => ({
  'x-amzn-trace-id': `Root=1-${Math.floor(Date.now() / 1000).toString(16)}-${randomUUID().replaceAll('-', '').slice(0, 24)}`,
  'x-forwarded-for': [...(headersDistinct['x-forwarded-for'] ?? []), socket.remoteAddress].join(', '),
  'x-forwarded-port': String(socket.localPort),
  'x-forwarded-proto': 'http',
})

/** Values of a parameter that came more than once are joined by a comma. */
function queryOf(query: string): Record<string, string> | undefined {
  if (query === '') return undefined
  const parameters = new URLSearchParams(query)
  return Object.fromEntries([...new Set(parameters.keys())].map((name) => [name, parameters.getAll(name).join(',')]))
}

/** `12/Mar/2026:19:03:58 +0000`. */
function commonLogTime(instant: Date): string {
  const [, day, month, year, time] = /(\d\d) (\w{3}) (\d{4}) ([\d:]{8})/.exec(instant.toUTCString()) ?? []
  return `${day}/${month}/${year}:${time} +0000`
}

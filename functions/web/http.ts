import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import type { ApiFile } from '../shared/ports/service-api.ts'
import { typedIn, type Typed } from './form/typed.ts'

export interface WebRequest {
  readonly method: string
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  readonly cookies: Readonly<Record<string, string>>
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly typed: Typed
  /** Of the body, as it came. */
  readonly bytes: number
  /** Scheme and host as the browser has them: CloudFront tells its name; API Gateway answers to no other than its own. */
  readonly origin: string
}

export interface WebAnswer {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly cookies?: readonly string[]
  readonly body?: string
  readonly isBase64?: boolean
}

export function webRequest(event: APIGatewayProxyEventV2): WebRequest {
  const { rawPath, queryStringParameters = {}, cookies = [], headers, body = '', isBase64Encoded } = event
  const { domainName, http } = event.requestContext
  return {
    method: http.method,
    path: rawPath,
    query: Object.fromEntries(Object.entries(queryStringParameters).map(([name, text]) => [name, text ?? ''])),
    cookies: Object.fromEntries(cookies.map(cookie)),
    headers,
    typed: typedIn(isBase64Encoded ? Buffer.from(body, 'base64').toString('utf8') : body),
    bytes: body.length,
    origin: `${headers['x-forwarded-proto'] ?? 'https'}://${hostIn(headers) ?? domainName}`,
  }
}

/**
 * Whoever calls past CloudFront may write there what they like, and harm nobody: no other site can make a browser send it, and the
 * provider sends codes to the addresses that it knows.
 */
const hostIn = (headers: WebRequest['headers']) => /^[\w.-]+(:\d+)?$/.exec(headers['x-viewer-host'] ?? '')?.[0]

function cookie(text: string): [string, string] {
  const [name = '', ...rest] = text.split('=')
  return [name, rest.join('=')]
}

/**
 * Nothing from elsewhere, nothing inline, in nobody's frame. The referrer stays within the service: without any, browsers would
 * not say where a form comes from either. Pages are kept by no cache.
 */
const SAFE_HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=()',
  'referrer-policy': 'same-origin',
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'x-content-type-options': 'nosniff',
}

export const html = (status: number, body: string): WebAnswer => ({
  status,
  headers: { 'content-type': 'text/html; charset=utf-8', ...(status === 503 && { 'retry-after': '60' }) },
  body,
})

/** Kept by the browser and never opened as a page. Only what is no text goes in base 64: an answer may hold six megabytes. */
export function attachment({ bytes, type }: ApiFile, name: string): WebAnswer {
  const isText = /^text\/|json/.test(type)
  return {
    status: 200,
    headers: { 'content-type': type, 'content-disposition': `attachment; filename="${name.replace(/[^\w.-]/g, '')}"` },
    body: Buffer.from(bytes).toString(isText ? 'utf8' : 'base64'),
    isBase64: !isText,
  }
}

/** To be fetched anew, whatever the method was. */
export const seeOther = (to: string, cookies: readonly string[] = []): WebAnswer => ({
  status: 303,
  headers: { location: to },
  cookies,
})

export const lambdaAnswer = ({ status, headers, cookies, body, isBase64 }: WebAnswer) =>
  ({
    statusCode: status,
    headers: { ...SAFE_HEADERS, ...headers },
    ...(cookies && cookies.length > 0 && { cookies: [...cookies] }),
    ...(body !== undefined && { body }),
    isBase64Encoded: isBase64 ?? false,
  }) satisfies APIGatewayProxyStructuredResultV2

/** Scripts never see it. Over TLS its name binds it to this very host; without TLS, which is the loopback only, no browser would take that. */
export function setCookie({ origin }: WebRequest, name: string, content: string, seconds: number): string {
  const isSecure = origin.startsWith('https:')
  return `${nameOf(isSecure, name)}=${content}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${seconds}${isSecure ? '; Secure' : ''}`
}

export const cookieOf = ({ origin, cookies }: WebRequest, name: string): string =>
  cookies[nameOf(origin.startsWith('https:'), name)] ?? ''

const nameOf = (isSecure: boolean, name: string) => (isSecure ? `__Host-${name}` : name)

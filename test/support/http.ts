import type { APIGatewayProxyEventV2, Context } from 'aws-lambda'
import type { Person } from '../../domain/access/access.ts'
import { httpFunction, publicFunction, type PublicRoutes, type Routes } from '../../functions/shared/runtime/http.ts'

export interface Call {
  readonly person?: Person | undefined
  readonly params?: Record<string, string>
  readonly query?: Record<string, string>
  readonly headers?: Record<string, string | undefined>
  readonly body?: string
  /** As Lambda gives it. */
  readonly context?: Context
}

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, unknown>>
  readonly text: string
  /** The text as JSON, where it is that. */
  readonly body: unknown
}

/** Calls routes as the HTTP API does: an event in its payload format, the person in the token's claims. */
export const call = (routes: Routes, routeKey: string, how: Call): Promise<Answer> =>
  answerOf(httpFunction(routes), routeKey, how)

/** Calls routes that want no token. */
export const callPublic = (routes: PublicRoutes, routeKey: string, how: Omit<Call, 'person'>): Promise<Answer> =>
  answerOf(publicFunction(routes), routeKey, how)

/** Without a time limit. */
const CONTEXT = { awsRequestId: 'request-1', functionName: 'test', memoryLimitInMB: '512' } as Context

export async function answerOf(
  handler: ReturnType<typeof httpFunction>,
  routeKey: string,
  { person, params, query, headers, body, context = CONTEXT }: Call,
): Promise<Answer> {
  const event = {
    version: '2.0',
    routeKey,
    pathParameters: params,
    queryStringParameters: query,
    headers: { 'content-type': 'application/json', ...headers },
    requestContext: {
      requestId: 'request-1',
      ...(person && {
        authorizer: {
          jwt: { claims: { sub: person.subject, cdr_roles: person.roles.join(' '), cdr_area: person.area } },
        },
      }),
    },
    body,
    isBase64Encoded: false,
  } as unknown as APIGatewayProxyEventV2
  const result = await handler(event, context)
  const { statusCode: status = 0, headers: answered = {}, body: text = 'null' } = result
  const isJson = String(answered['content-type']).includes('json')
  return { status, headers: answered, text, body: isJson ? JSON.parse(text) : undefined }
}

import middy from '@middy/core'
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda'
import type { Person } from '../../../domain/access/access.ts'
import { AREA_PATTERN, ROLES, TokenClaimsSchema, type Role } from '../../../schemas/access.ts'
import { problem, type Problem } from '../../../schemas/problem.ts'
import { isTemporary } from './fate.ts'
import { log, observed } from './log.ts'
import { errorName, routePattern } from './log-fields.ts'
import { inTime } from './time-limit.ts'

export interface HttpRequest {
  readonly params: Readonly<Record<string, string | undefined>>
  readonly query: Readonly<Record<string, string | undefined>>
  /** Header names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly body: string
  readonly requestId: string
}

export interface PersonalRequest extends HttpRequest {
  readonly person: Person
}

export interface HttpAnswer {
  readonly status: 200 | 201
  readonly body: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** A table for a spreadsheet. */
export interface CsvAnswer {
  readonly status: 200
  readonly csv: string
  readonly headers?: Readonly<Record<string, string>>
}

/** A file to be kept. */
export interface FileAnswer {
  readonly status: 200
  readonly file: Uint8Array
  readonly type: string
  readonly headers?: Readonly<Record<string, string>>
}

/** The caller has it already (`entity-tag.ts`). */
export interface NotModified {
  readonly status: 304
  readonly headers: Readonly<Record<string, string>>
}

export type Answered = HttpAnswer | CsvAnswer | FileAnswer | NotModified | Problem

/** What a Lambda answers on its routes, by route key (`GET /api/v1/cases/{reference}`). */
export type Routes = Readonly<Record<string, (request: PersonalRequest) => Promise<Answered>>>

/** What a Lambda answers to anyone, signed in or not. */
export type PublicRoutes = Readonly<Record<string, (request: HttpRequest) => Promise<Answered>>>

/** A Lambda behind the HTTP API: finds the person, answers, and turns whatever goes wrong into problem details. */
export const httpFunction = (routes: Routes) =>
  answering(routes, (act, request, event) => {
    const person = personFrom(event)
    return person ? act({ ...request, person }) : Promise.resolve(problem('forbidden'))
  })

/** The same for routes without a token: whoever calls is nobody. */
export const publicFunction = (routes: PublicRoutes) => answering(routes, (act, request) => act(request))

type Ask<Act> = (act: Act, request: HttpRequest, event: APIGatewayProxyEventV2) => Promise<Answered>

function answering<Act>(routes: Readonly<Record<string, Act>>, ask: Ask<Act>) {
  return middy(async (event: APIGatewayProxyEventV2, context: Context) => {
    const answered = await answer(routes, ask, event, context)
    log.info('Answered.', { route: routePattern(event.routeKey), status: answered.status })
    if ('csv' in answered) return csv(answered)
    if ('file' in answered) return file(answered)
    if ('title' in answered) return problemJson(answered)
    return 'body' in answered ? json(answered) : notModified(answered)
  }).use(observed())
}

async function answer<Act>(
  routes: Readonly<Record<string, Act>>,
  ask: Ask<Act>,
  event: APIGatewayProxyEventV2,
  context: Context,
): Promise<Answered> {
  const requestId = context.awsRequestId
  try {
    const act = routes[event.routeKey]
    return act ? await inTime(context, ask(act, requestFrom(event, requestId), event)) : problem('not-found')
  } catch (fault) {
    log.error('Could not answer.', { route: routePattern(event.routeKey), errorName: errorName(fault) })
    return problem(isTemporary(fault) ? 'unavailable' : 'server-fault', { reference: requestId })
  }
}

function requestFrom(event: APIGatewayProxyEventV2, requestId: string): HttpRequest {
  const { pathParameters = {}, queryStringParameters = {}, headers, body = '', isBase64Encoded } = event
  return {
    params: pathParameters,
    query: queryStringParameters,
    headers,
    body: isBase64Encoded ? Buffer.from(body, 'base64').toString('utf8') : body,
    requestId,
  }
}

/** The person whom the authoriser found in the token. A token without our claims is nobody here. */
function personFrom({ requestContext }: APIGatewayProxyEventV2): Person | undefined {
  const authorised = requestContext as { authorizer?: { jwt?: { claims?: unknown } } }
  const { success, data } = TokenClaimsSchema.safeParse(authorised.authorizer?.jwt?.claims)
  if (!success) return undefined
  const isRole = (role: string): role is Role => (ROLES as readonly string[]).includes(role)
  const area = data.cdr_area !== undefined && AREA_PATTERN.test(data.cdr_area) ? { area: data.cdr_area } : {}
  return { subject: data.sub, roles: data.cdr_roles.split(' ').filter(isRole), ...area }
}

const SAFE_HEADERS = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' }

const json = ({ status, body, headers }: HttpAnswer): APIGatewayProxyStructuredResultV2 => ({
  statusCode: status,
  headers: { 'content-type': 'application/json', ...SAFE_HEADERS, ...headers },
  body: JSON.stringify(body),
})

const csv = ({ status, csv: body, headers }: CsvAnswer): APIGatewayProxyStructuredResultV2 => ({
  statusCode: status,
  headers: { 'content-type': 'text/csv; charset=utf-8; header=present', ...SAFE_HEADERS, ...headers },
  body,
})

const file = ({ status, file: body, type, headers }: FileAnswer): APIGatewayProxyStructuredResultV2 => ({
  statusCode: status,
  headers: { 'content-type': type, ...SAFE_HEADERS, ...headers },
  body: Buffer.from(body).toString('base64'),
  isBase64Encoded: true,
})

const notModified = ({ status, headers }: NotModified): APIGatewayProxyStructuredResultV2 => ({
  statusCode: status,
  headers: { ...SAFE_HEADERS, ...headers },
})

const problemJson = (body: Problem): APIGatewayProxyStructuredResultV2 => ({
  statusCode: body.status,
  headers: {
    'content-type': 'application/problem+json',
    ...SAFE_HEADERS,
    ...(body.status === 503 && { 'retry-after': '2' }),
  },
  body: JSON.stringify(body),
})

import { once } from 'node:events'
import { request as rawRequest } from 'node:http'
import { connect } from 'node:net'
import * as jose from 'jose'
import type { LocalCloud } from '../../../infra/local/local-cloud.ts'
import { startFixture } from '../../support/engines/fixture-cloud.ts'

let cloud: LocalCloud
let token: string

beforeAll(async () => {
  cloud = await startFixture()
  token = await cloud.tokenFor('doctor')
})
afterAll(() => cloud.stop())

const get = (path: string, headers: Record<string, string> = {}) => fetch(cloud.url + path, { headers })
const eventOf = async (answer: Response) => (await answer.json()) as Record<string, unknown>

describe('the event of a request', () => {
  it('has the shape of payload format 2.0', async () => {
    const answer = await fetch(`${cloud.url}/things/some%20thing?a=1&a=2&b=%C3%A9`, {
      headers: { authorization: `Bearer ${token}`, cookie: 'one=1; two=2', 'X-Mixed': 'case' },
    })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('apigw-requestid')).toMatch(/^[0-9a-f-]{36}$/)
    const event = await eventOf(answer)
    expect(event).toMatchObject({
      version: '2.0',
      routeKey: 'GET /things/{id}',
      rawPath: '/things/some thing',
      rawQueryString: 'a=1&a=2&b=%C3%A9',
      cookies: ['one=1', 'two=2'],
      headers: { 'x-mixed': 'case', 'x-forwarded-proto': 'http' },
      queryStringParameters: { a: '1,2', b: 'é' },
      pathParameters: { id: 'some thing' },
      requestContext: { http: { method: 'GET', path: '/things/some thing' }, stage: '$default' },
      isBase64Encoded: false,
    })
    expect(event).not.toHaveProperty('body')
    expect(event['headers']).not.toHaveProperty('cookie')
  })

  it('hands claims over as text, lists in brackets, and the scopes that the route asked for', async () => {
    const event = await eventOf(await get('/things/1', { authorization: token }))
    expect(event).toMatchObject({
      requestContext: {
        authorizer: {
          jwt: {
            claims: {
              sub: 'doctor',
              cdr_roles: 'notifier designated-doctor',
              cdr_area: 'panel/northamptonshire',
              listed: '[a b]',
              version: '2',
              iss: cloud.issuer,
            },
            scopes: ['fixture/read'],
          },
        },
      },
    })
  })

  it.each([
    ['application/json; charset=utf-8', '{"é":1}', false],
    ['text/plain', 'é', false],
    ['application/x-www-form-urlencoded', 'a=1', true],
    ['application/problem+json', '{}', true],
    ['application/octet-stream', '\u0000', true],
  ])('encodes a body of %s as API Gateway does', async (contentType, body, isBase64Encoded) => {
    const answer = await fetch(`${cloud.url}/open`, { method: 'POST', body, headers: { 'content-type': contentType } })
    expect(await eventOf(answer)).toMatchObject({
      body: isBase64Encoded ? Buffer.from(body).toString('base64') : body,
      isBase64Encoded,
    })
  })
})

describe('routing', () => {
  it('prefers a literal path, and gives the rest of a path to a greedy parameter', async () => {
    expect(await eventOf(await get('/open'))).toMatchObject({ routeKey: 'ANY /open' })
    expect(await eventOf(await get('/open/a/b'))).toMatchObject({
      routeKey: 'ANY /open/{proxy+}',
      pathParameters: { proxy: 'a/b' },
    })
  })

  it.each(['/nothing-here', '/things/1/', '/things', '/things/a%2Fb'])('knows no route for %s', async (path) => {
    const answer = await get(path, { authorization: token })
    expect([answer.status, await answer.json()]).toEqual([404, { message: 'Not Found' }])
  })

  it('refuses a path that cannot be decoded', async () => {
    expect((await get('/open/%E0%A4%A')).status).toBe(400)
  })
})

describe('the authoriser', () => {
  const signedByAnother = async () => {
    const { privateKey } = await jose.generateKeyPair('RS256')
    const header = jose.decodeProtectedHeader(token) as jose.JWTHeaderParameters
    return new jose.SignJWT(jose.decodeJwt(token)).setProtectedHeader(header).sign(privateKey)
  }

  it('lets a genuine token in, with or without the word Bearer', async () => {
    expect((await get('/things/1', { authorization: `Bearer ${token}` })).status).toBe(200)
    expect((await get('/things/1', { authorization: token })).status).toBe(200)
  })

  it.each([
    ['no token', () => ''],
    ['what is no token', () => 'Bearer nonsense'],
    ['another key', signedByAnother],
    ['an unsigned token', () => `${jose.base64url.encode('{"alg":"none"}')}.${token.split('.')[1]}.`],
    ['changed claims', () => token.replace(/\.[^.]+\./, `.${jose.base64url.encode('{"sub":"somebody-else"}')}.`)],
  ])('turns away %s', async (_, make) => {
    const answer = await get('/things/1', { authorization: await make() })
    expect([answer.status, await answer.json()]).toEqual([401, { message: 'Unauthorized' }])
    expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer/)
  })

  it('forbids what the token has no scope for', async () => {
    const answer = await get('/other-scope', { authorization: token })
    expect([answer.status, await answer.json()]).toEqual([403, { message: 'Forbidden' }])
  })
})

describe('what a function answers', () => {
  it('becomes the answer: status, headers, cookies, bytes', async () => {
    const bytes = await get('/open?act=bytes')
    expect([...new Uint8Array(await bytes.arrayBuffer())]).toEqual([0x00, 0xff, 0xfe])
    const cookies = await get('/open?act=cookies')
    expect([cookies.status, cookies.headers.getSetCookie()]).toEqual([204, ['one=1; Path=/', 'two=2']])
    const plain = await get('/open?act=plain')
    expect([plain.status, await plain.json()]).toEqual([200, { any: 'object' }])
  })

  it.each(['throw', 'exit', 'hang', 'nonsense', 'bad-header', 'memory'])(
    'is a 500 without details when it should %s',
    async (act) => {
      const answer = await get(`/open?act=${act}`)
      expect([answer.status, await answer.json()]).toEqual([500, { message: 'Internal Server Error' }])
    },
  )

  it('is a 500 when it is larger than 6 MB, and not before', async () => {
    expect((await get(`/open?act=large&size=${6 * 1024 * 1024 - 100}`)).status).toBe(200)
    expect((await get(`/open?act=large&size=${6 * 1024 * 1024}`)).status).toBe(500)
  })

  it('is a 500 when the function cannot even be loaded', async () => {
    expect((await get('/broken')).status).toBe(500)
  })

  it('is a 503 when the integration loses patience', async () => {
    const answer = await get('/impatient?act=dawdle')
    expect([answer.status, await answer.json()]).toEqual([503, { message: 'Service Unavailable' }])
  })
})

describe('limits', () => {
  const post = (size: number) =>
    fetch(`${cloud.url}/open`, { method: 'POST', body: 'x'.repeat(size), headers: { 'content-type': 'text/plain' } })

  it('refuses bodies over 10 MB, and those that no longer fit an event', async () => {
    expect((await post(10 * 1024 * 1024 + 1)).status).toBe(413)
    expect((await post(7 * 1024 * 1024)).status).toBe(413)
  })

  it('refuses a head over 10,240 bytes', async () => {
    expect((await get('/open', { 'x-long': 'x'.repeat(9000) })).status).toBe(200)
    expect((await get('/open', { 'x-long': 'x'.repeat(10_240) })).status).toBe(431)
  })
})

describe('an execution environment', () => {
  it('sees its own settings and those of Lambda, and nothing of the machine', async () => {
    process.env['SECRET_OF_THE_MACHINE'] = 'seen'
    const { environment, zone, remaining, context } = (await (await get('/open?act=surroundings')).json()) as Record<
      string,
      Record<string, string>
    >
    expect(environment).not.toHaveProperty('SECRET_OF_THE_MACHINE')
    expect(environment).toMatchObject({
      TABLE: cloud.table('Ledger').name,
      PEPPER: expect.stringMatching(/^[A-Za-z0-9]{40}$/) as string,
      AWS_ENDPOINT_URL_DYNAMODB: cloud.endpoints.dynamodb,
      AWS_LAMBDA_FUNCTION_NAME: 'answer',
      _HANDLER: 'index.handler',
    })
    expect(zone).toBe(':UTC')
    expect(Number(remaining)).toBeGreaterThan(1000)
    expect(context).toMatchObject({
      functionName: 'answer',
      memoryLimitInMB: '256',
      logGroupName: '/aws/lambda/answer',
      awsRequestId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
    })
  })

  it('is used again, and starts afresh once killed', async () => {
    const calls = async () => ((await (await get('/open?act=surroundings')).json()) as { calls: number }).calls
    const first = await calls()
    expect(await calls()).toBe(first + 1)
    await cloud.killEnvironments('answer')
    expect(await calls()).toBe(1)
  })
})

describe('the door', () => {
  it('is open on the loopback address only', async () => {
    for (const address of [cloud.url, cloud.issuer!, cloud.endpoints.messaging, cloud.endpoints.invoke]) {
      const socket = connect({ host: '127.0.0.2', port: Number(new URL(address).port) })
      const [error] = (await once(socket, 'error')) as [Error]
      expect(error.message).toContain('ECONNREFUSED')
    }
  })

  it('does not let DynamoDB Local, which listens everywhere, talk to another address', async () => {
    const request = rawRequest({
      host: '127.0.0.1',
      port: new URL(cloud.endpoints.dynamodb).port,
      localAddress: '127.0.0.2',
    }).end()
    const [error] = (await once(request, 'error')) as [Error]
    expect(error.message).toMatch(/ECONNRESET|socket hang up/)
  })

  it("answers Lambda's invoke call to whoever has the key, and to nobody else", async () => {
    const invoke = (key: string) =>
      fetch(`${cloud.endpoints.invoke}/2015-03-31/functions/tick/invocations`, {
        method: 'POST',
        headers: { authorization: `AWS4-HMAC-SHA256 Credential=${key}/` },
        body: '{"job":"by hand"}',
      })
    expect(await (await invoke(cloud.clientSettings.credentials.accessKeyId)).json()).toEqual({ ticked: 'by hand' })
    expect((await invoke('guess')).status).toBe(403)
  })
})

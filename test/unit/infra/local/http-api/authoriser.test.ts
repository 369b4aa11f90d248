import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import * as jose from 'jose'
import { jwtAuthoriser, type Authoriser } from '../../../../../infra/local/http-api/authoriser.ts'

const ISSUER = 'http://issuer.invalid'
let server: Server
let authoriser: Authoriser
let keys: jose.GenerateKeyPairResult

beforeAll(async () => {
  keys = await jose.generateKeyPair('RS256')
  const jwk = { ...(await jose.exportJWK(keys.publicKey)), kid: 'key-1', alg: 'RS256', use: 'sig' }
  server = createServer((_, response) => response.end(JSON.stringify({ keys: [jwk] })))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const jwksUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  authoriser = jwtAuthoriser({ issuer: ISSUER, jwksUrl, audiences: ['pages'] })
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const soon = () => Math.floor(Date.now() / 1000) + 60
const good = () => ({ iss: ISSUER, aud: 'pages', sub: 'somebody', exp: soon(), scope: 'api/read openid' })
const sign = (claims: Record<string, unknown>, header = {}, key: jose.CryptoKey | Uint8Array = keys.privateKey) =>
  new jose.SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'key-1', ...header }).sign(key)
const outcome = async (token: string, scopes: string[] = []) =>
  (await authoriser.check(`Bearer ${token}`, scopes)).outcome

describe('the JWT authoriser', () => {
  it.each<[string, () => Record<string, unknown>]>([
    ['the audience', good],
    ['the audience among others', () => ({ ...good(), aud: ['another', 'pages'] })],
    ['the client, where there is no audience', () => ({ ...good(), aud: undefined, client_id: 'pages' })],
  ])('allows a token that names %s', async (_, claims) => {
    expect(await outcome(await sign(claims()))).toBe('allowed')
  })

  it.each<[string, () => Promise<string>]>([
    ['has expired', () => sign({ ...good(), exp: soon() - 120 })],
    ['never expires', () => sign({ ...good(), exp: undefined })],
    ['is not valid yet', () => sign({ ...good(), nbf: soon() })],
    ['comes from another issuer', () => sign({ ...good(), iss: 'http://elsewhere.invalid' })],
    ['is meant for another audience', () => sign({ ...good(), aud: 'another', client_id: 'pages' })],
    ['is meant for nobody', () => sign({ ...good(), aud: undefined })],
    ['does not name its key', () => sign(good(), { kid: undefined })],
    ['names an unknown key', () => sign(good(), { kid: 'key-2' })],
    ['is signed with a shared secret', () => sign(good(), { alg: 'HS256' }, new TextEncoder().encode('a'.repeat(32)))],
    ['is not signed', () => Promise.resolve(new jose.UnsecuredJWT(good()).encode())],
    ['is cut off', async () => (await sign(good())).slice(0, -10)],
  ])('turns away a token that %s', async (_, make) => {
    expect(await outcome(await make())).toBe('unauthorised')
  })

  it('forbids what needs a scope that the token does not hold, by either name of the claim', async () => {
    expect(await outcome(await sign(good()), ['api/write'])).toBe('forbidden')
    expect(await outcome(await sign(good()), ['api/write', 'api/read'])).toBe('allowed')
    expect(await outcome(await sign({ ...good(), scope: undefined, scp: ['api/write'] }), ['api/write'])).toBe(
      'allowed',
    )
  })

  it('hands claims over as text', async () => {
    const token = await sign({ ...good(), listed: ['a', 'b'], number: 7, yes: true })
    expect(await authoriser.check(token, ['api/read'])).toMatchObject({
      claims: { sub: 'somebody', listed: '[a b]', number: '7', yes: 'true' },
      scopes: ['api/read'],
    })
    expect(await authoriser.check(token, [])).toMatchObject({ scopes: null })
  })
})

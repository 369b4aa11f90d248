import { createHmac, createPublicKey } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import * as jose from 'jose'
import type { LocalCloud } from '../../infra/local/local-cloud.ts'
import { startLocalCloud } from '../../infra/local/start-local-cloud.ts'
import { routes } from '../../infra/stacks/routes.ts'
import { jsonCases, pollution } from '../support/hostile/json-cases.ts'
import { allNaughty } from '../support/hostile/strings.ts'
import { tally } from '../support/tally.ts'

let cloud: LocalCloud
let directory: string
let good: string
let key: jose.JWK
beforeAll(async () => {
  directory = mkdtempSync(path.join(tmpdir(), 'hostile-'))
  cloud = await startLocalCloud({ assembly: process.env['SERVICE_ASSEMBLY']!, directory })
  good = await cloud.tokenFor('manager')
  const kept = JSON.parse(readFileSync(path.join(directory, 'secrets.json'), 'utf8')) as Record<string, string>
  key = JSON.parse(kept['identity/signing-key']!) as jose.JWK
}, 180_000)
afterAll(async () => {
  await cloud.stop()
  rmSync(directory, { recursive: true, force: true })
}, 60_000)

const closed = routes.filter(({ scope }) => scope !== 'public')
const addressOf = (route: (typeof routes)[number]) => `${cloud.url}${route.path.replace(/\{[^}]+\}/g, 'x')}`

const ask = ({ method }: { method: string }, url: string, authorization: string, more: RequestInit = {}) =>
  fetch(url, {
    method,
    ...more,
    headers: { authorization, 'content-type': 'application/json', 'idempotency-key': 'k' },
  })

/** A genuine token, changed, and signed again with the provider's own key: nothing but the change is wrong with it. */
async function forged(change: Readonly<Record<string, unknown>>, header: object = {}, by?: Uint8Array) {
  const signer = by ?? (await jose.importJWK(key, 'RS256'))
  const claims = Object.entries({ ...jose.decodeJwt(good), ...change }).filter(([, claim]) => claim !== undefined)
  return new jose.SignJWT(Object.fromEntries(claims))
    .setProtectedHeader({ alg: 'RS256', kid: key.kid!, ...header })
    .sign(signer)
}

const now = () => Math.floor(Date.now() / 1000)
const base64 = (text: string | Buffer) => Buffer.from(text).toString('base64url')

/** The well-known trick: the public key, which anyone has, as the secret of a symmetric signature. */
function signedWithPublicKey() {
  const pem = createPublicKey({ key, format: 'jwk' }).export({ type: 'spki', format: 'pem' })
  const text = `${base64(JSON.stringify({ alg: 'HS256', kid: key.kid, typ: 'JWT' }))}.${good.split('.')[1] ?? ''}`
  return `${text}.${base64(createHmac('sha256', pem).update(text).digest())}`
}

const spoilt = (part: number, at = 40) => {
  const parts = good.split('.')
  const text = parts[part] ?? ''
  const other = text[at] === 'A' ? 'B' : 'A'
  return parts.with(part, `${text.slice(0, at)}${other}${text.slice(at + 1)}`).join('.')
}

const claiming = (claims: object) => {
  const [head, body = '', signature] = good.split('.')
  const said = { ...(JSON.parse(Buffer.from(body, 'base64url').toString()) as object), ...claims }
  return [head, base64(JSON.stringify(said)), signature].join('.')
}

/** Tokens that let nobody in: 401. */
const wrong: readonly (readonly [string, () => Promise<string> | string])[] = [
  ['has expired', () => forged({ exp: now() - 60 })],
  ['never expires', () => forged({ exp: undefined })],
  ['is not valid yet', () => forged({ nbf: now() + 600 })],
  ['comes from another issuer', () => forged({ iss: 'https://elsewhere.example' })],
  ['is for another client', () => forged({ aud: 'another', client_id: 'another' })],
  ['is for nobody', () => forged({ aud: undefined, client_id: undefined })],
  ['names no key', () => forged({}, { kid: undefined })],
  ['names another key', () => forged({}, { kid: 'another' })],
  ['is not signed', () => new jose.UnsecuredJWT(jose.decodeJwt(good)).encode()],
  ['is not signed and says so oddly', () => `${base64('{"alg":"nOnE"}')}.${good.split('.')[1] ?? ''}.`],
  ['is signed with the public key', signedWithPublicKey],
  ['is signed with a secret', () => forged({}, { alg: 'HS256' }, new TextEncoder().encode('s'.repeat(32)))],
  ['brings its own key', () => forged({}, { jwk: { kty: 'oct', k: 'AAAA' }, kid: 'own', jku: 'http://127.0.0.1:1/' })],
  ['has a spoilt head', () => spoilt(0, 10)],
  ['has a spoilt body', () => spoilt(1)],
  ['has a spoilt signature', () => spoilt(2)],
  ['has no signature', () => good.split('.').slice(0, 2).join('.')],
  ['claims another role', () => claiming({ cdr_roles: 'statistics-lead cdop-manager designated-doctor' })],
  ['claims another panel', () => claiming({ cdr_area: 'panel/leeds' })],
  ['is junk', () => 'junk'],
  ['is three dots', () => '...'],
  ['is very long', () => 'a'.repeat(4_000)],
  ['is two tokens', () => `${good}, ${good}`],
]

/** Genuine tokens of people who may nothing: 403. */
const powerless: readonly (readonly [string, Readonly<Record<string, unknown>>])[] = [
  ['has no scope', { scope: undefined }],
  ['has the scope of another API', { scope: 'openid other/cases' }],
  ['has no roles', { cdr_roles: undefined }],
  ['has an unknown role', { cdr_roles: 'administrator' }],
  ['has roles in another form', { cdr_roles: ['cdop-manager'] }],
  ['has an empty role', { cdr_roles: '' }],
  ['has roles in capitals', { cdr_roles: 'CDOP-MANAGER' }],
]

describe('A token that', () => {
  it.each(wrong)('%s opens no way in', async (_what, make) => {
    const token = await make()
    for (const route of closed) {
      const { status } = await ask(route, addressOf(route), `Bearer ${token}`)
      expect([route.path, status]).toEqual([route.path, 401])
    }
  })

  it.each(powerless)('%s may do nothing', async (_what, change) => {
    const token = await forged(change)
    for (const route of closed) {
      const { status } = await ask(route, addressOf(route), `Bearer ${token}`)
      expect([route.path, status]).toEqual([route.path, 403])
    }
  })

  it.each([
    ['names no panel', { cdr_area: undefined }],
    ['names a panel in another form', { cdr_area: 'panel/northamptonshire/../leeds' }],
    ['names all panels', { cdr_area: 'panel/*' }],
  ])('%s reaches no panel', async (_what, change) => {
    const token = await forged(change)
    const { status } = await ask(
      { method: 'GET' },
      `${cloud.url}/api/v1/panels/northamptonshire/queue`,
      `Bearer ${token}`,
    )
    expect(status).toBe(404)
  })

  it('is forged here is genuine but for what was changed: unchanged, it lets in', async () => {
    const queue = `${cloud.url}/api/v1/panels/northamptonshire/queue`
    expect((await ask({ method: 'GET' }, queue, `Bearer ${await forged({})}`)).status).toBe(200)
    tally('wrong-tokens', { tokens: wrong.length + powerless.length, routes: closed.length, letIn: 0 })
  })
})

/** Sends bytes as they are, and answers what came back until the server was done or the time was up. */
const raw = (text: string, ms = 3_000) =>
  new Promise<string>((resolve) => {
    const { hostname, port } = new URL(cloud.url)
    let answer = ''
    const socket = connect(Number(port), hostname, () => socket.write(text))
    const timer = setTimeout(() => socket.destroy(), ms)
    socket.on('data', (data) => (answer += data.toString()))
    socket.on('error', () => undefined)
    socket.on('close', () => {
      clearTimeout(timer)
      resolve(answer)
    })
  })

const head = (line: string, ...headers: string[]) =>
  [`${line} HTTP/1.1`, 'Host: x', 'Connection: close', ...headers, '', ''].join('\r\n')
const statusOf = (answer: string) => Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0)

describe('The running service', () => {
  const queue = '/api/v1/panels/northamptonshire/queue'

  it('heeds one Authorization header of two, and never the better of them', async () => {
    const both = (first: string, second: string) =>
      raw(head(`GET ${queue}`, `Authorization: Bearer ${first}`, `Authorization: Bearer ${second}`))
    expect(statusOf(await both('junk', good))).toBe(401)
    expect([200, 401]).toContain(statusOf(await both(good, 'junk')))
  })

  it.each([
    ['a header that is too long', () => head(`GET ${queue}`, `X-Long: ${'a'.repeat(10_241)}`), 431],
    ['no HTTP', () => 'hello\r\n\r\n', 400],
    ['a length that is none', () => head(`POST ${queue}`, 'Content-Length: many'), 400],
    ['two lengths', () => head(`POST ${queue}`, 'Content-Length: 1', 'Content-Length: 2'), 400],
    ['a length and chunks', () => head(`POST ${queue}`, 'Content-Length: 5', 'Transfer-Encoding: chunked'), 400],
    ['chunks that are none', () => `${head(`POST /api/v1/form-links/open`, 'Transfer-Encoding: chunked')}zz\r\n`, 400],
    ['a method of its own', () => head(`BREW ${queue}`), 400],
    ['a path with half a character', () => head('GET /api/v1/%ff'), 400],
    ['a path that climbs', () => head('GET /api/v1/cases/../../../etc/passwd'), 404],
  ])('answers %s plainly', async (_what, text, status) => {
    const answer = await raw(text())
    expect(statusOf(answer)).toBe(status)
    expect(answer).not.toMatch(/at .*\.ts|node_modules|Error:/)
  })

  it('refuses bodies that are too large, and lets nobody wait behind one that never ends', async () => {
    const notify = `${cloud.url}/api/v1/notifications`
    const doctor = `Bearer ${await cloud.tokenFor('doctor')}`
    const large = (bytes: number) => ask({ method: 'POST' }, notify, doctor, { body: `"${'a'.repeat(bytes)}"` })
    expect((await large(11 * 1024 * 1024)).status).toBe(413)
    expect((await large(400_000)).status).toBe(413)
    const slow = Array.from({ length: 50 }, () =>
      raw(`${head('POST /api/v1/form-links/open', 'Content-Length: 1000')}{`, 4_000),
    )
    expect((await fetch(`${cloud.url}/api/v1/openapi.json`)).status).toBe(200)
    await Promise.all(slow)
  }, 60_000)

  it('answers naughty texts and odd bodies in words of ours, and logs none of them', async () => {
    const counts = { inputs: 0, answered5xx: 0, echoes: 0 }
    const told = async (answer: Response, sent: string) => {
      const text = await answer.text()
      counts.inputs += 1
      if (answer.status >= 500) counts.answered5xx += 1
      if (sent.length >= 8 && text.includes(sent)) counts.echoes += 1
    }
    const doctor = `Bearer ${await cloud.tokenFor('doctor')}`
    for (const body of [...jsonCases.refused, ...jsonCases.taken, ...jsonCases.either, ...pollution])
      await told(await ask({ method: 'POST' }, `${cloud.url}/api/v1/notifications`, doctor, { body }), body)
    for (const text of allNaughty.filter((one) => one.length < 500)) {
      const written = encodeURIComponent(text.toWellFormed())
      await told(
        await ask({ method: 'GET' }, `${cloud.url}${queue}?cursor=${written}&${written}=1`, `Bearer ${good}`),
        text,
      )
      await told(await ask({ method: 'GET' }, `${cloud.url}/api/v1/cases/${written}`, `Bearer ${good}`), text)
    }
    expect(counts).toMatchObject({ answered5xx: 0, echoes: 0 })
    tally('running-system-inputs', counts)
    const files = readdirSync(cloud.logsDirectory).map((file) =>
      readFileSync(path.join(cloud.logsDirectory, file), 'utf8'),
    )
    const logs = files.join('')
    expect(allNaughty.filter((text) => text.trim().length >= 12 && text.length < 500 && logs.includes(text))).toEqual(
      [],
    )
  }, 120_000)
})

import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { openIdProvider } from '../../../../functions/shared/adapters/openid/identity-provider.ts'
import { TemporaryFaultError } from '../../../../functions/shared/runtime/fate.ts'

/** What a provider in trouble does with a request for tokens. */
const troubles = {
  'says nothing': undefined,
  'has failed': { status: 502, type: 'text/html', body: '<h1>Bad gateway</h1>' },
  'says that it has failed': { status: 500, type: 'application/json', body: '{"error":"server_error"}' },
} as const

let server: Server | undefined
afterEach(() => {
  server?.closeAllConnections()
  server?.close()
})

interface Said {
  readonly status: number
  readonly type: string
  readonly body: string
}

/** Describes itself as providers do, and answers a request for tokens so; nothing at all where there is no answer. */
async function aProvider(atToken: Said | undefined) {
  server = createServer((request, answer) => {
    const issuer = `http://${String(request.headers.host)}`
    const described = JSON.stringify({
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/keys`,
    })
    const said = request.url?.startsWith('/.well-known')
      ? { status: 200, type: 'application/json', body: described }
      : atToken
    if (said) answer.writeHead(said.status, { 'content-type': said.type }).end(said.body)
  })
  await new Promise<void>((listening) => server?.listen(0, '127.0.0.1', listening))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const clientOf = (issuer: string) =>
  openIdProvider({ issuer, clientId: 'client', clientSecret: 'secret', scopes: 'openid', patience: 0.2 })

async function comingBackTo(issuer: string) {
  const provider = clientOf(issuer)
  const { begun } = await provider.begin('https://pages.example/signed-in', false)
  return provider.complete(`https://pages.example/signed-in?code=abc&state=${begun.state}`, begun)
}

describe('A provider of identities', () => {
  it.each(Object.entries(troubles))('that %s is waited for in vain, for a while', async (_what, said) => {
    await expect(comingBackTo(await aProvider(said))).rejects.toThrow(TemporaryFaultError)
  })

  it('that cannot be reached is asked again later', async () => {
    const issuer = await aProvider(undefined)
    await new Promise((closed) => server?.close(closed))
    await expect(clientOf(issuer).begin('https://pages.example/signed-in', false)).rejects.toThrow(TemporaryFaultError)
  })

  it('that refuses a code leads back to signing in', async () => {
    const refused = { status: 400, type: 'application/json', body: '{"error":"invalid_grant"}' }
    expect(await comingBackTo(await aProvider(refused))).toBeUndefined()
  })
})

import { generateKeyPairSync } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { JWK } from 'jose'
import Provider, { type Configuration, type KoaContextWithOIDC } from 'oidc-provider'
import { close, listenOnLoopback } from '../engines/loopback.ts'
import { randomSecret, type Keeper } from '../state/keeper.ts'
import type { AccessClaims } from './claims.ts'
import { demoPerson, type DemoPerson } from './people.ts'
import { commandLineCallback } from './sign-in.ts'
import { signInPage } from './sign-in-page.ts'
import type { IdentityStore } from './store.ts'
import { addressOf, type UserPool, type UserPoolClient } from './user-pool.ts'

export interface Identity {
  readonly issuer: string
  readonly jwksUrl: string
  readonly stop: () => Promise<void>
}

export interface IdentityOptions {
  readonly port: number
  readonly pool: UserPool
  /** Address of the API: the pages behind the template's callback URLs are there too. */
  readonly apiUrl: string
  readonly keeper: Keeper
  readonly store: IdentityStore
  readonly log: (line: string) => void
  /** What the access token says of a person. */
  readonly claimsFor: (person: DemoPerson, clientId: string, scopes: readonly string[]) => Promise<AccessClaims>
}

/** Where Cognito has them, below the issuer or the domain. */
const ROUTES = {
  authorization: '/oauth2/authorize',
  token: '/oauth2/token',
  revocation: '/oauth2/revoke',
  userinfo: '/oauth2/userInfo',
  jwks: '/.well-known/jwks.json',
}
const SIGN_IN = '/sign-in/'
const SIGN_OUT = '/logout'
/** Stands for the API in the provider, which issues signed access tokens only for something it calls a resource. */
const API_RESOURCE = 'urn:local:api'

/** Starts the OpenID provider that stands in for the template's user pool, on the loopback address only. */
export async function startIdentity(options: IdentityOptions): Promise<Identity> {
  const { port, log } = options
  const issuer = addressOf(port)
  const provider = new Provider(issuer, configuration(issuer, options))
  provider.on('server_error', (_, error) => {
    log(`Sign-in: ${String(error)}`)
  })
  provider.on('authorization.error', (_, error) => {
    log(`Sign-in refused: ${error.error_description ?? error.message}`)
  })
  provider.on('grant.error', (_, error) => {
    log(`Token refused: ${error.error_description ?? error.message}`)
  })
  const callback = provider.callback()
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    if (request.url?.startsWith(SIGN_IN)) return signIn(provider, request, response)
    if (request.url?.startsWith(`${SIGN_OUT}?`)) return signOut(provider, options, request, response)
    return callback(request, response)
  }
  const server = createServer((request, response) => {
    answer(request, response).catch(() => {
      // An interaction that is over, or was never begun in this browser.
      response
        .writeHead(400, { 'content-type': 'text/plain;charset=utf-8' })
        .end('Please start again from the page you came from.')
    })
  })
  await listenOnLoopback(server, port)
  return {
    issuer,
    jwksUrl: issuer + ROUTES.jwks,
    stop: async () => {
      await close(server)
      options.store.close()
    },
  }
}

function configuration(issuer: string, options: IdentityOptions): Configuration {
  const { pool, apiUrl, keeper, store, claimsFor } = options
  const clientOf = (id: string | undefined) => pool.clients.find((client) => client.id === id)
  return {
    adapter: store.adapterFor,
    discovery: { end_session_endpoint: issuer + SIGN_OUT },
    jwks: { keys: [signingKey(keeper)] },
    cookies: { keys: [keeper.keep('identity/cookies', randomSecret)] },
    routes: ROUTES,
    // The API's scopes too: a client may be allowed only what is listed here.
    scopes: ['openid', 'email', 'profile', ...pool.apiScopes],
    claims: { openid: ['sub'], email: ['email'], profile: ['name'] },
    conformIdTokenClaims: false,
    clients: pool.clients.map((client) => ({
      client_id: client.id,
      ...(client.secret === undefined ? { token_endpoint_auth_method: 'none' } : { client_secret: client.secret }),
      redirect_uris: [
        ...new Set([...client.callbackUrls, ...localCallbacks(client, apiUrl), commandLineCallback(issuer)]),
      ],
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      scope: client.scopes.join(' '),
    })),
    pkce: { required: () => true },
    issueRefreshToken: () => true,
    ttl: {
      AccessToken: (_, __, client) => clientOf(client.clientId)?.accessTokenSeconds ?? 3600,
      IdToken: (_, __, client) => clientOf(client.clientId)?.accessTokenSeconds ?? 3600,
      RefreshToken: (_, __, client) => clientOf(client.clientId)?.refreshTokenSeconds ?? 3600,
      Session: 12 * 3600,
      Grant: 12 * 3600,
      Interaction: 3600,
    },
    features: {
      devInteractions: { enabled: false },
      revocation: { enabled: true },
      rpInitiatedLogout: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => API_RESOURCE,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: pool.apiScopes.join(' '),
          audience: API_RESOURCE,
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg: 'RS256' } },
        }),
      },
    },
    interactions: { url: (_, interaction) => SIGN_IN + interaction.uid },
    findAccount: (_, key) => {
      const person = demoPerson(key)
      return person && { accountId: key, claims: () => ({ sub: key, name: person.name, email: emailOf(person) }) }
    },
    // Nobody is asked for consent: the clients are the service's own.
    loadExistingGrant: (context) => grantAll(context, pool),
    extraTokenClaims: async (_, token) => {
      const person = 'accountId' in token ? demoPerson(token.accountId) : undefined
      return person && { ...(await claimsFor(person, token.clientId ?? '', [...token.scopes])) }
    },
    formats: {
      customizers: {
        // As Cognito's, which have `client_id` and no `aud`; this provider insists on one, and the client is whom an authoriser expects.
        jwt: (_, __, { payload }) => {
          const { client_id: aud, sub: username } = payload
          Object.assign(payload, { aud, username, token_use: 'access', version: 2 })
        },
      },
    },
  }
}

const emailOf = ({ key }: DemoPerson) => `${key}@demo.invalid`

/** The template's callback pages, at the address they have here. */
const localCallbacks = ({ callbackUrls }: UserPoolClient, apiUrl: string) =>
  callbackUrls.map((url) => apiUrl + new URL(url).pathname)

function signingKey(keeper: Keeper): JWK {
  const kept = keeper.keep('identity/signing-key', () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    return JSON.stringify({ ...privateKey.export({ format: 'jwk' }), kid: randomSecret(), alg: 'RS256', use: 'sig' })
  })
  return JSON.parse(kept) as JWK
}

async function grantAll({ oidc }: KoaContextWithOIDC, { apiScopes }: UserPool) {
  const { client, session } = oidc
  if (!client || !session?.accountId) return undefined
  const grant = new oidc.provider.Grant({ clientId: client.clientId, accountId: session.accountId })
  grant.addOIDCScope(['openid', 'email', 'profile', ...apiScopes].join(' '))
  grant.addResourceScope(API_RESOURCE, apiScopes.join(' '))
  await grant.save()
  return grant
}

async function signIn(provider: Provider, request: IncomingMessage, response: ServerResponse): Promise<void> {
  await provider.interactionDetails(request, response)
  const person = request.method === 'POST' ? demoPerson((await formOf(request)).get('person') ?? '') : undefined
  if (person) {
    await provider.interactionFinished(request, response, { login: { accountId: person.key } })
    return
  }
  response.writeHead(request.method === 'POST' ? 422 : 200, {
    'content-type': 'text/html;charset=utf-8',
    'content-security-policy': "default-src 'none'; base-uri 'none'; frame-ancestors 'none'",
    'cache-control': 'no-store',
  })
  response.end(signInPage(request.url ?? ''))
}

/** As Cognito's `/logout`: forgets who signed in with this browser, and sends it back to an address of the client's. */
function signOut(
  provider: Provider,
  { pool, apiUrl }: IdentityOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { searchParams } = new URL(request.url ?? '', provider.issuer)
  const client = pool.clients.find(({ id }) => id === searchParams.get('client_id'))
  const to = searchParams.get('logout_uri') ?? ''
  const isRegistered = client?.logoutUrls.some((url) => to === url || to === apiUrl + new URL(url).pathname)
  response
    .writeHead(isRegistered ? 303 : 400, {
      ...(isRegistered && { location: to }),
      'set-cookie': ['_session', '_session.sig'].map((name) => `${name}=; Path=/; Max-Age=0; HttpOnly`),
    })
    .end()
  return Promise.resolve()
}

async function formOf(request: IncomingMessage): Promise<URLSearchParams> {
  let text = ''
  for await (const chunk of request as AsyncIterable<Buffer>) text += chunk.toString()
  return new URLSearchParams(text)
}

import {
  allowInsecureRequests,
  authorizationCodeGrant,
  AuthorizationResponseError,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  ClientError,
  ClientSecretBasic,
  discovery,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
  ResponseBodyError,
  type Configuration,
} from 'openid-client'
import type { IdentityProvider } from '../../ports/identity-provider.ts'
import { TemporaryFaultError } from '../../runtime/fate.ts'

export interface OpenIdClient {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  readonly scopes: string
  /** Seconds for one answer of the provider's. */
  readonly patience?: number
}

/** The provider's own description of itself is fetched with the first sign-in, and kept as long as the function stays warm. */
export function openIdProvider({
  issuer,
  clientId,
  clientSecret,
  scopes,
  patience = 5,
}: OpenIdClient): IdentityProvider {
  let known: Promise<Configuration> | undefined
  const provider = () => (known ??= answered(discover()).catch(forget))
  const forget = (fault: unknown): never => {
    known = undefined
    throw fault
  }
  const discover = () =>
    discovery(new URL(issuer), clientId, undefined, ClientSecretBasic(clientSecret), {
      timeout: patience,
      // Only where the issuer itself was configured without TLS, which nothing but the loopback address is.
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- so marked to stand out
      execute: issuer.startsWith('http://127.0.0.1:') ? [allowInsecureRequests] : [],
    })

  return {
    begin: async (callback, again) => {
      const begun = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier() }
      const to = buildAuthorizationUrl(await provider(), {
        redirect_uri: callback,
        scope: scopes,
        state: begun.state,
        nonce: begun.nonce,
        code_challenge: await calculatePKCECodeChallenge(begun.verifier),
        code_challenge_method: 'S256',
        ...(again && { prompt: 'login' }),
      })
      return { to: to.href, begun }
    },
    complete: async (arrival, { state, nonce, verifier }) => {
      try {
        const tokens = await answered(
          authorizationCodeGrant(await provider(), new URL(arrival), {
            expectedState: state,
            expectedNonce: nonce,
            pkceCodeVerifier: verifier,
            idTokenExpected: true,
          }),
        )
        const subject = tokens.claims()?.sub
        const { access_token: accessToken, expires_in: secondsLeft } = tokens
        if (subject === undefined || secondsLeft === undefined) return undefined
        return { subject, accessToken, secondsLeft, claims: claimsOf(accessToken) }
      } catch (fault) {
        if (isRefusal(fault)) return undefined
        throw fault
      }
    },
    end: async (returnTo) => {
      const { end_session_endpoint: end } = (await provider()).serverMetadata()
      // Cognito's own parameters: it knows `logout_uri`, not the standard's `post_logout_redirect_uri`.
      return end && `${end}?${new URLSearchParams({ client_id: clientId, logout_uri: returnTo }).toString()}`
    },
  }
}

/** Tells a provider that does not answer, or cannot, from one that refuses: the first passes. */
async function answered<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked
  } catch (fault) {
    if (isAway(fault)) throw new TemporaryFaultError('The identity provider does not answer.', { cause: fault })
    throw fault
  }
}

function isAway(fault: unknown): boolean {
  if (fault instanceof ClientError) return fault.code === 'OAUTH_TIMEOUT' || isAway(fault.cause)
  if (fault instanceof ResponseBodyError || fault instanceof Response) return fault.status >= 500
  // What `fetch` throws when there is no connection; it carries the reason as its cause.
  if (typeof fault !== 'object' || fault === null) return false
  return 'name' in fault && fault.name === 'TypeError' && 'cause' in fault
}

const isRefusal = (fault: unknown) =>
  fault instanceof AuthorizationResponseError || fault instanceof ResponseBodyError || fault instanceof ClientError

/** It came straight from the provider, and the API checks its signature each time: here it is only read. */
function claimsOf(accessToken: string): unknown {
  const [, payload = ''] = accessToken.split('.')
  return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'))
}

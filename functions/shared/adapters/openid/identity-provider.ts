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

export interface OpenIdClient {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  readonly scopes: string
}

/** The provider's own description of itself is fetched with the first sign-in, and kept as long as the function stays warm. */
export function openIdProvider({ issuer, clientId, clientSecret, scopes }: OpenIdClient): IdentityProvider {
  let known: Promise<Configuration> | undefined
  const provider = () => (known ??= discover().catch(forget))
  const forget = (fault: unknown): never => {
    known = undefined
    throw fault
  }
  const discover = () =>
    discovery(new URL(issuer), clientId, undefined, ClientSecretBasic(clientSecret), {
      timeout: 5,
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
        const tokens = await authorizationCodeGrant(await provider(), new URL(arrival), {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
          idTokenExpected: true,
        })
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

const isRefusal = (fault: unknown) =>
  fault instanceof AuthorizationResponseError || fault instanceof ResponseBodyError || fault instanceof ClientError

/** It came straight from the provider, and the API checks its signature each time: here it is only read. */
function claimsOf(accessToken: string): unknown {
  const [, payload = ''] = accessToken.split('.')
  return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'))
}

import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  ClientSecretBasic,
  discovery,
  None,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client'
import { PlainSentenceError } from '../plain-sentence.ts'
import { demoPeople, demoPerson } from './people.ts'

/** Where `npm run token` is sent with its code: the provider itself, which has no page there. */
export const commandLineCallback = (issuer: string) => `${issuer}/signed-in`

/** Who asks for a token, and where. */
export interface SignInRequest {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret?: string | undefined
  readonly scopes: readonly string[]
}

/**
 * An access token for a demo person, got as a browser would: authorisation code with PKCE, through the sign-in page.
 * @throws PlainSentenceError when there is no such person.
 */
export async function signInAs(personKey: string, request: SignInRequest): Promise<string> {
  const { issuer, clientId, clientSecret, scopes } = request
  if (!demoPerson(personKey))
    throw new PlainSentenceError(
      `There is no demo person "${personKey}"; there are: ${demoPeople.map(({ key }) => key).join(', ')}.`,
    )
  const provider = await discovery(
    new URL(issuer),
    clientId,
    undefined,
    clientSecret === undefined ? None() : ClientSecretBasic(clientSecret),
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- so marked to stand out; this HTTP never leaves the machine
    { execute: [allowInsecureRequests] },
  )
  const pkceCodeVerifier = randomPKCECodeVerifier()
  const expectedState = randomState()
  const start = buildAuthorizationUrl(provider, {
    redirect_uri: commandLineCallback(issuer),
    scope: scopes.join(' '),
    code_challenge: await calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: 'S256',
    state: expectedState,
  })
  const arrival = await walkThrough(start, commandLineCallback(issuer), personKey)
  const tokens = await authorizationCodeGrant(provider, arrival, { pkceCodeVerifier, expectedState })
  return tokens.access_token
}

/** Follows redirects with a browser's cookies, chooses the person on the page that is no redirect, and stops at the callback. */
async function walkThrough(start: URL, callback: string, person: string): Promise<URL> {
  const cookies = new Map<string, string>()
  let url = start
  let form: URLSearchParams | undefined
  for (let steps = 0; steps < 10; steps += 1) {
    if (url.href.startsWith(callback)) return url
    const answer = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form && { method: 'POST', body: form }),
    })
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
      if (name !== undefined && value !== undefined) cookies.set(name, value)
    }
    const location = answer.headers.get('location')
    form = location === null ? new URLSearchParams({ person }) : undefined
    if (location !== null) url = new URL(location, url)
    else if (!answer.ok) break
  }
  throw new Error(`The local sign-in led nowhere, at ${url.pathname}.`)
}

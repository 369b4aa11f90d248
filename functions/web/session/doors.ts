import * as z from 'zod'
import type { Instant } from '../../../domain/calendar/instant.ts'
import type { IdentityProvider } from '../../shared/ports/identity-provider.ts'
import type { Seal } from '../../shared/ports/seal.ts'
import { cookieOf, seeOther, setCookie, type WebAnswer, type WebRequest } from '../http.ts'
import { endedSessionCookie, newSession, sessionCookie, sessionIn, standingOf } from './session.ts'

export interface DoorDeps {
  readonly seal: Seal
  readonly provider: IdentityProvider
  readonly now: () => Instant
}

const BegunSchema = z.object({ state: z.string(), nonce: z.string(), verifier: z.string(), to: z.string() })
const COOKIE = 'sign-in'
const COOKIE_SECONDS = 15 * 60

/** Where the provider sends people back to, as it is registered there. */
const CALLBACK = '/signed-in'

/** An address within the service, and nothing that a browser would take for another server. */
const within = (to: string | undefined) => (to !== undefined && /^\/(?![/\\])[\w\-/?=&.%]*$/.test(to) ? to : '/')

/** Leaves for the provider. Somebody whose session is over proves anew who they are; one whose token ran out does not notice. */
export async function signIn(request: WebRequest, { seal, provider, now }: DoorDeps): Promise<WebAnswer> {
  const session = sessionIn(request, seal)
  const again = session !== undefined && standingOf(session, now()) === 'over'
  const { to, begun } = await provider.begin(request.origin + CALLBACK, again)
  const kept = seal.close(COOKIE, { ...begun, to: within(request.query['to']) })
  return seeOther(to, [setCookie(request, COOKIE, kept, COOKIE_SECONDS)])
}

/** Comes back from the provider; `undefined` where that leads nowhere, and the person has to begin again. */
export async function signedIn(request: WebRequest, deps: DoorDeps): Promise<WebAnswer | undefined> {
  const { seal, provider, now } = deps
  const begun = BegunSchema.safeParse(seal.open(COOKIE, cookieOf(request, COOKIE))).data
  if (!begun) return undefined
  const arrival = `${request.origin}${CALLBACK}?${new URLSearchParams(request.query).toString()}`
  const known = await provider.complete(arrival, begun)
  const session = known && newSession(known, sessionIn(request, seal), now())
  return session && seeOther(begun.to, [sessionCookie(request, seal, session), setCookie(request, COOKIE, '', 0)])
}

/** Forgets the person here, and says where the provider does. */
export async function signOut(request: WebRequest, { provider }: DoorDeps) {
  return { cookies: [endedSessionCookie(request)], to: (await provider.end(`${request.origin}/`)) ?? '/' }
}

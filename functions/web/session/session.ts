import * as z from 'zod'
import type { Person } from '../../../domain/access/access.ts'
import { epochOf, type Instant } from '../../../domain/calendar/instant.ts'
import { AREA_PATTERN, ROLES, TokenClaimsSchema, type Role } from '../../../schemas/access.ts'
import { InstantSchema } from '../../../schemas/calendar.ts'
import type { SignedIn } from '../../shared/ports/identity-provider.ts'
import type { Seal } from '../../shared/ports/seal.ts'
import { cookieOf, setCookie, type WebRequest } from '../http.ts'

/**
 * Who is signed in. It lives in a sealed cookie and nowhere else, with the access token that the API is asked with; no refresh
 * token is kept (ADR 15).
 */
const SessionSchema = z.object({
  subject: z.string(),
  roles: z.array(z.enum(ROLES)),
  area: z.string().exactOptional(),
  accessToken: z.string(),
  tokenEndsAt: z.number(),
  signedInAt: InstantSchema,
  seenAt: InstantSchema,
})
export type Session = z.infer<typeof SessionSchema>

const MINUTE = 60_000
/** Away from the screen that long, a person proves anew who they are. */
export const IDLE_MINUTES = 15
/** One shift: then they sign in again, however busy. */
const LONGEST_HOURS = 12
/** A form may take a little to be answered: the token has to last until then. */
const TOKEN_MARGIN = 30_000
/** Longer than any session, so that a form sent too late still shows whose it is, and is kept for them. */
const COOKIE_SECONDS = 24 * 3600

/** `renew`: the token has run out under somebody who is there; the provider still knows them, and asks nothing. */
export type Standing = 'open' | 'renew' | 'over'

export function standingOf(session: Session, now: Instant): Standing {
  const since = (instant: Instant) => epochOf(now) - epochOf(instant)
  if (since(session.seenAt) > IDLE_MINUTES * MINUTE) return 'over'
  if (since(session.signedInAt) > LONGEST_HOURS * 60 * MINUTE) return 'over'
  return epochOf(now) < session.tokenEndsAt - TOKEN_MARGIN ? 'open' : 'renew'
}

/**
 * A session of whoever has just come from the provider. Renewing does not lengthen the shift: it began with the first sign-in.
 * `undefined` for a token without our claims.
 */
export function newSession(signedIn: SignedIn, renewed: Session | undefined, now: Instant): Session | undefined {
  const { success, data } = TokenClaimsSchema.safeParse(signedIn.claims)
  if (!success) return undefined
  const { subject, accessToken, secondsLeft } = signedIn
  const isRole = (role: string): role is Role => (ROLES as readonly string[]).includes(role)
  const isRenewal = renewed?.subject === subject && standingOf(renewed, now) !== 'over'
  return {
    subject,
    roles: data.cdr_roles.split(' ').filter(isRole),
    ...(data.cdr_area !== undefined && AREA_PATTERN.test(data.cdr_area) && { area: data.cdr_area }),
    accessToken,
    tokenEndsAt: epochOf(now) + secondsLeft * 1000,
    signedInAt: isRenewal ? renewed.signedInAt : now,
    seenAt: now,
  }
}

export const personOf = ({ subject, roles, area }: Session): Person => ({
  subject,
  roles,
  ...(area !== undefined && { area }),
})

const COOKIE = 'session'

export const sessionIn = (request: WebRequest, seal: Seal): Session | undefined =>
  SessionSchema.safeParse(seal.open(COOKIE, cookieOf(request, COOKIE))).data

export const sessionCookie = (request: WebRequest, seal: Seal, session: Session): string =>
  setCookie(request, COOKIE, seal.close(COOKIE, session), COOKIE_SECONDS)

export const endedSessionCookie = (request: WebRequest): string => setCookie(request, COOKIE, '', 0)

/**
 * What a form of ours carries and no other site can know. It is the person's and not the session's: a form that was opened before
 * a session ended is still theirs after they have signed in again, and never anybody else's.
 */
export const formMark = (seal: Seal, { subject }: Session): string => seal.mark('form', subject)

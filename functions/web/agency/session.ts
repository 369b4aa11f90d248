import * as z from 'zod'
import { epochOf, type Instant } from '../../../domain/calendar/instant.ts'
import { InstantSchema } from '../../../schemas/calendar.ts'
import type { Seal } from '../../shared/ports/seal.ts'
import { cookieOf, setCookie, type WebRequest } from '../http.ts'

/**
 * Somebody at an agency, who has no account: the secret that their link was exchanged for, in a sealed cookie. The link opens once, so
 * the cookie lasts as long as the form may be filled in; but whoever was away gives the passcode again, as the device may be shared.
 */
const AgencySessionSchema = z.object({
  secret: z.string(),
  /** Stands for the passcode, which is kept nowhere. */
  passcode: z.string(),
  expiresAt: InstantSchema,
  seenAt: InstantSchema,
  wrongPasscodes: z.int(),
  sentAt: InstantSchema.exactOptional(),
})
export type AgencySession = z.infer<typeof AgencySessionSchema>

const AWAY_MS = 15 * 60_000
/** As the link itself: then the panel gives out a new one. */
const MOST_WRONG = 5

const COOKIE = 'agency-form'
const PASSCODE = 'agency-passcode'

export const passcodeMark = (seal: Seal, secret: string, passcode: string) =>
  seal.mark(PASSCODE, `${secret} ${passcode}`)

export const agencySessionIn = (request: WebRequest, seal: Seal): AgencySession | undefined =>
  AgencySessionSchema.safeParse(seal.open(COOKIE, cookieOf(request, COOKIE))).data

export function agencyCookie(request: WebRequest, seal: Seal, session: AgencySession | 'ended', now: Instant): string {
  if (session === 'ended') return setCookie(request, COOKIE, '', 0)
  const seconds = Math.max(0, Math.floor((epochOf(session.expiresAt) - epochOf(now)) / 1000))
  return setCookie(request, COOKIE, seal.close(COOKIE, session), seconds)
}

export const isAway = ({ seenAt }: AgencySession, now: Instant) => epochOf(now) - epochOf(seenAt) > AWAY_MS

/** What the forms of this session carry, and no other site can know. */
export const agencyMark = (seal: Seal, { secret }: AgencySession) => seal.mark('agency-form', secret)

/** Under which a form that came too late is kept for whoever knows the passcode. */
export const keeperOf = (seal: Seal, { secret }: AgencySession) => `agency/${seal.mark('agency-keeper', secret)}`

/** The session after the passcode was given again; `ended` after too many wrong ones. */
export function unlocked(session: AgencySession, isRight: boolean, now: Instant): AgencySession | 'ended' {
  if (isRight) return { ...session, seenAt: now, wrongPasscodes: 0 }
  const wrongPasscodes = session.wrongPasscodes + 1
  return wrongPasscodes >= MOST_WRONG ? 'ended' : { ...session, wrongPasscodes }
}

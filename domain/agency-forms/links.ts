import type { LinkRefusal, LinkStanding } from '../../schemas/agency-forms/codes.ts'
import type { Instant } from '../calendar/instant.ts'
import type { Case } from '../case/case.ts'
import type { Decided } from '../case/events.ts'
import { hasEnded } from '../panel-work/stages.ts'
import type { FormLink, FormRequest } from './form-work.ts'

/** Wrong passcodes after which a link is locked: with six digits, one in two hundred thousand guesses right. */
export const MOST_WRONG_PASSCODES = 5

/** A request and one of its links, where the case still has both. */
export function linkIn({ work }: Case, id: string, number: number) {
  const request = work.forms.requests.find((one) => one.id === id)
  const link = request?.links.find((one) => one.number === number)
  return request && link && { request, link }
}

/** How a link stands; the first reason that closes it counts. */
export function standingOfLink({ work }: Case, request: FormRequest, link: FormLink, at: Instant): LinkStanding {
  if (hasEnded(work.stage)) return 'case-ended'
  if (request.standing !== 'awaited') return request.standing
  if (link.replacedAt !== undefined) return 'replaced'
  if (at >= link.expiresAt) return 'expired'
  if (link.openedAt !== undefined) return 'opened'
  return link.wrongPasscodes >= MOST_WRONG_PASSCODES ? 'locked' : 'unopened'
}

export interface Opening {
  readonly isOpened: boolean
  /** What goes on record; nothing where the same refusal is there already. */
  readonly decided: readonly Decided[]
}

/** What it comes to that somebody tries a link of this case with a passcode. */
export function openLink(known: Case, id: string, number: number, fits: boolean, at: Instant): Opening {
  const found = linkIn(known, id, number)
  if (!found) return { isOpened: false, decided: [] }
  const { request, link } = found
  const standing = standingOfLink(known, request, link, at)
  if (standing === 'unopened' && fits)
    return { isOpened: true, decided: [{ type: 'FormLinkOpened', happened: { form: id, link: number } }] }
  const because = refusalOf(standing)
  return { isOpened: false, decided: refused(request, link, because) }
}

/** A session works while its link is open; of a form that was sent it still learns that it arrived. */
export function useSession(known: Case, id: string, number: number, at: Instant) {
  const found = linkIn(known, id, number)
  if (!found) return { mayUse: false, decided: [] } as const
  const { request, link } = found
  const standing = standingOfLink(known, request, link, at)
  const hasArrived = standing === 'answered' && link.openedAt !== undefined && link.replacedAt === undefined
  if (standing === 'opened' || hasArrived) return { mayUse: true, request, link } as const
  return { mayUse: false, decided: refused(request, link, refusalOf(standing)) } as const
}

function refusalOf(standing: LinkStanding): LinkRefusal {
  if (standing === 'unopened') return 'wrong-passcode'
  return standing === 'opened' ? 'used-already' : standing
}

function refused({ id }: FormRequest, { number, refusals }: FormLink, because: LinkRefusal): Decided[] {
  const isKnown = because !== 'wrong-passcode' && refusals.some((one) => one.because === because)
  return isKnown ? [] : [{ type: 'FormLinkRefused', happened: { form: id, link: number, because } }]
}

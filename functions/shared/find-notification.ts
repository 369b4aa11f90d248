import type { Case, CaseNotification, ReceivedEvent } from '../../domain/case/case.ts'
import type { Reference } from '../../schemas/reference.ts'
import { caseNamed } from './find-case.ts'
import type { CaseRepository, LoadedCase } from './ports/case-repository.ts'

export interface FoundNotification {
  /** The case that has the notification now. */
  readonly case: Case
  /** How it arrived, in whichever case that was. */
  readonly event: ReceivedEvent
}

/** The notification with this reference, and the case that it opened, joined, or came to with another. */
export async function findNotification(
  reference: Reference,
  cases: CaseRepository,
): Promise<FoundNotification | undefined> {
  const found = await cases.load(reference)
  const arrivedIn = found && 'joined' in found ? await cases.load(found.joined) : found
  if (!arrivedIn || 'joined' in arrivedIn) return undefined
  const event = arrivedIn.events.find(
    (one): one is ReceivedEvent =>
      (one.type === 'NotificationReceived' || one.type === 'FurtherNotificationReceived') &&
      one.happened.notificationReference === reference,
  )
  const now = await caseThatHas(reference, arrivedIn, cases)
  return event && now && { case: now.case, event }
}

/** A case takes its notifications along when it is joined to another, but not one that was retracted before: that stays on its record. */
async function caseThatHas(
  reference: Reference,
  from: LoadedCase,
  cases: CaseRepository,
): Promise<LoadedCase | undefined> {
  const { joinedTo } = from.case
  if (!joinedTo || isRetracted(from.case, reference)) return from
  const next = await caseNamed(joinedTo, cases)
  return next && caseThatHas(reference, next, cases)
}

/** The notification as its case has it, or had it before it was retracted. */
export const notificationIn = (
  { notifications, retractions }: Case,
  reference: Reference,
): CaseNotification | undefined =>
  [...notifications, ...retractions.map(({ notification }) => notification)].find((one) => one.reference === reference)

/** Whether the notification was made in error. */
export const isRetracted = ({ retractions }: Case, reference: Reference): boolean =>
  retractions.some(({ notification }) => notification.reference === reference)

import type { Case, CaseNotification, ReceivedEvent } from '../../domain/case/case.ts'
import type { Reference } from '../../schemas/reference.ts'
import { findCase } from './find-case.ts'
import type { CaseRepository } from './ports/case-repository.ts'

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
  const now = arrivedIn.case.joinedTo ? await findCase(arrivedIn.case.joinedTo, cases) : arrivedIn
  return event && now && { case: now.case, event }
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

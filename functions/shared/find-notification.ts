import type { Case, ReceivedEvent } from '../../domain/case/case.ts'
import type { CaseEvent } from '../../domain/case/events.ts'
import type { Reference } from '../../schemas/reference.ts'
import type { CaseRepository } from './ports/case-repository.ts'

export interface FoundNotification {
  /** The case that the notification opened or joined. */
  readonly case: Case
  readonly events: readonly CaseEvent[]
  readonly event: ReceivedEvent
}

/** The notification with this reference, in the case that it opened or joined. */
export async function findNotification(
  reference: Reference,
  cases: CaseRepository,
): Promise<FoundNotification | undefined> {
  const found = await cases.load(reference)
  const loaded = found && 'joined' in found ? await cases.load(found.joined) : found
  if (!loaded || 'joined' in loaded) return undefined
  const event = loaded.events.find(
    (one): one is ReceivedEvent =>
      (one.type === 'NotificationReceived' || one.type === 'FurtherNotificationReceived') &&
      one.happened.notificationReference === reference,
  )
  return event && { ...loaded, event }
}

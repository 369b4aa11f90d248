import { thinEvent, type ItemKey } from '../../schemas/case-events.ts'
import type { EventPublisher } from '../shared/ports/event-publisher.ts'

/** Publishes the events with these keys, and answers the position of the first that did not get through. */
export async function relay(keys: readonly ItemKey[], publisher: EventPublisher): Promise<number | undefined> {
  const events = keys.map(thinEvent)
  const failed = await publisher.publish(events)
  const first = events.findIndex(({ id }) => failed.has(id))
  return first === -1 ? undefined : first
}

import type { ThinEvent } from '../../../schemas/case-events.ts'

export interface EventPublisher {
  /** Publishes events and answers which of them (by id) did not get through; an unreachable topic throws. */
  publish(events: readonly ThinEvent[]): Promise<ReadonlySet<string>>
}

import { InMemoryCaseStore } from '../../../functions/shared/adapters/memory/case-store.ts'
import type { AlertSender } from '../../../functions/shared/ports/alert-sender.ts'
import type { CasesToChase } from '../../../functions/shared/ports/case-repository.ts'
import type { EventPublisher } from '../../../functions/shared/ports/event-publisher.ts'
import type { KeyedHash } from '../../../functions/shared/ports/keyed-hash.ts'
import type { StatisticsRows } from '../../../functions/shared/ports/statistics-rows.ts'
import type { queueConsumer } from '../../../functions/shared/runtime/queue-consumer.ts'
import { hash } from '../pipeline.ts'
import { SimulatedKeys } from './keys.ts'
import { SimulatedIndexes } from './table.ts'

type Consumer = ReturnType<typeof queueConsumer>

/** What the use cases work with: made anew for each history. A seeded defect puts something worse in the place of one of these. */
export interface Collaborators {
  readonly store: InMemoryCaseStore
  readonly indexes: SimulatedIndexes
  readonly hash: KeyedHash
  readonly keys: SimulatedKeys
  /** What the relay publishes through. */
  readonly relayed: (real: EventPublisher) => EventPublisher
  readonly alerts: (real: AlertSender) => AlertSender
  readonly toChase: (real: CasesToChase) => CasesToChase
  readonly rows: (real: StatisticsRows) => StatisticsRows
  readonly consumer: (real: Consumer) => (...of: Parameters<Consumer>) => ReturnType<Consumer>
  readonly reconciles: boolean
}

const asItIs = <T>(real: T): T => real

export const sound = (): Collaborators => ({
  store: new InMemoryCaseStore(),
  indexes: new SimulatedIndexes(),
  hash,
  keys: new SimulatedKeys(),
  relayed: asItIs,
  alerts: asItIs,
  toChase: asItIs,
  rows: asItIs,
  consumer: asItIs,
  reconciles: true,
})

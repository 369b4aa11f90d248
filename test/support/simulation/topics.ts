import type { PublishBatchCommand, PublishCommand, SNSClient } from '@aws-sdk/client-sns'
import { SnsAlertSender } from '../../../functions/shared/adapters/sns/alert-sender.ts'
import { SnsEventPublisher } from '../../../functions/shared/adapters/sns/event-publisher.ts'
import type { AlertSender } from '../../../functions/shared/ports/alert-sender.ts'
import type { EventPublisher } from '../../../functions/shared/ports/event-publisher.ts'
import { AlertSchema, type Alert } from '../../../schemas/alert.ts'
import { eventsHeardBy, type EventType } from '../../../schemas/case-events.ts'
import type { Queue } from './queue.ts'
import type { Execution, World } from './world.ts'

const LONG = 300_000

/** Brings what is published to every queue that asked for its type: each message at least once, mostly; in any order. */
export class Topic {
  readonly #world: World
  readonly #queues: readonly Queue[]

  constructor(world: World, queues: readonly Queue[]) {
    this.#world = world
    this.#queues = queues
  }

  /** The real adapter, whose client speaks to this topic. */
  publisherFor(execution: Execution): EventPublisher {
    const send = ({ input: { PublishBatchRequestEntries = [] } }: PublishBatchCommand) =>
      execution.call(
        'topic',
        () => `publishes ${PublishBatchRequestEntries.length}`,
        () => {
          const Failed = PublishBatchRequestEntries.filter(({ Message = '', MessageAttributes }) => {
            if (this.#world.faults.strikes('partly-published')) return true
            this.#bring(Message, MessageAttributes?.['eventType']?.StringValue as EventType)
            return false
          })
          return Promise.resolve({ Failed: Failed.map(({ Id }) => ({ Id })) })
        },
      )
    return new SnsEventPublisher({ send } as unknown as SNSClient, 'case-events')
  }

  #bring(message: string, eventType: EventType) {
    const { faults } = this.#world
    for (const queue of this.#queues) {
      if (!eventsHeardBy(queue.name).includes(eventType) || faults.strikes('message-lost')) continue
      this.#bringTo(queue, message)
      if (faults.strikes('message-doubled')) this.#bringTo(queue, message)
    }
  }

  #bringTo(queue: Queue, message: string) {
    const { timeline, faults, chance } = this.#world
    timeline.after(faults.strikes('message-overtaken') ? chance.between(1000, LONG) : this.#world.hop(), () => {
      queue.send(message)
    })
  }
}

/** The real adapter for alerts; what it sends is kept. */
export function alertSenderFor(execution: Execution, sent: Alert[]): AlertSender {
  const send = ({ input: { Message = '' } }: PublishCommand) =>
    execution.call(
      'alerts',
      () => 'sends an alert',
      () => {
        sent.push(AlertSchema.parse(JSON.parse(Message)))
        return Promise.resolve({})
      },
    )
  return new SnsAlertSender({ send } as unknown as SNSClient, 'alerts')
}

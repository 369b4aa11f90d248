import { PublishBatchCommand, type SNSClient } from '@aws-sdk/client-sns'
import type { ThinEvent } from '../../../../schemas/case-events.ts'
import type { EventPublisher } from '../../ports/event-publisher.ts'

const MOST_IN_A_BATCH = 10

export class SnsEventPublisher implements EventPublisher {
  readonly #client: SNSClient
  readonly #topic: string

  constructor(client: SNSClient, topic: string) {
    this.#client = client
    this.#topic = topic
  }

  async publish(events: readonly ThinEvent[]): Promise<ReadonlySet<string>> {
    const failed = new Set<string>()
    for (let at = 0; at < events.length; at += MOST_IN_A_BATCH)
      for (const id of await this.#publishBatch(events.slice(at, at + MOST_IN_A_BATCH))) failed.add(id)
    return failed
  }

  /** A batch can fail in part with HTTP 200: the answer's `Failed` says which. */
  async #publishBatch(events: readonly ThinEvent[]): Promise<string[]> {
    const { Failed = [] } = await this.#client.send(
      new PublishBatchCommand({
        TopicArn: this.#topic,
        PublishBatchRequestEntries: events.map((event, index) => ({
          Id: String(index),
          Message: JSON.stringify(event),
          MessageAttributes: { eventType: { DataType: 'String', StringValue: event.data.eventType } },
        })),
      }),
    )
    return Failed.flatMap(({ Id }) => events[Number(Id)]?.id ?? [])
  }
}

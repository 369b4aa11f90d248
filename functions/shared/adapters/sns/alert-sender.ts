import { PublishCommand, type MessageAttributeValue, type SNSClient } from '@aws-sdk/client-sns'
import type { Alert } from '../../../../schemas/alert.ts'
import type { AlertSender } from '../../ports/alert-sender.ts'

export class SnsAlertSender implements AlertSender {
  readonly #client: SNSClient
  readonly #topic: string

  constructor(client: SNSClient, topic: string) {
    this.#client = client
    this.#topic = topic
  }

  async send(alert: Alert): Promise<void> {
    await this.#client.send(
      new PublishCommand({
        TopicArn: this.#topic,
        Subject: subjectOf(alert),
        Message: JSON.stringify(alert, null, 2),
        // By these a panel, a chair or the partners subscribe to what is theirs.
        MessageAttributes: { panel: text(alert.panel), to: text(alert.to), rule: text(alert.rule) },
      }),
    )
  }
}

const text = (value: string): MessageAttributeValue => ({ DataType: 'String', StringValue: value })

/** SNS takes at most 100 ASCII characters on one line; references stay out of it, as mailboxes show it to anybody near. */
const subjectOf = ({ rule, level, to }: Alert) =>
  level === 1 ? `Deadline ${rule} missed` : `Deadline ${rule} still missed: told the ${to}`

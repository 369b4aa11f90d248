import { Duration } from 'aws-cdk-lib'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import type { ITopic } from 'aws-cdk-lib/aws-sns'
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs'
import type { Construct } from 'constructs'
import { DeadLetterQueue } from './dead-letter-queue.ts'
import { RunbookAlarm } from './runbook-alarm.ts'

export interface QueueWithDeadLettersProps {
  readonly queueName: string
  readonly key: IKey
  readonly alarmTopic: ITopic
  /** What it means for a child's case when a message is not dealt with, in one sentence. */
  readonly meaning: string
  /** Timeout of the function that reads the queue. A message stays hidden six times as long, as Lambda advises. */
  readonly consumerTimeout: Duration
  /**
   * How often a message is tried before it is set aside.
   * @default 3
   */
  readonly maxReceiveCount?: number
  /**
   * How old the oldest message may grow before an alarm sounds.
   * @default 10 minutes
   */
  readonly alarmAge?: Duration
}

/**
 * A queue that loses nothing unseen: our own key, TLS only, messages kept 14 days, a dead-letter queue with an alarm on its
 * first letter, and an alarm when the oldest message waits too long.
 */
export class QueueWithDeadLetters extends Queue {
  readonly deadLetters: DeadLetterQueue

  constructor(scope: Construct, id: string, props: QueueWithDeadLettersProps) {
    const { queueName, key, alarmTopic, meaning, consumerTimeout } = props
    const { maxReceiveCount = 3, alarmAge = Duration.minutes(10) } = props

    const deadLetters = new DeadLetterQueue(scope, `${id}DeadLetters`, {
      queueName: `${queueName}-dead-letters`,
      key,
      alarmTopic,
      meaning,
    })
    super(scope, id, {
      queueName,
      encryption: QueueEncryption.KMS,
      encryptionMasterKey: key,
      // The longest there is: messages carry references and codes, and a key for each would cost more than the message.
      dataKeyReuse: Duration.days(1),
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
      visibilityTimeout: Duration.seconds(6 * consumerTimeout.toSeconds()),
      deadLetterQueue: { queue: deadLetters, maxReceiveCount },
    })
    this.deadLetters = deadLetters

    new RunbookAlarm(this, 'Waiting', {
      alarmName: `${queueName}-waiting`,
      meaning,
      runbook: 'oldest-message',
      metric: this.metricApproximateAgeOfOldestMessage({ period: Duration.minutes(1), statistic: 'Maximum' }),
      threshold: alarmAge.toSeconds(),
      alarmTopic,
    })
  }
}

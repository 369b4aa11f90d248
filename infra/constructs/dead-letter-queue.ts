import { Duration } from 'aws-cdk-lib'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import type { ITopic } from 'aws-cdk-lib/aws-sns'
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs'
import type { Construct } from 'constructs'
import { RunbookAlarm } from './runbook-alarm.ts'

export interface DeadLetterQueueProps {
  readonly queueName: string
  readonly key: IKey
  readonly alarmTopic: ITopic
  /** What a letter here means for a child's case, in one sentence. */
  readonly meaning: string
}

/**
 * Keeps what could not be done until a person has looked: 14 days (the longest SQS offers), our own key, TLS only.
 * The first letter sounds an alarm.
 */
export class DeadLetterQueue extends Queue {
  constructor(scope: Construct, id: string, { queueName, key, alarmTopic, meaning }: DeadLetterQueueProps) {
    super(scope, id, {
      queueName,
      encryption: QueueEncryption.KMS,
      encryptionMasterKey: key,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    })
    new RunbookAlarm(this, 'NotEmpty', {
      alarmName: `${queueName}-not-empty`,
      meaning,
      runbook: 'dead-letters',
      metric: this.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(1), statistic: 'Maximum' }),
      threshold: 1,
      alarmTopic,
    })
  }
}

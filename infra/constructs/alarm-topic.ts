import { Aws } from 'aws-cdk-lib'
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import { Subscription, SubscriptionProtocol, Topic } from 'aws-cdk-lib/aws-sns'
import type { Construct } from 'constructs'

export interface AlarmTopicProps {
  readonly topicName: string
  readonly key: IKey
  /** @default none: alarms show in the console only */
  readonly email?: string | undefined
}

/** Where every alarm goes, and who hears it. */
export class AlarmTopic extends Topic {
  constructor(scope: Construct, id: string, { topicName, key, email }: AlarmTopicProps) {
    super(scope, id, { topicName, masterKey: key, enforceSSL: true })
    // CloudWatch publishes as itself: without its share in the key every alarm on an encrypted topic is lost in silence.
    key.grant(
      new ServicePrincipal('cloudwatch.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
      'kms:Decrypt',
      'kms:GenerateDataKey',
    )
    if (email) new Subscription(this, 'Email', { topic: this, protocol: SubscriptionProtocol.EMAIL, endpoint: email })
  }
}

import { Aws } from 'aws-cdk-lib'
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import type { Construct } from 'constructs'
import { MailedTopic, type MailedTopicProps } from './mailed-topic.ts'

/** Where every alarm goes, and who hears it; without a mailbox, alarms show in the console only. */
export class AlarmTopic extends MailedTopic {
  constructor(scope: Construct, id: string, props: MailedTopicProps) {
    super(scope, id, props)
    // CloudWatch publishes as itself: without its share in the key every alarm on an encrypted topic is lost in silence.
    props.key.grant(
      new ServicePrincipal('cloudwatch.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
      'kms:Decrypt',
      'kms:GenerateDataKey',
    )
  }
}

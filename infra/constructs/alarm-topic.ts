import { Aws } from 'aws-cdk-lib'
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import type { Construct } from 'constructs'
import { MailedTopic, type MailedTopicProps } from './mailed-topic.ts'

/** Where every alarm goes, and who hears it; without a mailbox, alarms show in the console only. */
export class AlarmTopic extends MailedTopic {
  constructor(scope: Construct, id: string, props: MailedTopicProps) {
    super(scope, id, props)
    // CloudWatch publishes as itself. A topic with a policy of its own has lost the one that lets the whole account in, and its key knows
    // nobody: without both of these, every alarm is lost in silence.
    const cloudWatch = new ServicePrincipal('cloudwatch.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
    })
    this.addToResourcePolicy(
      new PolicyStatement({ actions: ['sns:Publish'], principals: [cloudWatch], resources: [this.topicArn] }),
    )
    props.key.grant(cloudWatch, 'kms:Decrypt', 'kms:GenerateDataKey')
  }
}

import type { IKey } from 'aws-cdk-lib/aws-kms'
import { Subscription, SubscriptionProtocol, Topic } from 'aws-cdk-lib/aws-sns'
import type { Construct } from 'constructs'

export interface MailedTopicProps {
  readonly topicName: string
  readonly key: IKey
  /** @default none: nothing is mailed */
  readonly email?: string | undefined
}

/** A topic under our own key, over TLS only, whose messages may go to a mailbox. */
export class MailedTopic extends Topic {
  constructor(scope: Construct, id: string, { topicName, key, email }: MailedTopicProps) {
    super(scope, id, { topicName, masterKey: key, enforceSSL: true })
    if (email) new Subscription(this, 'Email', { topic: this, protocol: SubscriptionProtocol.EMAIL, endpoint: email })
  }
}

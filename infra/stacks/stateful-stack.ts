import { CfnOutput, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import { Secret } from 'aws-cdk-lib/aws-secretsmanager'
import { SubscriptionFilter, Topic } from 'aws-cdk-lib/aws-sns'
import { SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions'
import type { Construct } from 'constructs'
import {
  caseTable,
  directoryTable,
  draftTable,
  statisticsTable,
} from '../../functions/shared/adapters/dynamodb/table-definition.ts'
import { eventsHeardBy } from '../../schemas/case-events.ts'
import type { KeyNumbers } from '../../schemas/identity-key-rotation.ts'
import {
  consumerTimeout,
  identityKeysOf,
  type Environment,
  type PagesAddress,
  prefixOf,
  type Statistics,
} from '../config.ts'
import { AlarmTopic } from '../constructs/alarm-topic.ts'
import { Backups } from '../constructs/backups.ts'
import { DeadLetterQueue } from '../constructs/dead-letter-queue.ts'
import { EncryptionKeys } from '../constructs/encryption-keys.ts'
import { MailedTopic } from '../constructs/mailed-topic.ts'
import { QueueWithDeadLetters } from '../constructs/queue-with-dead-letters.ts'
import { RecordTable } from '../constructs/record-table.ts'
import { ServiceFunction, type Surroundings } from '../constructs/service-function.ts'
import { SignIn } from '../constructs/sign-in.ts'
import { API, scopes } from './routes.ts'

export interface StatefulStackProps extends StackProps {
  readonly environment: Environment
}

/** Everything that holds something: a change here may lose it, so it is reviewed apart. */
export class StatefulStack extends Stack {
  readonly surroundings: Surroundings
  readonly caseTable: RecordTable
  readonly directoryTable: RecordTable
  readonly draftTable: RecordTable
  readonly statisticsTable: RecordTable
  /**
   * Stands for the secret's value: CloudFormation puts it into a function's settings when it deploys, so that no function
   * needs the right, or the code, to read the secret.
   */
  readonly referenceKeyValue: string
  /** Those of the keys of identities that are in use, as `IdentityKeysSchema` reads them. */
  readonly identityKeyValues: string
  readonly identityKeys: KeyNumbers
  /** In the same way: what seals the pages' cookies, and what proves the pages to the user pool. */
  readonly sessionKeyValue: string
  readonly clientSecretValue: string
  readonly caseEvents: Topic
  readonly categoriseQueue: QueueWithDeadLetters
  readonly routeQueue: QueueWithDeadLetters
  /** Missed deadlines, for people: whoever subscribes may ask for one `panel` only, or for what goes `to` a chair. */
  readonly alerts: MailedTopic
  readonly alertQueue: QueueWithDeadLetters
  readonly chaseDeadLetters: DeadLetterQueue
  readonly publishDeadLetters: DeadLetterQueue
  readonly relayDeadLetters: DeadLetterQueue
  readonly reconcileDeadLetters: DeadLetterQueue
  readonly signIn: SignIn
  /** Name of the pages, if they have one of their own. */
  readonly pages: PagesAddress | undefined
  /** ARN of the firewall before the pages, if there is one. */
  readonly firewall: string | undefined
  readonly statistics: Statistics

  constructor(scope: Construct, id: string, { environment, ...props }: StatefulStackProps) {
    super(scope, id, { ...props, terminationProtection: true })
    const prefix = prefixOf(environment)
    this.pages = environment.pages
    this.firewall = environment.firewall
    this.statistics = environment.statistics
    const keys = new EncryptionKeys(this, 'Keys', { prefix })
    const key = keys.machinery
    const alarmTopic = new AlarmTopic(this, 'Alarms', {
      topicName: `${prefix}-alarms`,
      key,
      email: environment.alarmEmail,
    })
    this.surroundings = { prefix, keys, alarmTopic, logs: environment.logs }

    this.caseTable = new RecordTable(this, 'CaseTable', {
      definition: caseTable,
      key: keys.record,
      retention: environment.retention,
      alarmTopic,
      alarmPrefix: `${prefix}-case-table`,
      meaning: 'A notification or a look at a case was slowed down or refused.',
    })
    this.directoryTable = new RecordTable(this, 'DirectoryTable', {
      definition: directoryTable,
      key: keys.record,
      retention: environment.retention,
      alarmTopic,
      alarmPrefix: `${prefix}-directory-table`,
      meaning: "A child's postcode could not be looked up, so the notifier may be asked for the authority.",
    })
    this.draftTable = new RecordTable(this, 'DraftTable', {
      definition: draftTable,
      key: keys.record,
      alarmTopic,
      retention: environment.retention,
      alarmPrefix: `${prefix}-draft-table`,
    })
    this.statisticsTable = new RecordTable(this, 'StatisticsTable', {
      definition: statisticsTable,
      key: keys.statistics,
      alarmTopic,
      retention: environment.retention,
      alarmPrefix: `${prefix}-statistics-table`,
    })
    new Backups(this, 'Backups', {
      prefix,
      // Not the directory, which is imported again, and not drafts, which a copy would keep beyond their end.
      tables: [this.caseTable, this.statisticsTable],
      key: keys.backups,
      backups: environment.backups,
      alarmTopic,
    })
    const secrets = identityKeysOf(environment).map((id) => this.identityKey(id, keys.record))
    const valueOf = (number: number) => secrets[number - 1]?.secretValue.unsafeUnwrap() ?? ''
    // References came first, and another key would change them all: theirs stays the first.
    this.referenceKeyValue = valueOf(1)
    this.identityKeys = environment.identityKeys
    this.identityKeyValues = environment.identityKeys.map((number) => `${number}:${valueOf(number)}`).join(' ')

    this.caseEvents = new Topic(this, 'CaseEvents', {
      topicName: `${prefix}-case-events`,
      masterKey: key,
      enforceSSL: true,
    })
    this.categoriseQueue = this.stepQueue(
      'CategoriseQueue',
      'categorise',
      'A death that was notified has not been categorised, so no panel has the case yet.',
    )
    this.routeQueue = this.stepQueue(
      'RouteQueue',
      'route',
      "A categorised death has not reached its panel's queue and its clocks are not yet running there.",
    )
    this.alerts = new MailedTopic(this, 'Alerts', {
      topicName: `${prefix}-alerts`,
      key,
      email: environment.alertEmail,
    })
    this.alertQueue = this.stepQueue(
      'AlertQueue',
      'alert',
      'A deadline was missed or is to be escalated, and nobody has been told.',
    )
    this.chaseDeadLetters = new DeadLetterQueue(this, 'ChaseDeadLetters', {
      queueName: `${prefix}-chase-deadlines-dead-letters`,
      key,
      alarmTopic,
      meaning: 'The sweep that finds missed deadlines did not run or did not finish.',
    })
    this.publishDeadLetters = new DeadLetterQueue(this, 'PublishDeadLetters', {
      queueName: `${prefix}-publish-statistics-dead-letters`,
      key,
      alarmTopic,
      meaning: 'The job that makes releases of statistics did not run or did not finish.',
    })
    this.relayDeadLetters = new DeadLetterQueue(this, 'RelayDeadLetters', {
      queueName: `${prefix}-relay-dead-letters`,
      key,
      alarmTopic,
      meaning: 'Something that happened to a case was stored but not announced; reconcile should announce it again.',
    })
    this.reconcileDeadLetters = new DeadLetterQueue(this, 'ReconcileDeadLetters', {
      queueName: `${prefix}-reconcile-dead-letters`,
      key,
      alarmTopic,
      meaning: 'The sweep that finds stuck cases did not run or did not finish.',
    })

    // Beside the pool and not with the other functions: without it nobody gets a token, and the pool names it.
    const tokenClaims = new ServiceFunction(this, 'TokenClaims', {
      ...this.surroundings,
      name: 'token-claims',
      settings: {},
      permissions: [],
      concurrency: 20,
      meaning: 'Nobody can sign in, or their token lacks the rights they have.',
    })
    this.signIn = new SignIn(this, 'SignIn', {
      ...environment.signIn,
      poolName: prefix,
      api: API,
      scopes,
      tokenClaims: tokenClaims.function,
    })

    const sessionKey = new Secret(this, 'SessionKey', {
      description: "Key that seals the pages' cookies: a new one signs everybody out",
      encryptionKey: keys.record,
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
      removalPolicy: RemovalPolicy.RETAIN,
    })
    this.sessionKeyValue = sessionKey.secretValue.unsafeUnwrap()
    // A secret of our own holds it, so that what goes from this stack to the other is its name and not its text.
    const clientSecret = new Secret(this, 'ClientSecret', {
      description: 'By what the pages prove themselves to the user pool',
      encryptionKey: keys.record,
      secretStringValue: this.signIn.clientSecret,
      removalPolicy: RemovalPolicy.RETAIN,
    })
    this.clientSecretValue = clientSecret.secretValue.unsafeUnwrap()

    new CfnOutput(this, 'CaseTableName', { value: this.caseTable.tableName })
    new CfnOutput(this, 'DirectoryTableName', { value: this.directoryTable.tableName })
    new CfnOutput(this, 'StatisticsTableName', { value: this.statisticsTable.tableName })
    new CfnOutput(this, 'CaseEventsTopicArn', { value: this.caseEvents.topicArn })
    new CfnOutput(this, 'AlertsTopicArn', { value: this.alerts.topicArn })
    new CfnOutput(this, 'UserPoolId', { value: this.signIn.pool.userPoolId })
    new CfnOutput(this, 'UserPoolClientId', { value: this.signIn.client.userPoolClientId })
  }

  /** One of the keys that identities are hashed with, one after the other. It stays when it is no longer in use, for a record restored. */
  private identityKey(id: string, encryptionKey: IKey): Secret {
    const secret = new Secret(this, id, {
      description: 'Key of the hashes that make case references (the first), and that find the same child again',
      encryptionKey,
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
      removalPolicy: RemovalPolicy.RETAIN,
    })
    // Said here, so that this stack can be deployed before the functions that need it, and after those that need it no longer.
    this.exportValue(secret.secretArn)
    return secret
  }

  /**
   * A queue that hears what the step listens to. What SNS cannot deliver goes to the same dead letters: delivered raw, it has
   * the same form, so that one look and one redrive mend both.
   */
  private stepQueue(id: string, step: string, meaning: string) {
    const { prefix, keys, alarmTopic } = this.surroundings
    const queue = new QueueWithDeadLetters(this, id, {
      queueName: `${prefix}-${step}`,
      key: keys.machinery,
      alarmTopic,
      meaning,
      consumerTimeout,
    })
    this.caseEvents.addSubscription(
      new SqsSubscription(queue, {
        rawMessageDelivery: true,
        filterPolicy: { eventType: SubscriptionFilter.stringFilter({ allowlist: eventsHeardBy(step) }) },
        deadLetterQueue: queue.deadLetters,
      }),
    )
    return queue
  }
}

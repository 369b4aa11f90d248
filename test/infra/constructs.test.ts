import { App, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib'
import { Match, Template } from 'aws-cdk-lib/assertions'
import { Key } from 'aws-cdk-lib/aws-kms'
import { RetentionDays } from 'aws-cdk-lib/aws-logs'
import { Topic } from 'aws-cdk-lib/aws-sns'
import { directoryTable } from '../../functions/shared/adapters/dynamodb/table-definition.ts'
import { environmentNamed, type Environment } from '../../infra/config.ts'
import { Backups } from '../../infra/constructs/backups.ts'
import { QueueWithDeadLetters } from '../../infra/constructs/queue-with-dead-letters.ts'
import { RecordTable } from '../../infra/constructs/record-table.ts'
import { ServiceFunction } from '../../infra/constructs/service-function.ts'

function stackWith(build: (stack: Stack, key: Key, alarmTopic: Topic) => void) {
  const stack = new Stack(new App(), 'Test', { env: { region: 'eu-west-2' } })
  build(stack, new Key(stack, 'Key'), new Topic(stack, 'Alarms'))
  return Template.fromStack(stack)
}

describe('a queue with dead letters', () => {
  const queue = { queueName: 'q', meaning: 'Something waits.', consumerTimeout: Duration.seconds(10) }

  it('hides a message six times as long as its consumer may take, and sets it aside after three tries', () => {
    const template = stackWith(
      (stack, key, alarmTopic) => new QueueWithDeadLetters(stack, 'Queue', { ...queue, key, alarmTopic }),
    )
    template.hasResourceProperties('AWS::SQS::Queue', {
      QueueName: 'q',
      VisibilityTimeout: 60,
      RedrivePolicy: Match.objectLike({ maxReceiveCount: 3 }),
    })
    template.hasResourceProperties('AWS::SQS::Queue', {
      QueueName: 'q-dead-letters',
      MessageRetentionPeriod: 1_209_600,
    })
    template.hasResourceProperties('AWS::CloudWatch::Alarm', { AlarmName: 'q-waiting', Threshold: 600 })
    template.hasResourceProperties('AWS::CloudWatch::Alarm', { AlarmName: 'q-dead-letters-not-empty', Threshold: 1 })
  })

  it('can be given more tries and more patience', () => {
    const template = stackWith(
      (stack, key, alarmTopic) =>
        new QueueWithDeadLetters(stack, 'Queue', {
          ...queue,
          key,
          alarmTopic,
          maxReceiveCount: 5,
          alarmAge: Duration.hours(1),
        }),
    )
    template.hasResourceProperties('AWS::SQS::Queue', { RedrivePolicy: Match.objectLike({ maxReceiveCount: 5 }) })
    template.hasResourceProperties('AWS::CloudWatch::Alarm', { AlarmName: 'q-waiting', Threshold: 3600 })
  })
})

describe('a function of the service', () => {
  it('has what a person waiting for an answer needs, unless it is told otherwise', () => {
    const template = stackWith(
      (stack, key, alarmTopic) =>
        new ServiceFunction<{ TABLE: string }>(stack, 'Function', {
          prefix: 'cdr-test',
          keys: { machinery: key, record: key },
          alarmTopic,
          logs: { retention: RetentionDays.ONE_MONTH, removalPolicy: RemovalPolicy.DESTROY },
          name: 'token-claims',
          settings: { TABLE: 'a-table' },
          permissions: [],
          concurrency: 2,
          meaning: 'Nobody can sign in.',
        }),
    )
    template.hasResourceProperties('AWS::Lambda::Function', {
      FunctionName: 'cdr-test-token-claims',
      MemorySize: 512,
      Timeout: 10,
      ReservedConcurrentExecutions: 2,
      Environment: {
        Variables: {
          TABLE: 'a-table',
          POWERTOOLS_SERVICE_NAME: 'token-claims',
          POWERTOOLS_METRICS_NAMESPACE: 'cdr-test',
        },
      },
      DeadLetterConfig: Match.absent(),
      TracingConfig: Match.absent(),
    })
    template.hasResourceProperties('AWS::Logs::LogGroup', {
      LogGroupName: '/cdr-test/token-claims',
      RetentionInDays: 30,
    })
    template.resourceCountIs('AWS::CloudWatch::Alarm', 1)
    template.resourceCountIs('AWS::IAM::Policy', 0)
  })
})

describe('copies of tables', () => {
  const built = (backups: Environment['backups']) =>
    stackWith((stack, key, alarmTopic) => {
      const props = { key, alarmTopic, retention: 'legal-hold', alarmPrefix: 't', meaning: 'Slow.' } as const
      const tables = [new RecordTable(stack, 'Table', { ...props, definition: directoryTable })]
      new Backups(stack, 'Backups', { prefix: 'cdr-test', tables, key, backups, alarmTopic })
    })
  const kept = { daily: Duration.days(90), monthly: Duration.days(2555) }

  it('are locked as the environment says: not at all, until an administrator unlocks them, or for good after a week', () => {
    const lockOf = (lock: Environment['backups']['lock']) =>
      Object.values(built({ ...kept, lock }).findResources('AWS::Backup::BackupVault')).map(
        ({ Properties }: { Properties?: { LockConfiguration?: unknown } }) => Properties?.LockConfiguration,
      )
    const locked = { MinRetentionDays: 90, MaxRetentionDays: 2555 }
    expect(lockOf('none')).toEqual([undefined])
    expect(lockOf('governance')).toEqual([locked])
    expect(lockOf('compliance')).toEqual([{ ...locked, ChangeableForDays: 7 }])
  })

  it('go to a vault of another account where one is named, and stay there as long', () => {
    const copyTo = 'arn:aws:backup:eu-west-2:111122223333:backup-vault:child-death-review'
    const template = built({ ...kept, lock: 'none', copyTo })
    const copied = (days: number) =>
      Match.objectLike({
        CopyActions: [{ DestinationBackupVaultArn: copyTo, Lifecycle: { DeleteAfterDays: days } }],
      })
    template.hasResourceProperties('AWS::Backup::BackupPlan', {
      BackupPlan: { BackupPlanRule: [copied(90), copied(2555)] },
    })
    const alarms = JSON.stringify(template.findResources('AWS::CloudWatch::Alarm'))
    expect(alarms).toContain('NumberOfCopyJobsFailed')
    const policies = JSON.stringify(template.findResources('AWS::IAM::ManagedPolicy'))
    expect(policies).toContain(`"Action":"backup:CopyIntoBackupVault","Effect":"Allow","Resource":"${copyTo}"`)
    expect(JSON.stringify(built({ ...kept, lock: 'none' }).toJSON())).not.toMatch(/CopyInto|CopyActions/)
  })
})

describe('an environment', () => {
  it.each(['dev', 'test', 'prod'])('called %s is known', (name) => {
    expect(environmentNamed(name)).toMatchObject({ name, region: 'eu-west-2' })
  })

  it('that nobody has described is refused with the names of those that are', () => {
    expect(() => environmentNamed('staging')).toThrow('There are: dev, test, prod.')
  })

  it('sends people back to an encrypted address, but for the one on the own machine', () => {
    for (const name of ['dev', 'test', 'prod']) {
      const { callbackUrls, logoutUrls } = environmentNamed(name).signIn
      for (const url of [...callbackUrls, ...logoutUrls]) expect(url).toMatch(/^https:\/\/|^http:\/\/localhost:/)
    }
  })
})

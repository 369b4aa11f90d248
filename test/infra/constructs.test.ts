import { App, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib'
import { Match, Template } from 'aws-cdk-lib/assertions'
import { Key } from 'aws-cdk-lib/aws-kms'
import { RetentionDays } from 'aws-cdk-lib/aws-logs'
import { Topic } from 'aws-cdk-lib/aws-sns'
import { environmentNamed } from '../../infra/config.ts'
import { QueueWithDeadLetters } from '../../infra/constructs/queue-with-dead-letters.ts'
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

import { changedFixture, type TemplateChange } from '../../support/engines/changed-fixture.ts'
import { startFixture } from '../../support/engines/fixture-cloud.ts'

const the =
  (type: string, more: Record<string, unknown>, batchSize?: number): TemplateChange =>
  (resources) => {
    const found = Object.values(resources).find(
      ({ Type, Properties }) => Type === type && (batchSize === undefined || Properties?.['BatchSize'] === batchSize),
    )!
    found.Properties = { ...found.Properties, ...more }
  }

describe('the local cloud stops with a clear message at', () => {
  it.each<[string, 'Stateful' | 'Stateless', TemplateChange, RegExp]>([
    [
      'a type of resource',
      'Stateful',
      (resources) => (resources['Bucket1'] = { Type: 'AWS::S3::Bucket', Properties: {} }),
      /does not know the resource type AWS::S3::Bucket, of Bucket1 in stack Stateful/,
    ],
    [
      'a property',
      'Stateful',
      the('AWS::SQS::Queue', { FifoThroughputLimit: 'perQueue' }),
      /does not know the property FifoThroughputLimit of AWS::SQS::Queue, on Work/,
    ],
    [
      'an intrinsic function',
      'Stateful',
      the('AWS::SNS::Topic', { TopicName: { 'Fn::Base64': 'x' } }),
      /does not know the function Fn::Base64, used in stack Stateful/,
    ],
    [
      'a subscription protocol',
      'Stateful',
      the('AWS::SNS::Subscription', { Protocol: 'firehose' }),
      /AWS::SNS::Subscription[\s\S]*Protocol/,
    ],
    [
      'an option of an event source',
      'Stateless',
      the('AWS::Lambda::EventSourceMapping', { TumblingWindowInSeconds: 5 }),
      /does not know the property TumblingWindowInSeconds of AWS::Lambda::EventSourceMapping/,
    ],
    [
      'an operator of a filter',
      'Stateless',
      the(
        'AWS::Lambda::EventSourceMapping',
        { FilterCriteria: { Filters: [{ Pattern: '{"eventName":[{"wildcard":"I*"}]}' }] } },
        10,
      ),
      /AWS::Lambda::EventSourceMapping[\s\S]*an event pattern that it does not know: .*wildcard/,
    ],
    [
      'a schedule expression',
      'Stateless',
      the('AWS::Scheduler::Schedule', { ScheduleExpression: 'at(2026-11-20T13:00:00)' }),
      /does not know the schedule expression at\(2026-11-20T13:00:00\)/,
    ],
    [
      'somebody else to be trusted',
      'Stateless',
      the('AWS::ApiGatewayV2::Authorizer', {
        JwtConfiguration: { Issuer: 'https://elsewhere.example', Audience: ['x'] },
      }),
      /trusts https:\/\/elsewhere\.example/,
    ],
    [
      'a runtime',
      'Stateless',
      the('AWS::Lambda::Function', { Runtime: 'python3.13' }),
      /AWS::Lambda::Function[\s\S]*only Node\.js runs here/,
    ],
  ])('%s that it does not know', async (_, stack, change, message) => {
    await expect(startFixture({ assembly: changedFixture(stack, change) })).rejects.toThrow(message)
  })
})

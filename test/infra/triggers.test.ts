import { eventsHeardBy } from '../../schemas/case-events.ts'
import { part, resourcesOf, said } from './assembly.ts'

const mappingOf = (name: string) =>
  resourcesOf('AWS::Lambda::EventSourceMapping').find(
    ({ Properties }) => said(Properties['FunctionName']) === `${name}Function`,
  )?.Properties ?? {}

const scheduleOf = (name: string) => {
  const schedule = resourcesOf('AWS::Scheduler::Schedule').find(
    ({ Properties }) => said(part(Properties['Target'], 'Arn')) === `${name}Function`,
  )?.Properties
  const target = schedule?.['Target']
  return {
    rate: schedule?.['ScheduleExpression'],
    deadLetters: said(part(target, 'DeadLetterConfig', 'Arn')),
    retry: part(target, 'RetryPolicy'),
  }
}

describe('triggers', () => {
  it('feed relay with the inserts of events and nothing else, from the oldest, and lose none unseen', () => {
    const { EventSourceArn, DestinationConfig, FilterCriteria, ...mapping } = mappingOf('Relay')
    expect(said(EventSourceArn)).toBe('CaseTable.StreamArn')
    expect(said(part(DestinationConfig, 'OnFailure', 'Destination'))).toBe('RelayDeadLetters')
    expect(part(FilterCriteria, 'Filters', 1)).toBeUndefined()
    expect(JSON.parse(said(part(FilterCriteria, 'Filters', 0, 'Pattern')))).toEqual({
      eventName: ['INSERT'],
      dynamodb: { Keys: { sk: { S: [{ prefix: 'EVENT#' }] } } },
    })
    expect(mapping).toMatchObject({
      StartingPosition: 'TRIM_HORIZON',
      BisectBatchOnFunctionError: true,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      MaximumRetryAttempts: 30,
      ParallelizationFactor: 2,
    })
    // At once: a batching window would only add to the time a panel waits.
    expect(mapping['MaximumBatchingWindowInSeconds']).toBeUndefined()
  })

  it.each(['Alert', 'Categorise', 'Route'])('feed %s from its queue, ten at a time, each message by itself', (name) => {
    const { EventSourceArn, ...mapping } = mappingOf(name)
    expect(said(EventSourceArn)).toBe(`${name}Queue`)
    expect(mapping).toMatchObject({
      BatchSize: 10,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency: 5 },
    })
  })

  it.each(['Alert', 'Categorise', 'Route'])(
    'let only what %s listens to into its queue, raw, and keep what cannot be delivered',
    (name) => {
      const subscription = resourcesOf('AWS::SNS::Subscription').find(
        ({ Properties }) => said(Properties['Endpoint']) === `${name}Queue`,
      )?.Properties
      expect(subscription).toMatchObject({
        Protocol: 'sqs',
        RawMessageDelivery: true,
        FilterPolicy: { eventType: eventsHeardBy(name.toLowerCase()) },
      })
      expect(said(subscription?.['TopicArn'])).toBe('CaseEvents')
      expect(said(part(subscription, 'RedrivePolicy', 'deadLetterTargetArn'))).toBe(`${name}QueueDeadLetters`)
    },
  )

  it('run reconcile every minute, one at a time, with a patience of two', () => {
    expect(scheduleOf('Reconcile')).toEqual({
      rate: 'rate(1 minute)',
      deadLetters: 'ReconcileDeadLetters',
      retry: { MaximumEventAgeInSeconds: 60, MaximumRetryAttempts: 2 },
    })

    const reconcile = resourcesOf('AWS::Lambda::Function').find(({ id }) => id.startsWith('Reconcile'))?.Properties
    expect(reconcile).toMatchObject({
      ReservedConcurrentExecutions: 1,
      Environment: { Variables: { PATIENCE_SECONDS: '120' } },
    })
    expect(said(part(reconcile, 'DeadLetterConfig', 'TargetArn'))).toBe('ReconcileDeadLetters')
  })

  it('run chase-deadlines every five minutes, one at a time, in less than these', () => {
    expect(scheduleOf('ChaseDeadlines')).toEqual({
      rate: 'rate(5 minutes)',
      deadLetters: 'ChaseDeadLetters',
      retry: { MaximumEventAgeInSeconds: 300, MaximumRetryAttempts: 2 },
    })
    const chase = resourcesOf('AWS::Lambda::Function').find(({ id }) => id.startsWith('ChaseDeadlines'))?.Properties
    expect(chase).toMatchObject({ ReservedConcurrentExecutions: 1, Timeout: 240 })
    expect(said(part(chase, 'DeadLetterConfig', 'TargetArn'))).toBe('ChaseDeadLetters')
  })

  it('run publish-statistics every ten minutes, one at a time, in less than these', () => {
    expect(scheduleOf('PublishStatistics')).toEqual({
      rate: 'rate(10 minutes)',
      deadLetters: 'PublishDeadLetters',
      retry: { MaximumEventAgeInSeconds: 600, MaximumRetryAttempts: 2 },
    })
    const publish = resourcesOf('AWS::Lambda::Function').find(({ id }) => id.startsWith('PublishStatistics'))
    expect(publish?.Properties).toMatchObject({ ReservedConcurrentExecutions: 1, Timeout: 540 })
  })

  it('run nothing else by the clock', () => {
    expect(resourcesOf('AWS::Scheduler::Schedule')).toHaveLength(3)
  })
})

describe('alerts', () => {
  it('go to the mailbox that the environment names, from a topic of their own', () => {
    const subscriptions = resourcesOf('AWS::SNS::Subscription').filter(
      ({ Properties }) => said(Properties['TopicArn']) === 'Alerts',
    )
    expect(subscriptions.map(({ Properties }) => [Properties['Protocol'], Properties['Endpoint']])).toEqual([
      ['email', 'deadlines@child-death-review.example'],
    ])
  })
})

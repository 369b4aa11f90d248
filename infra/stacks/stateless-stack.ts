import { CfnOutput, Duration, Lazy, Stack, type StackProps } from 'aws-cdk-lib'
import { Metric } from 'aws-cdk-lib/aws-cloudwatch'
import { Architecture, StartingPosition } from 'aws-cdk-lib/aws-lambda'
import type { Construct } from 'constructs'
import type { Env as AgencyFormEnv } from '../../functions/agency-form/env.ts'
import type { Env as AlertEnv } from '../../functions/alert/env.ts'
import type { Env as CaptureEnv } from '../../functions/capture/env.ts'
import type { Env as CategoriseEnv } from '../../functions/categorise/env.ts'
import type { Env as ChaseEnv } from '../../functions/chase-deadlines/env.ts'
import type { Env as PrintEnv } from '../../functions/print/env.ts'
import type { Env as ReadAnonymisedEnv } from '../../functions/read-anonymised/env.ts'
import type { Env as MeetingsEnv } from '../../functions/meetings/env.ts'
import type { Env as PublishEnv } from '../../functions/publish-statistics/env.ts'
import type { Env as ReadEnv } from '../../functions/read/env.ts'
import type { Env as RecordClockEnv } from '../../functions/record-clock/env.ts'
import type { Env as ReconcileEnv } from '../../functions/reconcile/env.ts'
import type { Env as RelayEnv } from '../../functions/relay/env.ts'
import type { Env as ReviewCaseEnv } from '../../functions/review-case/env.ts'
import type { Env as RouteEnv } from '../../functions/route/env.ts'
import type { Env as StatisticsEnv } from '../../functions/statistics/env.ts'
import type { Env as WebEnv } from '../../functions/web/env.ts'
import type { Env as WorkCaseEnv } from '../../functions/work-case/env.ts'
import { KEYS_OF_STATISTICS_API } from '../../functions/shared/adapters/dynamodb/table-definition.ts'
import { CASE_KEY_PREFIX, EVENT_KEY_PREFIX } from '../../schemas/case-events.ts'
import { claimFor, consumerTimeout, formLinkFor, statisticsTimetable } from '../config.ts'
import {
  onIndexes,
  onItems,
  onKeys,
  onMessages,
  onStream,
  putUnder,
  toQueue,
  toTopic,
} from '../constructs/permissions.ts'
import type { QueueWithDeadLetters } from '../constructs/queue-with-dead-letters.ts'
import { RunbookAlarm } from '../constructs/runbook-alarm.ts'
import { ScheduledRun } from '../constructs/scheduled-run.ts'
import { ServiceApi } from '../constructs/service-api.ts'
import { ServiceFunction } from '../constructs/service-function.ts'
import { API, routes, scopes } from './routes.ts'
import type { StatefulStack } from './stateful-stack.ts'

export interface StatelessStackProps extends StackProps {
  readonly stateful: StatefulStack
}

/** Everything that does something: it can be thrown away and put up again at any time. */
export class StatelessStack extends Stack {
  constructor(scope: Construct, id: string, { stateful, ...props }: StatelessStackProps) {
    super(scope, id, props)
    this.addApi(stateful)
    this.addRelay(stateful)
    this.addCategorise(stateful)
    this.addRoute(stateful)
    this.addReconcile(stateful)
    this.addChaseDeadlines(stateful)
    this.addAlert(stateful)
    this.addPublishStatistics(stateful)
  }

  private addApi(stateful: StatefulStack) {
    const { surroundings, caseTable, directoryTable, statisticsTable, identityKeyValue, signIn } = stateful
    const capture = new ServiceFunction<CaptureEnv>(this, 'Capture', {
      ...surroundings,
      name: 'capture',
      settings: {
        CASE_TABLE: caseTable.tableName,
        DIRECTORY_TABLE: directoryTable.tableName,
        IDENTITY_KEY: identityKeyValue,
      },
      permissions: [...onItems(caseTable, 'PutItem', 'Query'), ...onItems(directoryTable, 'GetItem')],
      concurrency: 50,
      meaning: 'A death could not be notified, or what was not known at night could not be added.',
    })
    const read = new ServiceFunction<ReadEnv>(this, 'Read', {
      ...surroundings,
      name: 'read',
      settings: { CASE_TABLE: caseTable.tableName, IDENTITY_KEY: identityKeyValue },
      permissions: [
        ...onItems(caseTable, 'Query'),
        // Who read a case is recorded with the case.
        ...putUnder(caseTable, CASE_KEY_PREFIX),
        ...onIndexes(caseTable, ...QUEUES, ...REGISTERS, 'casesOfPanel', 'notificationsByNotifier'),
      ],
      concurrency: 50,
      meaning: 'A panel cannot see its queue or a case, or a notifier their own notifications.',
    })
    const readAnonymised = new ServiceFunction<ReadAnonymisedEnv>(this, 'ReadAnonymised', {
      ...surroundings,
      name: 'read-anonymised',
      settings: { CASE_TABLE: caseTable.tableName },
      permissions: [...onItems(caseTable, 'Query'), ...putUnder(caseTable, CASE_KEY_PREFIX)],
      concurrency: 20,
      meaning: 'A panel cannot read the cases that it is to review.',
    })
    const recordClock = new ServiceFunction<RecordClockEnv>(this, 'RecordClock', {
      ...surroundings,
      name: 'record-clock',
      settings: { CASE_TABLE: caseTable.tableName, IDENTITY_KEY: identityKeyValue },
      permissions: onItems(caseTable, 'PutItem', 'Query'),
      concurrency: 10,
      meaning: 'A panel cannot record that something was done in time: its clocks may be taken for missed.',
    })
    const workCase = new ServiceFunction<WorkCaseEnv>(this, 'WorkCase', {
      ...surroundings,
      name: 'work-case',
      settings: {
        CASE_TABLE: caseTable.tableName,
        CLAIM_HOURS: claimFor.toHours().toString(),
        IDENTITY_KEY: identityKeyValue,
        FORM_LINK_DAYS: formLinkFor.toDays().toString(),
      },
      // A case is listed on condition that its meeting has not changed.
      permissions: onItems(caseTable, 'ConditionCheckItem', 'PutItem', 'Query'),
      concurrency: 20,
      meaning: 'A panel cannot work on its cases: claim, move, hold, join, hand over or retract them.',
    })
    const meetings = new ServiceFunction<MeetingsEnv>(this, 'Meetings', {
      ...surroundings,
      name: 'meetings',
      settings: { CASE_TABLE: caseTable.tableName, IDENTITY_KEY: identityKeyValue },
      permissions: onItems(caseTable, 'PutItem', 'Query'),
      concurrency: 10,
      meaning: 'A panel cannot plan its meetings or see an agenda.',
    })
    const reviewCase = new ServiceFunction<ReviewCaseEnv>(this, 'ReviewCase', {
      ...surroundings,
      name: 'review-case',
      settings: { CASE_TABLE: caseTable.tableName },
      permissions: onItems(caseTable, 'PutItem', 'Query'),
      concurrency: 20,
      meaning: 'A panel cannot read or write the analysis of a case, or follow up what it recommended.',
    })
    const agencyForm = new ServiceFunction<AgencyFormEnv>(this, 'AgencyForm', {
      ...surroundings,
      name: 'agency-form',
      settings: { CASE_TABLE: caseTable.tableName, IDENTITY_KEY: identityKeyValue },
      permissions: onItems(caseTable, 'GetItem', 'PutItem', 'Query'),
      // Open to anyone: what it may use of the account is the bound of what a flood can do.
      concurrency: 10,
      meaning: 'Agencies cannot open or send the forms that panels asked them for.',
    })
    const print = new ServiceFunction<PrintEnv>(this, 'Print', {
      ...surroundings,
      name: 'print',
      settings: { CASE_TABLE: caseTable.tableName },
      permissions: [...onItems(caseTable, 'Query'), ...putUnder(caseTable, CASE_KEY_PREFIX)],
      // A panel prints its pack a few times a month.
      concurrency: 5,
      // The HTTP API waits for 30 seconds at most.
      timeout: Duration.seconds(29),
      // A browser, and the processor time to unpack it.
      memorySize: 3008,
      // Chromium comes for this one only.
      architecture: Architecture.X86_64,
      meaning: 'A panel cannot print the papers of its meeting or the letter to a family.',
    })
    const statistics = new ServiceFunction<StatisticsEnv>(this, 'Statistics', {
      ...surroundings,
      name: 'statistics',
      settings: { STATISTICS_TABLE: statisticsTable.tableName },
      // Not the cases that releases were counted from.
      permissions: onKeys(statisticsTable, KEYS_OF_STATISTICS_API, 'GetItem', 'PutItem', 'Query'),
      concurrency: 20,
      meaning: 'Nobody can read the statistics or publish a release of them.',
    })
    const describe = new ServiceFunction(this, 'Describe', {
      ...surroundings,
      name: 'describe',
      settings: {},
      permissions: [],
      concurrency: 5,
      meaning: 'Nobody can read the description of the API; notifying and reviewing go on.',
    })
    // The pages call the API that they are themselves a part of: its address is known once it stands.
    const web = this.pagesCalling(Lazy.string({ produce: () => api.apiEndpoint }), stateful)
    const { api } = new ServiceApi(this, 'Api', {
      ...surroundings,
      routes,
      functions: {
        'agency-form': agencyForm.function,
        capture: capture.function,
        describe: describe.function,
        read: read.function,
        'read-anonymised': readAnonymised.function,
        meetings: meetings.function,
        print: print.function,
        'record-clock': recordClock.function,
        statistics: statistics.function,
        'work-case': workCase.function,
        'review-case': reviewCase.function,
        web: web.function,
      },
      tokens: { issuer: signIn.issuer, audience: signIn.client.userPoolClientId },
      api: API,
    })
    new CfnOutput(this, 'ApiUrl', { value: api.apiEndpoint })
  }

  private pagesCalling(apiUrl: string, stateful: StatefulStack) {
    const { surroundings, draftTable, directoryTable, signIn } = stateful
    return new ServiceFunction<WebEnv>(this, 'Web', {
      ...surroundings,
      name: 'web',
      settings: {
        DRAFT_TABLE: draftTable.tableName,
        DIRECTORY_TABLE: directoryTable.tableName,
        SESSION_KEY: stateful.sessionKeyValue,
        API_URL: apiUrl,
        ISSUER: signIn.providerUrl,
        CLIENT_ID: signIn.client.userPoolClientId,
        CLIENT_SECRET: stateful.clientSecretValue,
        SCOPES: ['openid', ...Object.keys(scopes).map((scope) => `${API}/${scope}`)].join(' '),
      },
      permissions: [
        ...onItems(draftTable, 'DeleteItem', 'GetItem', 'PutItem', 'Query'),
        ...onItems(directoryTable, 'GetItem'),
      ],
      concurrency: 50,
      // It waits for the API, which has ten seconds itself.
      timeout: Duration.seconds(20),
      // Memory is processor time, and rendering is the largest part of a page.
      memorySize: 1024,
      meaning: 'Nobody can use the pages: who notifies a death at night has the telephone only.',
    })
  }

  /** Announces every stored event: the case table's stream to the topic. */
  private addRelay({ surroundings, caseTable, caseEvents, relayDeadLetters }: StatefulStack) {
    const relay = new ServiceFunction<RelayEnv>(this, 'Relay', {
      ...surroundings,
      name: 'relay',
      settings: { CASE_EVENTS_TOPIC: caseEvents.topicArn },
      permissions: [...onStream(caseTable), ...toTopic(caseEvents), ...toQueue(relayDeadLetters)],
      // A table has few shards until it is very busy; each is read by two at once.
      concurrency: 20,
      timeout: Duration.seconds(30),
      meaning:
        'What happened to a case is stored but not announced: notified deaths wait to be categorised and routed.',
    })
    relay.function.addEventSourceMapping('CaseTableStream', {
      ...(caseTable.tableStreamArn && { eventSourceArn: caseTable.tableStreamArn }),
      startingPosition: StartingPosition.TRIM_HORIZON,
      filters: [{ pattern: JSON.stringify(newEvents) }],
      batchSize: 100,
      parallelizationFactor: 2,
      bisectBatchOnError: true,
      reportBatchItemFailures: true,
      retryAttempts: 30,
      // Not `SqsDlq`, which would grant more than it needs; `toQueue` above does it.
      onFailure: { bind: () => ({ destination: relayDeadLetters.queueArn }) },
    })
    new RunbookAlarm(this, 'RelayBehind', {
      alarmName: `${surroundings.prefix}-relay-behind`,
      meaning: 'Notified deaths wait to be categorised and routed, because what happened is announced late.',
      runbook: 'stream-lag',
      metric: relay.function.metric('IteratorAge', { period: Duration.minutes(1), statistic: 'Maximum' }),
      threshold: Duration.minutes(1).toMilliseconds(),
      evaluationPeriods: 5,
      alarmTopic: surroundings.alarmTopic,
    })
  }

  private addCategorise({ surroundings, caseTable, categoriseQueue, identityKeyValue }: StatefulStack) {
    const categorise = new ServiceFunction<CategoriseEnv>(this, 'Categorise', {
      ...surroundings,
      name: 'categorise',
      settings: { CASE_TABLE: caseTable.tableName, IDENTITY_KEY: identityKeyValue },
      permissions: [...onItems(caseTable, 'PutItem', 'Query'), ...onMessages(categoriseQueue)],
      concurrency: 10,
      timeout: consumerTimeout,
      meaning: 'Notified deaths are not being categorised, so no panel gets them.',
    })
    feed(categorise, categoriseQueue)
  }

  private addRoute({ surroundings, caseTable, routeQueue, identityKeyValue }: StatefulStack) {
    const route = new ServiceFunction<RouteEnv>(this, 'Route', {
      ...surroundings,
      name: 'route',
      settings: { CASE_TABLE: caseTable.tableName, IDENTITY_KEY: identityKeyValue },
      permissions: [...onItems(caseTable, 'PutItem', 'Query'), ...onMessages(routeQueue)],
      concurrency: 10,
      timeout: consumerTimeout,
      meaning: "Categorised deaths do not reach their panel's queue.",
    })
    feed(route, routeQueue)
    new RunbookAlarm(this, 'CasesUnassigned', {
      alarmName: `${surroundings.prefix}-cases-unassigned`,
      meaning: 'A death was notified of which nobody knows where the child lived or died: no panel has the case.',
      runbook: 'cases-unassigned',
      metric: counted(surroundings.prefix, 'route', 'CasesUnassigned'),
      threshold: 1,
      alarmTopic: surroundings.alarmTopic,
    })
  }

  /** Every minute, sends round again what has stood between two steps for more than two. */
  private addReconcile({ surroundings, caseTable, caseEvents, reconcileDeadLetters }: StatefulStack) {
    const reconcile = new ServiceFunction<ReconcileEnv>(this, 'Reconcile', {
      ...surroundings,
      name: 'reconcile',
      settings: {
        CASE_TABLE: caseTable.tableName,
        CASE_EVENTS_TOPIC: caseEvents.topicArn,
        PATIENCE_SECONDS: Duration.minutes(2).toSeconds().toString(),
      },
      permissions: [...onIndexes(caseTable, 'casesAwaitingStep'), ...toTopic(caseEvents)],
      // Two sweeps at once would only publish the same twice.
      concurrency: 1,
      timeout: Duration.seconds(50),
      deadLetters: reconcileDeadLetters,
      meaning: 'If a case gets stuck between two steps now, nothing finds it and sends it on.',
    })
    new RunbookAlarm(this, 'CasesStandingStill', {
      alarmName: `${surroundings.prefix}-cases-standing-still`,
      meaning: 'Cases stand between two steps although they were sent round again: their panels do not have them.',
      runbook: 'cases-standing-still',
      metric: counted(surroundings.prefix, 'reconcile', 'CasesSentRoundAgain'),
      threshold: 1,
      evaluationPeriods: 3,
      alarmTopic: surroundings.alarmTopic,
    })
    new ScheduledRun(this, 'ReconcileEveryMinute', {
      name: `${surroundings.prefix}-reconcile`,
      every: Duration.minutes(1),
      target: reconcile.function,
      deadLetters: reconcileDeadLetters,
    })
  }

  /** Every five minutes, records deadlines that passed unmet and escalations whose time has come. */
  private addChaseDeadlines({ surroundings, caseTable, chaseDeadLetters }: StatefulStack) {
    const { prefix, alarmTopic } = surroundings
    const chase = new ServiceFunction<ChaseEnv>(this, 'ChaseDeadlines', {
      ...surroundings,
      name: 'chase-deadlines',
      settings: { CASE_TABLE: caseTable.tableName },
      permissions: [...onItems(caseTable, 'PutItem', 'Query'), ...onIndexes(caseTable, 'casesToChase')],
      // One at a time, so that a backlog leaves the table's writes to those who notify.
      concurrency: 1,
      timeout: Duration.minutes(4),
      deadLetters: chaseDeadLetters,
      meaning: 'Deadlines that pass are not recorded, so nobody is told of them.',
    })
    new RunbookAlarm(this, 'DeadlinesBehind', {
      alarmName: `${prefix}-deadlines-behind`,
      meaning: 'So many deadlines have passed at once that some are recorded, and told, late.',
      runbook: 'deadlines-behind',
      metric: counted(prefix, 'chase-deadlines', 'DeadlineRunsCutShort'),
      threshold: 1,
      evaluationPeriods: 3,
      alarmTopic,
    })
    new RunbookAlarm(this, 'DeadlinesNotChased', {
      alarmName: `${prefix}-deadlines-not-chased`,
      meaning: 'The sweep that finds missed deadlines has not run for half an hour, and nothing else would tell.',
      runbook: 'deadlines-not-chased',
      metric: chase.function.metricInvocations({ period: Duration.minutes(30), statistic: 'Sum' }),
      threshold: 1,
      wantsMore: true,
      alarmTopic,
    })
    new ScheduledRun(this, 'ChaseEveryFiveMinutes', {
      name: `${prefix}-chase-deadlines`,
      every: Duration.minutes(5),
      target: chase.function,
      deadLetters: chaseDeadLetters,
    })
  }

  /** Every ten minutes, makes the releases that were cut since, and cuts what the timetable asks for. */
  private addPublishStatistics({ surroundings, caseTable, statisticsTable, publishDeadLetters }: StatefulStack) {
    const { prefix, alarmTopic } = surroundings
    const { quarterAfter, yearAfter } = statisticsTimetable
    const publish = new ServiceFunction<PublishEnv>(this, 'PublishStatistics', {
      ...surroundings,
      name: 'publish-statistics',
      settings: {
        CASE_TABLE: caseTable.tableName,
        STATISTICS_TABLE: statisticsTable.tableName,
        CUT_QUARTER_AFTER_DAYS: quarterAfter.toDays().toString(),
        CUT_YEAR_AFTER_DAYS: yearAfter.toDays().toString(),
      },
      permissions: [
        // Of the cases, their coded rows and nothing else: no identity can reach a release.
        ...onIndexes(caseTable, 'deathsNotifiedIn', 'reviewsCompletedIn'),
        ...onItems(statisticsTable, 'GetItem', 'PutItem', 'Query'),
      ],
      // Two at once would only make the same twice.
      concurrency: 1,
      // One whole processor: England's year is protected and audited in minutes.
      memorySize: 1769,
      timeout: Duration.minutes(9),
      deadLetters: publishDeadLetters,
      meaning: 'Releases of the statistics are not made.',
    })
    new RunbookAlarm(this, 'ReleasesFailed', {
      alarmName: `${prefix}-releases-failed`,
      meaning: 'A release of the statistics could not be made safe, or failed its audit: it will not be published.',
      runbook: 'releases-failed',
      metric: counted(prefix, 'publish-statistics', 'ReleasesFailed'),
      threshold: 1,
      alarmTopic,
    })
    new ScheduledRun(this, 'PublishEveryTenMinutes', {
      name: `${prefix}-publish-statistics`,
      every: Duration.minutes(10),
      target: publish.function,
      deadLetters: publishDeadLetters,
    })
  }

  /** Tells people of missed deadlines. */
  private addAlert({ surroundings, caseTable, alerts, alertQueue }: StatefulStack) {
    const alert = new ServiceFunction<AlertEnv>(this, 'Alert', {
      ...surroundings,
      name: 'alert',
      settings: { CASE_TABLE: caseTable.tableName, ALERTS_TOPIC: alerts.topicArn },
      permissions: [...onItems(caseTable, 'PutItem', 'Query'), ...toTopic(alerts), ...onMessages(alertQueue)],
      concurrency: 10,
      timeout: consumerTimeout,
      meaning: 'Deadlines were missed, and nobody is told of them.',
    })
    feed(alert, alertQueue)
  }
}

/** A panel's queue by every filter. */
const QUEUES = [
  'panelQueue',
  'panelQueueByStage',
  'panelQueueByExpectedness',
  'panelQueueByStageAndExpectedness',
] as const

/** What a panel recommended, by every filter. */
const REGISTERS = [
  'panelRecommendations',
  'panelRecommendationsByStatus',
  'panelRecommendationsByLevel',
  'panelRecommendationsByStatusAndLevel',
] as const

/** What a function counts itself, in five minutes. */
const counted = (namespace: string, service: string, metricName: string) =>
  new Metric({
    namespace,
    metricName,
    dimensionsMap: { service },
    period: Duration.minutes(5),
    statistic: 'Sum',
  })

/** What the relay hears of the table's stream: new event items, and nothing of any other. */
const newEvents = { eventName: ['INSERT'], dynamodb: { Keys: { sk: { S: [{ prefix: EVENT_KEY_PREFIX }] } } } }

/** Feeds the function from the queue, a few runs at a time; a message that fails comes back by itself. */
function feed<Env>(consumer: ServiceFunction<Env>, queue: QueueWithDeadLetters) {
  consumer.function.addEventSourceMapping('Queue', {
    eventSourceArn: queue.queueArn,
    batchSize: 10,
    maxConcurrency: 5,
    reportBatchItemFailures: true,
  })
}

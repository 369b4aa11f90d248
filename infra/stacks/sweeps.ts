import { Duration, type Stack } from 'aws-cdk-lib'
import type { Env as ChaseEnv } from '../../functions/chase-deadlines/env.ts'
import type { Env as PublishEnv } from '../../functions/publish-statistics/env.ts'
import type { Env as ReconcileEnv } from '../../functions/reconcile/env.ts'
import { statisticsTimetable } from '../config.ts'
import { onIndexes, onItems, toTopic } from '../constructs/permissions.ts'
import { RunbookAlarm } from '../constructs/runbook-alarm.ts'
import { ScheduledRun } from '../constructs/scheduled-run.ts'
import { ServiceFunction } from '../constructs/service-function.ts'
import type { StatefulStack } from './stateful-stack.ts'
import { counted } from '../constructs/counted.ts'

/** Every minute, sends round again what has stood between two steps for more than two. */
export function addReconcile(
  scope: Stack,
  { surroundings, caseTable, caseEvents, reconcileDeadLetters }: StatefulStack,
) {
  const reconcile = new ServiceFunction<ReconcileEnv>(scope, 'Reconcile', {
    ...surroundings,
    name: 'reconcile',
    settings: {
      CASE_TABLE: caseTable.tableName,
      CASE_EVENTS_TOPIC: caseEvents.topicArn,
      PATIENCE_SECONDS: Duration.minutes(2).toSeconds().toString(),
    },
    permissions: [...onIndexes(caseTable, 'casesAwaiting'), ...toTopic(caseEvents)],
    // Two sweeps at once would only publish the same twice.
    concurrency: 1,
    timeout: Duration.seconds(50),
    deadLetters: reconcileDeadLetters,
    meaning: 'If a case gets stuck between two steps now, nothing finds it and sends it on.',
  })
  new RunbookAlarm(scope, 'CasesStandingStill', {
    alarmName: `${surroundings.prefix}-cases-standing-still`,
    meaning: 'Cases stand between two steps although they were sent round again: their panels do not have them.',
    runbook: 'cases-standing-still',
    metric: counted(surroundings.prefix, 'reconcile', 'CasesSentRoundAgain'),
    threshold: 1,
    evaluationPeriods: 3,
    alarmTopic: surroundings.alarmTopic,
  })
  new ScheduledRun(scope, 'ReconcileEveryMinute', {
    name: `${surroundings.prefix}-reconcile`,
    every: Duration.minutes(1),
    target: reconcile.function,
    deadLetters: reconcileDeadLetters,
  })
}

/** Every five minutes, records deadlines that passed unmet and escalations whose time has come. */
export function addChaseDeadlines(scope: Stack, { surroundings, caseTable, chaseDeadLetters }: StatefulStack) {
  const { prefix, alarmTopic } = surroundings
  const chase = new ServiceFunction<ChaseEnv>(scope, 'ChaseDeadlines', {
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
  new RunbookAlarm(scope, 'DeadlinesBehind', {
    alarmName: `${prefix}-deadlines-behind`,
    meaning: 'So many deadlines have passed at once that some are recorded, and told, late.',
    runbook: 'deadlines-behind',
    metric: counted(prefix, 'chase-deadlines', 'DeadlineRunsCutShort'),
    threshold: 1,
    evaluationPeriods: 3,
    alarmTopic,
  })
  new RunbookAlarm(scope, 'DeadlinesNotChased', {
    alarmName: `${prefix}-deadlines-not-chased`,
    meaning: 'The sweep that finds missed deadlines has not run for half an hour, and nothing else would tell.',
    runbook: 'deadlines-not-chased',
    metric: chase.function.metricInvocations({ period: Duration.minutes(30), statistic: 'Sum' }),
    threshold: 1,
    wantsMore: true,
    alarmTopic,
  })
  new ScheduledRun(scope, 'ChaseEveryFiveMinutes', {
    name: `${prefix}-chase-deadlines`,
    every: Duration.minutes(5),
    target: chase.function,
    deadLetters: chaseDeadLetters,
  })
}

/** Every ten minutes, makes the releases that were cut since, and cuts what the timetable asks for. */
export function addPublishStatistics(
  scope: Stack,
  { surroundings, caseTable, statisticsTable, statistics, publishDeadLetters }: StatefulStack,
) {
  const { prefix, alarmTopic } = surroundings
  const { quarterAfter, yearAfter } = statisticsTimetable
  const daysOrNever = (after: Duration) => (statistics.isTimed ? after.toDays().toString() : 'never')
  const publish = new ServiceFunction<PublishEnv>(scope, 'PublishStatistics', {
    ...surroundings,
    name: 'publish-statistics',
    settings: {
      CASE_TABLE: caseTable.tableName,
      STATISTICS_TABLE: statisticsTable.tableName,
      COUNTS_FROM: statistics.from,
      CUT_QUARTER_AFTER_DAYS: daysOrNever(quarterAfter),
      CUT_YEAR_AFTER_DAYS: daysOrNever(yearAfter),
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
  new RunbookAlarm(scope, 'ReleasesFailed', {
    alarmName: `${prefix}-releases-failed`,
    meaning: 'A release of the statistics could not be made safe, or failed its audit: it will not be published.',
    runbook: 'releases-failed',
    metric: counted(prefix, 'publish-statistics', 'ReleasesFailed'),
    threshold: 1,
    alarmTopic,
  })
  new ScheduledRun(scope, 'PublishEveryTenMinutes', {
    name: `${prefix}-publish-statistics`,
    every: Duration.minutes(10),
    target: publish.function,
    deadLetters: publishDeadLetters,
  })
}

import { Duration, type Stack } from 'aws-cdk-lib'
import { StartingPosition } from 'aws-cdk-lib/aws-lambda'
import type { Env as AlertEnv } from '../../functions/alert/env.ts'
import type { Env as CategoriseEnv } from '../../functions/categorise/env.ts'
import type { Env as RelayEnv } from '../../functions/relay/env.ts'
import type { Env as RouteEnv } from '../../functions/route/env.ts'
import { EVENT_KEY_PREFIX } from '../../schemas/case-events.ts'
import { consumerTimeout } from '../config.ts'
import { onItems, onMessages, onStream, toQueue, toTopic } from '../constructs/permissions.ts'
import type { QueueWithDeadLetters } from '../constructs/queue-with-dead-letters.ts'
import { RunbookAlarm } from '../constructs/runbook-alarm.ts'
import { ServiceFunction } from '../constructs/service-function.ts'
import type { StatefulStack } from './stateful-stack.ts'
import { counted } from '../constructs/counted.ts'

/** Announces every stored event: the case table's stream to the topic. */
export function addRelay(scope: Stack, { surroundings, caseTable, caseEvents, relayDeadLetters }: StatefulStack) {
  const relay = new ServiceFunction<RelayEnv>(scope, 'Relay', {
    ...surroundings,
    name: 'relay',
    settings: { CASE_EVENTS_TOPIC: caseEvents.topicArn },
    permissions: [...onStream(caseTable), ...toTopic(caseEvents), ...toQueue(relayDeadLetters)],
    // A table has few shards until it is very busy; each is read by two at once.
    concurrency: 20,
    timeout: Duration.seconds(30),
    meaning: 'What happened to a case is stored but not announced: notified deaths wait to be categorised and routed.',
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
  new RunbookAlarm(scope, 'RelayBehind', {
    alarmName: `${surroundings.prefix}-relay-behind`,
    meaning: 'Notified deaths wait to be categorised and routed, because what happened is announced late.',
    runbook: 'stream-lag',
    metric: relay.function.metric('IteratorAge', { period: Duration.minutes(1), statistic: 'Maximum' }),
    threshold: Duration.minutes(1).toMilliseconds(),
    evaluationPeriods: 5,
    alarmTopic: surroundings.alarmTopic,
  })
}

/** Decides expected or unexpected, and the duties that follow, whenever facts change. */
export function addCategorise(
  scope: Stack,
  { surroundings, caseTable, categoriseQueue, identityKeyValues }: StatefulStack,
) {
  const categorise = new ServiceFunction<CategoriseEnv>(scope, 'Categorise', {
    ...surroundings,
    name: 'categorise',
    settings: { CASE_TABLE: caseTable.tableName, IDENTITY_KEYS: identityKeyValues },
    permissions: [...onItems(caseTable, 'PutItem', 'Query'), ...onMessages(categoriseQueue)],
    concurrency: 10,
    timeout: consumerTimeout,
    meaning: 'Notified deaths are not being categorised, so no panel gets them.',
  })
  feed(categorise, categoriseQueue)
  return categorise
}

/** Gives each categorised case to its panel, with its clocks. */
export function addRoute(scope: Stack, { surroundings, caseTable, routeQueue, identityKeyValues }: StatefulStack) {
  const route = new ServiceFunction<RouteEnv>(scope, 'Route', {
    ...surroundings,
    name: 'route',
    settings: { CASE_TABLE: caseTable.tableName, IDENTITY_KEYS: identityKeyValues },
    permissions: [...onItems(caseTable, 'PutItem', 'Query'), ...onMessages(routeQueue)],
    concurrency: 10,
    timeout: consumerTimeout,
    meaning: "Categorised deaths do not reach their panel's queue.",
  })
  feed(route, routeQueue)
  new RunbookAlarm(scope, 'CasesUnassigned', {
    alarmName: `${surroundings.prefix}-cases-unassigned`,
    meaning: 'A death was notified of which nobody knows where the child lived or died: no panel has the case.',
    runbook: 'cases-unassigned',
    metric: counted(surroundings.prefix, 'route', 'CasesUnassigned'),
    threshold: 1,
    alarmTopic: surroundings.alarmTopic,
  })
  return route
}

/** Tells people of missed deadlines. */
export function addAlert(scope: Stack, { surroundings, caseTable, alerts, alertQueue }: StatefulStack) {
  const alert = new ServiceFunction<AlertEnv>(scope, 'Alert', {
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

import type { Stack } from 'aws-cdk-lib'
import { Aws, Duration } from 'aws-cdk-lib'
import { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2'
import { Dashboard, GraphWidget, type IMetric, Row, Stats, TextWidget } from 'aws-cdk-lib/aws-cloudwatch'
import { TableV2 } from 'aws-cdk-lib/aws-dynamodb'
import { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda'
import { Queue } from 'aws-cdk-lib/aws-sqs'
import type { MetricName } from '../../functions/shared/runtime/metric-names.ts'
import { counted } from '../constructs/counted.ts'
import { DeadLetterQueue } from '../constructs/dead-letter-queue.ts'
import type { StatefulStack } from './stateful-stack.ts'

/** What the functions count, by the question that a person asks. A function counts under its own name. */
const questions: readonly {
  readonly title: string
  readonly counts: Readonly<Record<string, readonly MetricName[]>>
}[] = [
  {
    title: 'Deaths notified',
    counts: {
      capture: [
        'NotificationsReceived',
        'NotificationsJoined',
        'NotificationsReplayed',
        'NotificationsRefused',
        'FactsAmended',
      ],
    },
  },
  {
    title: 'On their way to a panel',
    counts: {
      relay: ['EventsPublished'],
      categorise: ['DeathsCategorised', 'JointAgencyResponsesRequired'],
      route: ['CasesRouted', 'CasesUnassigned', 'PossibleDuplicates'],
    },
  },
  {
    title: 'Overdue, and who was told',
    counts: {
      'chase-deadlines': ['DeadlinesMissed', 'DeadlinesEscalated', 'DeadlineRunsCutShort'],
      alert: ['AlertsSent'],
      'record-clock': ['ClocksRecorded', 'ClocksReplanned'],
    },
  },
  {
    title: "The panels' work",
    counts: {
      'work-case': ['ActionsTaken', 'ActionsRefused', 'FormsRequested'],
      'review-case': ['AnalysisSectionsWritten', 'AnalysisTextsKeptBeside', 'RecommendationsActedOn'],
    },
  },
  {
    title: 'Forms that agencies answer',
    counts: { 'agency-form': ['FormLinksOpened', 'FormLinksRefused', 'FormSectionsWritten', 'FormsAnswered'] },
  },
  { title: 'Releases of statistics', counts: { 'publish-statistics': ['ReleasesMade', 'ReleasesFailed'] } },
  {
    title: 'Put right by itself',
    counts: {
      reconcile: ['CasesSentRoundAgain'],
      capture: ['UnrecognisedFields', 'DirectoryUnavailable'],
      categorise: ['MessagesFailed'],
      route: ['MessagesFailed'],
      alert: ['MessagesFailed'],
    },
  },
]

/**
 * Two boards: *service* says how those fare whom the service is for, *machinery* whether its parts run. They are drawn from what the
 * stacks hold, so that nothing new is left out.
 */
export function addDashboards(scope: Stack, stateful: StatefulStack): void {
  const { prefix } = stateful.surroundings
  const held = [...stateful.node.findAll(), ...scope.node.findAll()]
  const queues = held.filter((one) => one instanceof Queue)
  const functions = held.filter((one) => one instanceof LambdaFunction)
  const tables = held.filter((one) => one instanceof TableV2)
  const apis = held.filter((one) => one instanceof HttpApi)
  const isForLetters = (queue: Queue): boolean => queue instanceof DeadLetterQueue
  const letters = queues.filter(isForLetters)

  board(
    scope,
    'ServiceDashboard',
    `${prefix}-service`,
    'How notified deaths fare. Nothing here says who a child was.',
    [
      graph('Seconds from the facts to categorised and to the panel', seconds(prefix)),
      ...questions.map(({ title, counts }) => graph(title, countsOf(prefix, counts))),
      graph('Parked: what waits for a person', letters.map(lettersWaiting)),
    ],
  )
  board(
    scope,
    'MachineryDashboard',
    `${prefix}-machinery`,
    'Whether the parts run. Each alarm names its page in docs/runbooks.',
    [
      graph(
        'API: refused and failed',
        apis.flatMap((api) => [api.metricClientError(total), api.metricServerError(total)]),
      ),
      graph(
        'API: milliseconds',
        apis.flatMap((api) => [p50, p99].map((statistic) => api.metricLatency(statistic))),
      ),
      graph(
        'Errors',
        functions.map((one) => one.metricErrors(total)),
      ),
      graph(
        'Throttles',
        functions.map((one) => one.metricThrottles(total)),
      ),
      graph(
        'Duration, 99 in 100',
        functions.map((one) => one.metricDuration(p99)),
      ),
      graph(
        'Stream: milliseconds behind',
        functions
          .filter((one) => one.node.path.includes('/Relay/'))
          .map((one) => one.metric('IteratorAge', { statistic: Stats.MAXIMUM, period })),
      ),
      graph(
        'Queues: seconds that the oldest message waits',
        queues
          .filter((queue) => !isForLetters(queue))
          .map((queue) => queue.metricApproximateAgeOfOldestMessage({ statistic: Stats.MAXIMUM, period })),
      ),
      graph('Dead letters', letters.map(lettersWaiting)),
      graph(
        'Tables: requests refused',
        tables.flatMap((table) => onTable(table, 'ReadThrottleEvents', 'WriteThrottleEvents')),
      ),
      graph(
        'Tables: units used',
        tables.flatMap((table) => onTable(table, 'ConsumedReadCapacityUnits', 'ConsumedWriteCapacityUnits')),
      ),
    ],
  )
}

const period = Duration.minutes(5)
const total = { statistic: Stats.SUM, period }
const p50 = { statistic: Stats.percentile(50), period }
const p99 = { statistic: Stats.percentile(99), period }

const seconds = (prefix: string) =>
  [Stats.percentile(50), Stats.percentile(99), Stats.MAXIMUM].flatMap((statistic) => [
    counted(prefix, 'categorise', 'SecondsToCategorised', statistic),
    counted(prefix, 'route', 'SecondsToRouted', statistic),
  ])

const countsOf = (prefix: string, counts: Readonly<Record<string, readonly MetricName[]>>) =>
  Object.entries(counts).flatMap(([service, names]) => names.map((name) => counted(prefix, service, name)))

const lettersWaiting = (queue: Queue) =>
  queue.metricApproximateNumberOfMessagesVisible({ statistic: Stats.MAXIMUM, period })

const onTable = (table: TableV2, ...names: readonly string[]) => names.map((name) => table.metric(name, total))

const graph = (title: string, left: IMetric[]) => new GraphWidget({ title, left, width: 12, height: 6 })

/** Two graphs in a row under a line of text. */
function board(scope: Stack, id: string, dashboardName: string, markdown: string, graphs: readonly GraphWidget[]) {
  const dashboard = new Dashboard(scope, id, { dashboardName, defaultInterval: Duration.days(1) })
  dashboard.addWidgets(new TextWidget({ markdown: `${markdown} Region ${Aws.REGION}.`, width: 24, height: 1 }))
  for (let at = 0; at < graphs.length; at += 2) dashboard.addWidgets(new Row(...graphs.slice(at, at + 2)))
}

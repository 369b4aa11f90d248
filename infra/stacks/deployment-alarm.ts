import { Duration, type Stack } from 'aws-cdk-lib'
import { Metric } from 'aws-cdk-lib/aws-cloudwatch'
import { RunbookAlarm } from '../constructs/runbook-alarm.ts'
import { alarmsOfDeployment } from '../deploy/watched-alarms.ts'
import type { StatefulStack } from './stateful-stack.ts'

/**
 * Rings when any function fails, the one that gives tokens too: Lambda counts errors for the whole account. A deployment watches it, for
 * what fails while it is woken has no answer that the API could count.
 */
export function addDeploymentAlarm(scope: Stack, { surroundings: { prefix, alarmTopic } }: StatefulStack): void {
  new RunbookAlarm(scope, 'DeploymentAlarm', {
    alarmName: alarmsOfDeployment(prefix).functions,
    meaning: 'A function failed; a deployment that was going on is taken back.',
    runbook: 'deployment-taken-back',
    metric: new Metric({
      namespace: 'AWS/Lambda',
      metricName: 'Errors',
      period: Duration.minutes(5),
      statistic: 'Sum',
    }),
    threshold: 1,
    alarmTopic,
  })
}

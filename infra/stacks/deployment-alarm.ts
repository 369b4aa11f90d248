import { Duration, type Stack } from 'aws-cdk-lib'
import { Alarm, Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch'
import { describedBy } from '../constructs/runbook-alarm.ts'
import { alarmsOfDeployment } from '../deploy/watched-alarms.ts'
import type { StatefulStack } from './stateful-stack.ts'

/**
 * Rings when any function fails, the one that gives tokens too: Lambda counts errors for the whole account. A deployment watches it, for
 * what fails while it is woken has no answer that the API could count. It calls nobody: whatever fails otherwise rings by itself.
 */
export function addDeploymentAlarm(scope: Stack, { surroundings: { prefix } }: StatefulStack): void {
  new Alarm(scope, 'FunctionErrors', {
    alarmName: alarmsOfDeployment(prefix).functions,
    alarmDescription: describedBy(
      'A function failed: a deployment that is going on is taken back.',
      'deployment-taken-back',
    ),
    metric: new Metric({
      namespace: 'AWS/Lambda',
      metricName: 'Errors',
      period: Duration.minutes(5),
      statistic: 'Sum',
    }),
    threshold: 1,
    evaluationPeriods: 1,
    treatMissingData: TreatMissingData.NOT_BREACHING,
  })
}

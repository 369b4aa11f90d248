import { Duration, type Stack } from 'aws-cdk-lib'
import { Metric } from 'aws-cdk-lib/aws-cloudwatch'
import { alarmsOfDeployment } from '../deploy/watched-alarms.ts'
import { RunbookAlarm } from '../constructs/runbook-alarm.ts'
import type { StatefulStack } from './stateful-stack.ts'

/**
 * Rings when any function was refused for want of capacity: one for all, as Lambda counts it for the whole account, for whatever comes
 * of it rings by itself. Somebody who is turned away is a fault of the API; what waits makes its queue or its stream old.
 */
export function addThrottleAlarm(scope: Stack, { surroundings: { prefix, alarmTopic } }: StatefulStack): void {
  new RunbookAlarm(scope, 'Throttles', {
    alarmName: alarmsOfDeployment(prefix).throttles,
    meaning: 'More came than a function may do at once: somebody was turned away, or cases wait.',
    runbook: 'function-throttles',
    metric: new Metric({
      namespace: 'AWS/Lambda',
      metricName: 'Throttles',
      period: Duration.minutes(5),
      statistic: 'Sum',
    }),
    threshold: 1,
    alarmTopic,
  })
}

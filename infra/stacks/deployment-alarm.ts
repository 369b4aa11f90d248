import { Alarm, AlarmRule, CompositeAlarm } from 'aws-cdk-lib/aws-cloudwatch'
import type { Stack } from 'aws-cdk-lib'
import { describedBy } from '../constructs/runbook-alarm.ts'
import type { StatefulStack } from './stateful-stack.ts'

/**
 * Rings when any function or the API fails: CloudFormation watches it after every change and takes the change back. One for all, as
 * a deployment may watch five alarms at most; and without a call to anyone of its own, for its parts ring by themselves.
 */
export function addDeploymentAlarm(scope: Stack, stateful: StatefulStack): void {
  const { prefix } = stateful.surroundings
  // What gives tokens stands beside the user pool: where it fails, nobody signs in.
  const alarms = [...stateful.node.findAll(), ...scope.node.findAll()].filter(
    (one): one is Alarm => one instanceof Alarm && /(Errors|Throttles)$/.test(one.node.id),
  )
  new CompositeAlarm(scope, 'DeploymentAlarm', {
    compositeAlarmName: `${prefix}-deployment`,
    alarmDescription: describedBy(
      'Something fails that worked: a deployment that is going on is taken back.',
      'deployment-taken-back',
    ),
    alarmRule: AlarmRule.anyOf(...alarms),
  })
}

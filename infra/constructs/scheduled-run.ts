import { Aws, type Duration } from 'aws-cdk-lib'
import { ManagedPolicy, PolicyDocument, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import type { IFunction } from 'aws-cdk-lib/aws-lambda'
import { CfnSchedule, ScheduleExpression } from 'aws-cdk-lib/aws-scheduler'
import type { IQueue } from 'aws-cdk-lib/aws-sqs'
import { Construct } from 'constructs'
import { allow, toQueue } from './permissions.ts'

export interface ScheduledRunProps {
  readonly name: string
  readonly every: Duration
  readonly target: IFunction
  /** Keeps the runs that could not be started. */
  readonly deadLetters: IQueue
  /**
   * How often a run is tried that could not be started.
   * @default 2
   */
  readonly retryAttempts?: number
}

/** Runs a function over and over. A run too late to matter is not made up for: the next one does the same work. */
export class ScheduledRun extends Construct {
  constructor(scope: Construct, id: string, props: ScheduledRunProps) {
    super(scope, id)
    const { name, every, target, deadLetters, retryAttempts = 2 } = props

    // By hand and not by `aws-scheduler-targets`, whose role may invoke every version of the function (`<arn>:*`).
    const permissions = new ManagedPolicy(this, 'Permissions', {
      description: `All that the schedule ${name} may do`,
      document: new PolicyDocument({
        minimize: true,
        statements: [allow(['lambda:InvokeFunction'], [target.functionArn]), ...toQueue(deadLetters)],
      }),
    })
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
      managedPolicies: [permissions],
    })
    new CfnSchedule(this, 'Schedule', {
      name,
      scheduleExpression: ScheduleExpression.rate(every).expressionString,
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: target.functionArn,
        roleArn: role.roleArn,
        input: '{}',
        retryPolicy: { maximumRetryAttempts: retryAttempts, maximumEventAgeInSeconds: every.toSeconds() },
        deadLetterConfig: { arn: deadLetters.queueArn },
      },
    })
  }
}

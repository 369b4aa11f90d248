import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch'
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions'
import type { ITopic } from 'aws-cdk-lib/aws-sns'
import type { Construct } from 'constructs'

/** One page in `docs/runbooks/` for each kind of alarm; a test checks that it is there. */
export type Runbook =
  | 'api-server-errors'
  | 'backups'
  | 'cases-standing-still'
  | 'cases-unassigned'
  | 'dead-letters'
  | 'deadlines-behind'
  | 'deadlines-not-chased'
  | 'deployment-taken-back'
  | 'function-errors'
  | 'function-throttles'
  | 'oldest-message'
  | 'releases-failed'
  | 'stream-lag'
  | 'table-throttles'

export interface RunbookAlarmProps {
  readonly alarmName: string
  /** What it means for the people the service is for, in one sentence. */
  readonly meaning: string
  readonly runbook: Runbook
  readonly metric: IMetric
  /** The alarm sounds when the metric reaches this, or, with `wantsMore`, when it does not. */
  readonly threshold: number
  /**
   * The trouble is that too little happens: silence sounds the alarm.
   * @default false: no measurement means no trouble
   */
  readonly wantsMore?: boolean
  /**
   * For how many periods in a row.
   * @default 1
   */
  readonly evaluationPeriods?: number
  /** Where the alarm is sent. */
  readonly alarmTopic: ITopic
}

/** What an alarm says: what it means, and where to read what to do. */
export const describedBy = (meaning: string, runbook: Runbook) => `${meaning} Runbook: docs/runbooks/${runbook}.md`

/** An alarm that says what it means and where to read what to do. */
export class RunbookAlarm extends Alarm {
  constructor(
    scope: Construct,
    id: string,
    { meaning, runbook, alarmTopic, wantsMore = false, ...props }: RunbookAlarmProps,
  ) {
    super(scope, id, {
      evaluationPeriods: 1,
      ...props,
      alarmDescription: describedBy(meaning, runbook),
      comparisonOperator: wantsMore
        ? ComparisonOperator.LESS_THAN_THRESHOLD
        : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: wantsMore ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
    })
    this.addAlarmAction(new SnsAction(alarmTopic))
  }
}

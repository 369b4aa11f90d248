import { Duration, RemovalPolicy, Tags } from 'aws-cdk-lib'
import { MathExpression } from 'aws-cdk-lib/aws-cloudwatch'
import {
  type Attribute,
  AttributeType,
  Billing,
  type GlobalSecondaryIndexPropsV2,
  ProjectionType,
  StreamViewType,
  TableEncryptionV2,
  TableV2,
} from 'aws-cdk-lib/aws-dynamodb'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import type { ITopic } from 'aws-cdk-lib/aws-sns'
import type { Construct } from 'constructs'
import type { IndexDefinition, TableDefinition } from '../../functions/shared/adapters/dynamodb/table-definition.ts'
import type { Retention } from '../config.ts'
import { RunbookAlarm } from './runbook-alarm.ts'

export interface RecordTableProps {
  /** Keys, indexes and stream, shared with the repositories. */
  readonly definition: TableDefinition
  readonly key: IKey
  /** How long its items are kept: the tag `retention` says it to whoever looks after backups and exports. */
  readonly retention: Retention
  readonly alarmTopic: ITopic
  /** Begins the alarms' names. */
  readonly alarmPrefix: string
  /**
   * What it means when the table refuses a request, in one sentence.
   * @default no alarm: whoever waits is told by the API, whose alarm rings
   */
  readonly meaning?: string
  /**
   * The most that the table, and each of its indexes, may be asked for in a second: a bound on what a mistake can cost.
   * @default { readUnits: 1000, writeUnits: 500 }
   */
  readonly limits?: { readonly readUnits: number; readonly writeUnits: number }
}

/**
 * A table for what must never be lost: our own key, point-in-time recovery over 35 days, deletion protection, and kept even
 * when its stack goes. Paid by request, within limits; where no answer of the API would tell that one is reached, an alarm does.
 */
export class RecordTable extends TableV2 {
  constructor(scope: Construct, id: string, props: RecordTableProps) {
    const { definition, key, alarmTopic, alarmPrefix, meaning } = props
    const { readUnits, writeUnits } = props.limits ?? { readUnits: 1000, writeUnits: 500 }
    const limits = { maxReadRequestUnits: readUnits, maxWriteRequestUnits: writeUnits }

    super(scope, id, {
      partitionKey: text(definition.partitionKey),
      sortKey: text(definition.sortKey),
      globalSecondaryIndexes: Object.entries(definition.indexes).map(([indexName, index]) => ({
        indexName,
        ...indexProps(index),
        ...limits,
      })),
      ...(definition.endsAt !== undefined && { timeToLiveAttribute: definition.endsAt }),
      ...(definition.stream && { dynamoStream: StreamViewType[definition.stream] }),
      billing: Billing.onDemand(limits),
      encryption: TableEncryptionV2.customerManagedKey(key),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true, recoveryPeriodInDays: 35 },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    })

    Tags.of(this).add('retention', props.retention)

    if (meaning === undefined) return
    const refused = { statistic: 'Sum', period: Duration.minutes(5) }
    new RunbookAlarm(this, 'Throttled', {
      alarmName: `${alarmPrefix}-throttled`,
      meaning,
      runbook: 'table-throttles',
      metric: new MathExpression({
        // What was not refused is not counted, and the sum would have no value.
        expression: 'FILL(reads, 0) + FILL(writes, 0)',
        label: 'Requests refused',
        period: refused.period,
        usingMetrics: {
          reads: this.metric('ReadThrottleEvents', refused),
          writes: this.metric('WriteThrottleEvents', refused),
        },
      }),
      threshold: 1,
      alarmTopic,
    })
  }
}

const text = (name: string): Attribute => ({ name, type: AttributeType.STRING })

const indexProps = ({
  partitionKey,
  sortKey,
  projects,
}: IndexDefinition): Omit<GlobalSecondaryIndexPropsV2, 'indexName'> => ({
  partitionKey: text(partitionKey),
  sortKey: text(sortKey),
  ...(projects.length > 0
    ? { projectionType: ProjectionType.INCLUDE, nonKeyAttributes: [...projects] }
    : { projectionType: ProjectionType.KEYS_ONLY }),
})

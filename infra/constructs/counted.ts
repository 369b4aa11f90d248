import { Duration } from 'aws-cdk-lib'
import { Metric } from 'aws-cdk-lib/aws-cloudwatch'
import type { MetricName } from '../../functions/shared/runtime/metric-names.ts'

/** What a function counts itself, in five minutes. */
export const counted = (namespace: string, service: string, metricName: MetricName, statistic = 'Sum') =>
  new Metric({
    namespace,
    metricName,
    dimensionsMap: { service },
    period: Duration.minutes(5),
    statistic,
  })

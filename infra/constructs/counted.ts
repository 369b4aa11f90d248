import { Duration } from 'aws-cdk-lib'
import { Metric } from 'aws-cdk-lib/aws-cloudwatch'

/** What a function counts itself, in five minutes. */
export const counted = (namespace: string, service: string, metricName: string) =>
  new Metric({
    namespace,
    metricName,
    dimensionsMap: { service },
    period: Duration.minutes(5),
    statistic: 'Sum',
  })

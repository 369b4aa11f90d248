import { Logger } from '@aws-lambda-powertools/logger'
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware'
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics'
import { allowed, type Log } from './log-fields.ts'
import type { MetricName } from './metric-names.ts'

export type { Log, MetricName }

export interface Meter {
  count(name: MetricName, amount?: number): void
}

const logger = new Logger()
const metrics = new Metrics()

export const log: Log = {
  info: (message, fields) => {
    logger.info(message, { ...allowed(fields ?? {}) })
  },
  warn: (message, fields) => {
    logger.warn(message, { ...allowed(fields ?? {}) })
  },
  error: (message, fields) => {
    logger.error(message, { ...allowed(fields ?? {}) })
  },
}

export const meter: Meter = {
  count: (name, amount = 1) => {
    metrics.addMetric(name, name.startsWith('Seconds') ? MetricUnit.Seconds : MetricUnit.Count, amount)
  },
}

/** Adds the request id to every log line and sends the metrics at the end; never the event itself. */
export const observed = () => [
  injectLambdaContext(logger, { resetKeys: true, logEvent: false }),
  { after: publishMetrics, onError: publishMetrics },
]

/** Answers nothing: what a middleware answers would take the place of the function's own answer. */
function publishMetrics(): void {
  if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics()
}

import { Logger } from '@aws-lambda-powertools/logger'
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware'
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics'
import type { MetricName } from './metric-names.ts'

/**
 * All that may ever be logged besides the message: references, codes, counts and times that this service made itself.
 * There is no free field, so that no name, NHS number, postcode or text of a form can slip into a log.
 */
export interface LogFields {
  readonly reference?: string
  readonly eventId?: string
  readonly eventType?: string
  readonly messageId?: string
  readonly route?: string
  readonly status?: number
  readonly outcome?: string
  readonly reasonCode?: string
  readonly errorName?: string
  readonly panel?: string
  readonly count?: number
  readonly durationMs?: number
}

export interface Log {
  info(message: string, fields?: LogFields): void
  warn(message: string, fields?: LogFields): void
  error(message: string, fields?: LogFields): void
}

export type { MetricName }

export interface Meter {
  count(name: MetricName, amount?: number): void
}

const logger = new Logger()
const metrics = new Metrics()

export const log: Log = {
  info: (message, fields = {}) => {
    logger.info(message, { ...fields })
  },
  warn: (message, fields = {}) => {
    logger.warn(message, { ...fields })
  },
  error: (message, fields = {}) => {
    logger.error(message, { ...fields })
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

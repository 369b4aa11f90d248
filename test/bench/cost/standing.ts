import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Standing } from './cost-model.ts'

interface Template {
  readonly Resources: Readonly<
    Record<string, { readonly Type: string; readonly Properties?: Readonly<Record<string, unknown>> }>
  >
}

const MINUTES: Readonly<Record<string, number>> = { minute: 1, hour: 60, day: 1440 }

/** Counts what is paid for whether or not anything happens. */
export function standingIn(templates: readonly Template[]): Standing {
  const resources = templates.flatMap(({ Resources }) => Object.values(Resources))
  const of = (type: string) => resources.filter(({ Type }) => Type === type)
  const mappings = of('AWS::Lambda::EventSourceMapping').map(({ Properties }) => JSON.stringify(Properties))
  const rates = [...of('AWS::Scheduler::Schedule'), ...of('AWS::Events::Rule')].map(({ Properties }) =>
    /rate\((\d+) (minute|hour|day)s?\)/.exec(JSON.stringify(Properties)),
  )
  return {
    keys: of('AWS::KMS::Key').length,
    alarms: of('AWS::CloudWatch::Alarm').reduce((sum, alarm) => sum + metricsOf(alarm), 0),
    secrets: of('AWS::SecretsManager::Secret').length,
    // Reading a DynamoDB stream costs nothing from within Lambda.
    polledQueues: mappings.filter((mapping) => !mapping.includes('StreamArn')).length,
    scheduledRuns: rates.reduce(
      (sum, rate) => sum + (rate ? 60 / (Number(rate[1]) * (MINUTES[rate[2] ?? ''] ?? 1)) : 0),
      0,
    ),
  }
}

/** An alarm is paid for by the metrics that it watches: one, or those that its expression adds up. */
function metricsOf({ Properties }: Template['Resources'][string]): number {
  const metrics = Properties?.['Metrics']
  return Array.isArray(metrics) ? metrics.filter((one) => 'MetricStat' in (one as object)).length : 1
}

export const templatesIn = (assembly: string): Template[] =>
  readdirSync(assembly)
    .filter((file) => file.endsWith('.template.json'))
    .map((file) => JSON.parse(readFileSync(path.join(assembly, file), 'utf8')) as Template)

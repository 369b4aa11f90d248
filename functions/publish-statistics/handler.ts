import { createHash } from 'node:crypto'
import { AUDITOR, audit } from '../../audit/audit.ts'
import { openWithHighs } from '../../audit/solver.ts'
import { RULE_SET } from '../../domain/disclosure/rule-set.ts'
import { allEngland } from '../../domain/statistics/plan-release.ts'
import { documentClient } from '../shared/adapters/dynamodb/document-client.ts'
import { DynamoEarlierRows, rowsOfAll } from '../shared/adapters/dynamodb/earlier-rows.ts'
import { DynamoReleaseStore } from '../shared/adapters/dynamodb/release-store.ts'
import { DynamoStatisticsRows } from '../shared/adapters/dynamodb/statistics-rows.ts'
import { highsLinearProgramme } from '../shared/adapters/highs/highs-linear-programme.ts'
import { systemNow } from '../shared/adapters/system-clock.ts'
import { log, meter } from '../shared/runtime/log.ts'
import { scheduled } from '../shared/runtime/scheduled.ts'
import { EnvSchema } from './env.ts'
import { publishStatistics } from './publish-statistics.ts'

const env = EnvSchema.parse(process.env)
const client = documentClient()
const deps = {
  rows: rowsOfAll(
    new DynamoStatisticsRows(client, env.CASE_TABLE),
    new DynamoEarlierRows(client, env.STATISTICS_TABLE),
  ),
  releases: new DynamoReleaseStore(client, env.STATISTICS_TABLE),
  tools: async () => {
    const [solver, open] = [await highsLinearProgramme(), await openWithHighs()]
    return { solver, auditor: { name: AUDITOR, audit: (releases) => audit({ releases, open }) } }
  },
  hashOf: (text: string) => createHash('sha256').update(text).digest('hex'),
  ruleSet: RULE_SET,
  coverage: allEngland(env.COUNTS_FROM),
  timetable: { quarter: env.CUT_QUARTER_AFTER_DAYS, year: env.CUT_YEAR_AFTER_DAYS },
  now: systemNow,
  log,
  meter,
} satisfies Parameters<typeof publishStatistics>[0]

export const handler = scheduled(() => publishStatistics(deps))

import { formerClockRuleSets } from '../../domain/clocks/rules.ts'
import { DynamoCaseRepository } from '../shared/adapters/dynamodb/case-repository.ts'
import { documentClient } from '../shared/adapters/dynamodb/document-client.ts'
import { DynamoQueueReader } from '../shared/adapters/dynamodb/queue-reader.ts'
import { systemNow } from '../shared/adapters/system-clock.ts'
import { log, meter } from '../shared/runtime/log.ts'
import { scheduled } from '../shared/runtime/scheduled.ts'
import { chaseDeadlines } from './chase-deadlines.ts'
import { EnvSchema } from './env.ts'

const env = EnvSchema.parse(process.env)
const client = documentClient()
const deps = {
  cases: new DynamoCaseRepository(client, env.CASE_TABLE),
  toChase: new DynamoQueueReader(client, env.CASE_TABLE),
  formerRuleSets: formerClockRuleSets,
  log,
  meter,
  now: systemNow,
}

export const handler = scheduled((isTimeUp) => chaseDeadlines({ ...deps, isTimeUp }))

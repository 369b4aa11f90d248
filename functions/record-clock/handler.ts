import { DynamoCaseRepository } from '../shared/adapters/dynamodb/case-repository.ts'
import { documentClient } from '../shared/adapters/dynamodb/document-client.ts'
import { bodyHash } from '../shared/adapters/keyed-hash.ts'
import { systemNow } from '../shared/adapters/system-clock.ts'
import { httpFunction } from '../shared/runtime/http.ts'
import { meter } from '../shared/runtime/log.ts'
import { EnvSchema } from './env.ts'
import { recordClockRoutes } from './routes.ts'

const env = EnvSchema.parse(process.env)

export const handler = httpFunction(
  recordClockRoutes({
    cases: new DynamoCaseRepository(documentClient(), env.CASE_TABLE),
    hash: { body: bodyHash },
    now: systemNow,
    meter,
  }),
)

import { DynamoCaseRepository } from '../shared/adapters/dynamodb/case-repository.ts'
import { documentClient } from '../shared/adapters/dynamodb/document-client.ts'
import { systemNow } from '../shared/adapters/system-clock.ts'
import { httpFunction } from '../shared/runtime/http.ts'
import { EnvSchema } from './env.ts'
import { readAnonymisedRoutes } from './routes.ts'

const env = EnvSchema.parse(process.env)

export const handler = httpFunction(
  readAnonymisedRoutes({
    cases: new DynamoCaseRepository(documentClient(), env.CASE_TABLE),
    now: systemNow,
  }),
)

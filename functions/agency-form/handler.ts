import { DynamoCaseRepository } from '../shared/adapters/dynamodb/case-repository.ts'
import { documentClient } from '../shared/adapters/dynamodb/document-client.ts'
import { hmacHash } from '../shared/adapters/keyed-hash.ts'
import { systemNow } from '../shared/adapters/system-clock.ts'
import { systemSecrets } from '../shared/adapters/system-secrets.ts'
import { publicFunction } from '../shared/runtime/http.ts'
import { meter } from '../shared/runtime/log.ts'
import { EnvSchema } from './env.ts'
import { agencyFormRoutes } from './routes.ts'

const env = EnvSchema.parse(process.env)

export const handler = publicFunction(
  agencyFormRoutes({
    cases: new DynamoCaseRepository(documentClient(), env.CASE_TABLE),
    hash: hmacHash(env.REFERENCE_KEY),
    secrets: systemSecrets,
    now: systemNow,
    meter,
  }),
)

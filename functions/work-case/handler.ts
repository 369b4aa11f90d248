import { DynamoCaseRepository } from '../shared/adapters/dynamodb/case-repository.ts'
import { DynamoMeetings } from '../shared/adapters/dynamodb/meetings.ts'
import { documentClient } from '../shared/adapters/dynamodb/document-client.ts'
import { hmacHash } from '../shared/adapters/keyed-hash.ts'
import { systemNow } from '../shared/adapters/system-clock.ts'
import { systemSecrets } from '../shared/adapters/system-secrets.ts'
import { httpFunction } from '../shared/runtime/http.ts'
import { meter } from '../shared/runtime/log.ts'
import { EnvSchema } from './env.ts'
import { workRoutes } from './routes.ts'

const env = EnvSchema.parse(process.env)
const client = documentClient()

export const handler = httpFunction(
  workRoutes({
    cases: new DynamoCaseRepository(client, env.CASE_TABLE),
    meetings: new DynamoMeetings(client, env.CASE_TABLE),
    hash: hmacHash(env.REFERENCE_KEY),
    secrets: systemSecrets,
    now: systemNow,
    meter,
    claimHours: env.CLAIM_HOURS,
    linkDays: env.FORM_LINK_DAYS,
  }),
)

import { documentClient } from '../shared/adapters/dynamodb/document-client.ts'
import { DynamoCaseRepository } from '../shared/adapters/dynamodb/case-repository.ts'
import { DynamoPostcodeDirectory } from '../shared/adapters/dynamodb/postcode-directory.ts'
import { hmacHash, identityHash } from '../shared/adapters/keyed-hash.ts'
import { systemNow } from '../shared/adapters/system-clock.ts'
import { httpFunction } from '../shared/runtime/http.ts'
import { meter } from '../shared/runtime/log.ts'
import { EnvSchema } from './env.ts'
import { captureRoutes } from './routes.ts'

const env = EnvSchema.parse(process.env)
const client = documentClient()

export const handler = httpFunction(
  captureRoutes({
    cases: new DynamoCaseRepository(client, env.CASE_TABLE),
    directory: new DynamoPostcodeDirectory(client, env.DIRECTORY_TABLE),
    hash: hmacHash(env.REFERENCE_KEY),
    identities: identityHash(env.IDENTITY_KEYS),
    now: systemNow,
    meter,
  }),
)

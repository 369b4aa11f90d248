import { documentClient } from '../shared/adapters/dynamodb/document-client.ts'
import { DynamoCaseRepository } from '../shared/adapters/dynamodb/case-repository.ts'
import { DynamoQueueReader } from '../shared/adapters/dynamodb/queue-reader.ts'
import { DynamoRecommendationRegister } from '../shared/adapters/dynamodb/recommendation-register.ts'
import { hmacHash } from '../shared/adapters/keyed-hash.ts'
import { systemNow } from '../shared/adapters/system-clock.ts'
import { httpFunction } from '../shared/runtime/http.ts'
import { EnvSchema } from './env.ts'
import { readRoutes } from './routes.ts'

const env = EnvSchema.parse(process.env)
const client = documentClient()

export const handler = httpFunction(
  readRoutes({
    cases: new DynamoCaseRepository(client, env.CASE_TABLE),
    queues: new DynamoQueueReader(client, env.CASE_TABLE),
    register: new DynamoRecommendationRegister(client, env.CASE_TABLE),
    hash: hmacHash(env.REFERENCE_KEY),
    now: systemNow,
  }),
)

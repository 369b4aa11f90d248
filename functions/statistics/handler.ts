import { documentClient } from '../shared/adapters/dynamodb/document-client.ts'
import { DynamoReleaseStore } from '../shared/adapters/dynamodb/release-store.ts'
import { systemNow } from '../shared/adapters/system-clock.ts'
import { httpFunction } from '../shared/runtime/http.ts'
import { EnvSchema } from './env.ts'
import { keepingPublished } from './published-heads.ts'
import { statisticsRoutes } from './routes.ts'

const env = EnvSchema.parse(process.env)
const releases = new DynamoReleaseStore(documentClient(), env.STATISTICS_TABLE)

export const handler = httpFunction(
  statisticsRoutes({
    releases,
    published: keepingPublished(releases, systemNow),
    countsFrom: env.COUNTS_FROM,
    now: systemNow,
  }),
)

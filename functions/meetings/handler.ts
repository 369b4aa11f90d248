import { hasConflict } from '../../domain/review/review.ts'
import { DynamoCaseRepository } from '../shared/adapters/dynamodb/case-repository.ts'
import { documentClient } from '../shared/adapters/dynamodb/document-client.ts'
import { DynamoMeetings } from '../shared/adapters/dynamodb/meetings.ts'
import { hmacHash } from '../shared/adapters/keyed-hash.ts'
import { systemNow } from '../shared/adapters/system-clock.ts'
import { httpFunction } from '../shared/runtime/http.ts'
import { EnvSchema } from './env.ts'
import { meetingRoutes } from './routes.ts'

const env = EnvSchema.parse(process.env)
const client = documentClient()

export const handler = httpFunction(
  meetingRoutes({
    cases: new DynamoCaseRepository(client, env.CASE_TABLE),
    meetings: new DynamoMeetings(client, env.CASE_TABLE),
    hash: hmacHash(env.REFERENCE_KEY),
    now: systemNow,
    conflicted: ({ work }, subject) => hasConflict(work.review, subject),
  }),
)

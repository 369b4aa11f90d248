import { documentClient } from '../shared/adapters/dynamodb/document-client.ts'
import { DynamoCaseRepository } from '../shared/adapters/dynamodb/case-repository.ts'
import { identityHash } from '../shared/adapters/keyed-hash.ts'
import { systemNow } from '../shared/adapters/system-clock.ts'
import { meter } from '../shared/runtime/log.ts'
import { queueConsumer } from '../shared/runtime/queue-consumer.ts'
import { categorise } from './categorise.ts'
import { EnvSchema } from './env.ts'

const env = EnvSchema.parse(process.env)
const deps = {
  cases: new DynamoCaseRepository(documentClient(), env.CASE_TABLE),
  identities: identityHash(env.IDENTITY_KEYS),
  now: systemNow,
  meter,
}

export const handler = queueConsumer((reference) => categorise(reference, deps))

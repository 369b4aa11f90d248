import { documentClient } from '../shared/adapters/dynamodb/document-client.ts'
import { DynamoQueueReader } from '../shared/adapters/dynamodb/queue-reader.ts'
import { SnsEventPublisher } from '../shared/adapters/sns/event-publisher.ts'
import { snsClient } from '../shared/adapters/sns/sns-client.ts'
import { systemNow } from '../shared/adapters/system-clock.ts'
import { log, meter } from '../shared/runtime/log.ts'
import { scheduled } from '../shared/runtime/scheduled.ts'
import { EnvSchema } from './env.ts'
import { reconcile } from './reconcile.ts'

const env = EnvSchema.parse(process.env)
const deps = {
  cases: new DynamoQueueReader(documentClient(), env.CASE_TABLE),
  publisher: new SnsEventPublisher(snsClient(), env.CASE_EVENTS_TOPIC),
  log,
  meter,
  now: systemNow,
  patienceSeconds: env.PATIENCE_SECONDS,
}

export const handler = scheduled(() => reconcile(deps))

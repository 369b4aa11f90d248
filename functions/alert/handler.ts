import { DynamoCaseRepository } from '../shared/adapters/dynamodb/case-repository.ts'
import { documentClient } from '../shared/adapters/dynamodb/document-client.ts'
import { SnsAlertSender } from '../shared/adapters/sns/alert-sender.ts'
import { snsClient } from '../shared/adapters/sns/sns-client.ts'
import { systemNow } from '../shared/adapters/system-clock.ts'
import { meter } from '../shared/runtime/log.ts'
import { queueConsumer } from '../shared/runtime/queue-consumer.ts'
import { alert } from './alert.ts'
import { EnvSchema } from './env.ts'

const env = EnvSchema.parse(process.env)
const deps = {
  cases: new DynamoCaseRepository(documentClient(), env.CASE_TABLE),
  alerts: new SnsAlertSender(snsClient(), env.ALERTS_TOPIC),
  now: systemNow,
  meter,
}

export const handler = queueConsumer((reference, { data }) => alert(reference, data.sequence, deps))

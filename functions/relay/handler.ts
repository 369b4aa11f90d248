import { SnsEventPublisher } from '../shared/adapters/sns/event-publisher.ts'
import { snsClient } from '../shared/adapters/sns/sns-client.ts'
import { streamConsumer } from '../shared/runtime/stream-consumer.ts'
import { EnvSchema } from './env.ts'
import { relay } from './relay.ts'

const env = EnvSchema.parse(process.env)
const publisher = new SnsEventPublisher(snsClient(), env.CASE_EVENTS_TOPIC)

export const handler = streamConsumer((keys) => relay(keys, publisher))

import middy from '@middy/core'
import type { Context } from 'aws-lambda'
import { RotationRequestSchema } from '../../schemas/identity-key-rotation.ts'
import { DynamoCaseRepository } from '../shared/adapters/dynamodb/case-repository.ts'
import { documentClient } from '../shared/adapters/dynamodb/document-client.ts'
import { DynamoHashedRows } from '../shared/adapters/dynamodb/hashed-rows.ts'
import { identityHash } from '../shared/adapters/keyed-hash.ts'
import { systemNow } from '../shared/adapters/system-clock.ts'
import { eachLed } from '../shared/identity-keys.ts'
import { observed } from '../shared/runtime/log.ts'
import { EnvSchema } from './env.ts'
import { rotate } from './rotate.ts'

const env = EnvSchema.parse(process.env)
const client = documentClient()
const deps = {
  rows: new DynamoHashedRows(client, env.CASE_TABLE),
  cases: new DynamoCaseRepository(client, env.CASE_TABLE),
  identities: identityHash(env.IDENTITY_KEYS),
  has: eachLed(env.IDENTITY_KEYS, ({ number }) => number),
  now: systemNow,
  settleSeconds: env.SETTLE_SECONDS,
}

/** Milliseconds of work in one call: whoever asks sees how far it has come. */
const A_CALL = 5_000

export const handler = middy((event: unknown, context: Context) => {
  const end = context.getRemainingTimeInMillis() - A_CALL
  return rotate(RotationRequestSchema.parse(event), {
    ...deps,
    isTimeUp: () => context.getRemainingTimeInMillis() < end,
  })
}).use(observed())

import * as z from 'zod'
import { IdentityKeysSchema } from '../shared/identity-keys.ts'

export const EnvSchema = z.object({
  CASE_TABLE: z.string().min(1),
  /** Secrets of the hashes by which a child is known again. */
  IDENTITY_KEYS: IdentityKeysSchema,
  /** How long after a deployment something begun before it may still be written, in seconds. */
  SETTLE_SECONDS: z.coerce.number().int().positive(),
})
export type Env = z.infer<typeof EnvSchema>

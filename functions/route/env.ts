import * as z from 'zod'
import { IdentityKeysSchema } from '../shared/identity-keys.ts'

export const EnvSchema = z.object({
  CASE_TABLE: z.string().min(1),
  /** Secrets of the hashes by which cases about one child are found. */
  IDENTITY_KEYS: IdentityKeysSchema,
})
export type Env = z.infer<typeof EnvSchema>

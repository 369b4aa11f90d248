import * as z from 'zod'
import { IdentityKeysSchema } from '../shared/identity-keys.ts'

export const EnvSchema = z.object({
  CASE_TABLE: z.string().min(1),
  DIRECTORY_TABLE: z.string().min(1),
  /** Secret of the keyed hashes that make case references: another one would make other references. */
  REFERENCE_KEY: z.string().min(32),
  /** Secrets of the hashes by which a child is known again. */
  IDENTITY_KEYS: IdentityKeysSchema,
})
export type Env = z.infer<typeof EnvSchema>

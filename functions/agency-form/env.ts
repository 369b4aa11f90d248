import * as z from 'zod'

export const EnvSchema = z.object({
  CASE_TABLE: z.string().min(1),
  /** Secret of the keyed hashes by which links and sessions are known again. */
  REFERENCE_KEY: z.string().min(32),
})
export type Env = z.infer<typeof EnvSchema>

import * as z from 'zod'

export const EnvSchema = z.object({
  CASE_TABLE: z.string().min(1),
  /** Hours that a claim runs. */
  CLAIM_HOURS: z.coerce.number().positive().max(72),
})
export type Env = z.infer<typeof EnvSchema>

import * as z from 'zod'

export const EnvSchema = z.object({
  CASE_TABLE: z.string().min(1),
  /** Hours that a claim runs. */
  CLAIM_HOURS: z.coerce.number().positive().max(72),
  /** Secret of the keyed hashes by which links to forms are known again. */
  REFERENCE_KEY: z.string().min(32),
  /** Days after which the link to a form expires. */
  FORM_LINK_DAYS: z.coerce.number().positive().max(180),
})
export type Env = z.infer<typeof EnvSchema>

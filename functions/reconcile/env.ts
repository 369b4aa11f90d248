import * as z from 'zod'

export const EnvSchema = z.object({
  CASE_TABLE: z.string().min(1),
  CASE_EVENTS_TOPIC: z.string().min(1),
  /** How long a case may await a step before it is sent round again, in seconds. */
  PATIENCE_SECONDS: z.coerce.number().int().positive(),
})
export type Env = z.infer<typeof EnvSchema>

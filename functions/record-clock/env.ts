import * as z from 'zod'

export const EnvSchema = z.object({
  CASE_TABLE: z.string().min(1),
})
export type Env = z.infer<typeof EnvSchema>

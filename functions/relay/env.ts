import * as z from 'zod'

export const EnvSchema = z.object({ CASE_EVENTS_TOPIC: z.string().min(1) })
export type Env = z.infer<typeof EnvSchema>

import * as z from 'zod'
import { CivilDateSchema } from '../../schemas/calendar.ts'

export const EnvSchema = z.object({ STATISTICS_TABLE: z.string().min(1), COUNTS_FROM: CivilDateSchema })
export type Env = z.infer<typeof EnvSchema>

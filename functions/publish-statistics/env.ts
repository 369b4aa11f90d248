import * as z from 'zod'
import { CivilDateSchema } from '../../schemas/calendar.ts'

/** Days after the end of a period; `never` where nothing is cut by itself. */
const DaysSchema = z
  .union([z.literal('never'), z.coerce.number().int().min(1).max(366)])
  .transform((days) => (days === 'never' ? undefined : days))

export const EnvSchema = z.object({
  CASE_TABLE: z.string().min(1),
  STATISTICS_TABLE: z.string().min(1),
  COUNTS_FROM: CivilDateSchema,
  CUT_QUARTER_AFTER_DAYS: DaysSchema,
  CUT_YEAR_AFTER_DAYS: DaysSchema,
})
export type Env = z.infer<typeof EnvSchema>

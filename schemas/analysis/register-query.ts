import * as z from 'zod'
import { limit } from '../parameters.ts'
import { LevelSchema, RecommendationStatusSchema } from './recommendation.ts'

export const RegisterQuerySchema = z.object({
  status: RecommendationStatusSchema.optional().meta({ description: 'Only recommendations of this status.' }),
  level: LevelSchema.optional().meta({ description: 'Only recommendations of this level.' }),
  overdue: z
    .enum(['true', 'false'])
    .optional()
    .meta({ description: '`true`: only where action was due before today and is awaited; `false`: only the others.' }),
  cursor: z.string().min(1).max(2000).optional().meta({ description: '`nextCursor` of the page before.' }),
  limit,
})

import * as z from 'zod'
import { CivilDateSchema, InstantSchema } from '../calendar.ts'
import { COHORTS } from './catalogue.ts'
import { AuditSummarySchema, HiddenSummarySchema } from './release.ts'

/** `draft`: asked for, not made yet. `audited`: made and safe, not out. `published`: out, for ever. `withdrawn`: not to be used. */
export const RELEASE_STATES = ['draft', 'audited', 'published', 'withdrawn'] as const
export type ReleaseState = (typeof RELEASE_STATES)[number]

export const FAILURES = [
  'audit-failed',
  'cannot-protect',
  'contradiction',
  'not-finished',
  'uncountable-case',
  'undecided',
] as const
export type FailureReason = (typeof FAILURES)[number]

export const ReleaseIdSchema = z
  .string()
  .regex(/^(deathsNotified|reviewsCompleted)-\d{4}-\d{2}(-Q[1-4])?-v[1-9]\d?$/)
  .meta({ title: 'Release', description: 'Name of a release.', examples: ['deathsNotified-2025-26-v1'] })

export const PeriodCodeSchema = z
  .string()
  .regex(/^20\d{2}-\d{2}(-Q[1-4])?$/, 'Name a period as 2025-26, 2025-26-Q1 or, for a block of three years, 2025-28.')
  .meta({ title: 'Period', examples: ['2025-26', '2025-26-Q1', '2025-28'] })

const HashSchema = z.string().meta({ description: 'SHA-256 of the whole release; `npm run audit` checks it.' })

/** A release without its tables: what it is, where it stands, and who brought it there. */
export const ReleaseHeadSchema = z
  .object({
    id: ReleaseIdSchema,
    cohort: z.enum(COHORTS),
    period: PeriodCodeSchema,
    version: z.int().min(1).meta({ description: '2 and more restate the period; earlier versions are kept.' }),
    asOf: CivilDateSchema.meta({ description: 'Cases that count after this day are not in it.' }),
    note: z.string(),
    restates: z.boolean(),
    state: z.enum(RELEASE_STATES),
    requestedAt: InstantSchema,
    requestedBy: z.string().meta({ description: 'Subject of the statistics lead, or `schedule`.' }),
    runs: z.int().optional().meta({ description: 'Runs of the publishing job that began to make it.' }),
    hash: HashSchema.optional(),
    auditedAt: InstantSchema.optional(),
    audit: AuditSummarySchema.optional(),
    hidden: HiddenSummarySchema.optional(),
    revisions: z.int().optional().meta({ description: 'Rows that it states anew.' }),
    follows: z.array(ReleaseIdSchema).optional().meta({ description: 'Releases with which it was audited together.' }),
    failure: z
      .object({
        at: InstantSchema,
        reason: z.enum(FAILURES),
        cells: z.array(z.string()).meta({ description: 'The numbers that somebody could have worked out.' }),
      })
      .optional()
      .meta({ description: 'Why it could not be made: it will not be published.' }),
    publishedAt: InstantSchema.optional(),
    publishedBy: z.string().optional(),
    withdrawn: z.object({ at: InstantSchema, by: z.string(), reason: z.string() }).optional(),
  })
  .meta({ title: 'Release' })
export type ReleaseHead = z.infer<typeof ReleaseHeadSchema>

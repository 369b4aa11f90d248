import * as z from 'zod'
import { PanelNameSchema } from '../panel.ts'
import { RuleSetSchema } from './release.ts'
import { PeriodCodeSchema, ReleaseHeadSchema, ReleaseIdSchema } from './release-head.ts'
import { TableViewSchema } from './table-view.ts'

/** What the statistics answer. */

const leadOnly = { requestedBy: true, publishedBy: true } as const

export const ReleaseSummarySchema = ReleaseHeadSchema.omit(leadOnly)
  .extend({
    withdrawn: z.object({ at: z.string(), reason: z.string() }).optional(),
    statisticsLead: z
      .object({ requestedBy: z.string(), publishedBy: z.string().optional(), withdrawnBy: z.string().optional() })
      .optional()
      .meta({ description: 'Who did it; only statistics leads are told.' }),
  })
  .meta({ title: 'Release', description: 'A release of the statistics: frozen once it is published.' })
export type ReleaseSummary = z.infer<typeof ReleaseSummarySchema>

export const ReleasesSchema = z.object({
  releases: z
    .array(ReleaseSummarySchema)
    .meta({ description: 'Of each cohort the newest period first, a year before its quarters.' }),
  nextCursor: ReleaseIdSchema.optional().meta({
    description: 'Give it as `cursor` for the next page; absent on the last.',
  }),
})
export type Releases = z.infer<typeof ReleasesSchema>

export const ReleaseDetailSchema = ReleaseSummarySchema.extend({
  tables: z
    .array(z.object({ table: z.string(), period: z.string() }))
    .meta({ description: 'Every table that can be asked for.' }),
})
export type ReleaseDetail = z.infer<typeof ReleaseDetailSchema>

export const ReleaseAuditSchema = ReleaseSummarySchema.pick({
  id: true,
  state: true,
  hash: true,
  audit: true,
  hidden: true,
  failure: true,
  follows: true,
})
  .extend({ ruleSet: RuleSetSchema.optional() })
  .meta({ title: 'Audit of a release' })
export type ReleaseAudit = z.infer<typeof ReleaseAuditSchema>

export const PanelReportSchema = z
  .object({ panel: PanelNameSchema, period: PeriodCodeSchema, tables: z.array(TableViewSchema) })
  .meta({ title: 'Report of a panel', description: 'The panel’s own rows of what is published.' })
export type PanelReport = z.infer<typeof PanelReportSchema>

export const PreviewSchema = z
  .object({
    panel: PanelNameSchema,
    preview: z.literal(true),
    notice: z.string(),
    tables: z.array(TableViewSchema),
    hidden: z
      .array(
        z.object({
          table: z.string(),
          period: z.string(),
          value: z.string().nullable().meta({ description: 'Null: the whole row.' }),
          why: z.string(),
        }),
      )
      .meta({ description: 'Everything that will not be shown of the panel, and why.' }),
  })
  .meta({
    title: 'Preview of a release',
    description: 'What the next release will say of the panel. Not to be passed on.',
  })
export type Preview = z.infer<typeof PreviewSchema>

import * as z from 'zod'
import { CivilDateSchema } from '../calendar.ts'
import { PanelCodeSchema } from '../panel.ts'
import { limit } from '../parameters.ts'
import { line, paragraphs } from '../notification/text.ts'
import { COHORTS } from './catalogue.ts'
import { PeriodCodeSchema, ReleaseIdSchema } from './release-head.ts'

/** What the statistics are asked. Apart from what they answer, which functions know by type only. */

const TABLE = /^[a-z0-9]+(-[a-z0-9]+)*$/
const AREA = /^(E\d{8}|[a-z0-9]+(-[a-z0-9]+)*|others-in-[A-Za-z0-9-]+)$/

export const FORMATS = ['json', 'csv', 'csv-metadata', 'spreadsheet'] as const
export type Format = (typeof FORMATS)[number]

const format = <const F extends readonly [Format, ...Format[]]>(formats: F) =>
  z.enum(formats).optional().meta({
    description: 'Instead of the Accept header. `csv-metadata`: what the columns of the CSV hold (CSV on the Web).',
  })

const period = PeriodCodeSchema.optional().meta({
  description: 'A period that the release states; the longest year or quarter of it where it is left out.',
})

interface ListOfReleases {
  readonly cohort?: string | undefined
  readonly period?: string | undefined
  readonly cursor?: string | undefined
}

const isOfTheSameList = ({ cohort, period, cursor }: ListOfReleases) =>
  cohort === undefined ||
  cursor === undefined ||
  cursor.startsWith(period === undefined ? `${cohort}-` : `${cohort}-${period}-v`)

export const ReleasesQuerySchema = z
  .object({
    cohort: z.enum(COHORTS).optional().meta({ description: 'Only releases of this cohort.' }),
    period: PeriodCodeSchema.optional().meta({ description: 'Only versions of this period; give a cohort with it.' }),
    cursor: ReleaseIdSchema.optional().meta({ description: '`nextCursor` of the page before.' }),
    limit,
  })
  .refine(({ cohort, period }) => period === undefined || cohort !== undefined, {
    path: ['cohort'],
    error: 'Name the cohort whose period it is.',
  })
  .refine(isOfTheSameList, {
    path: ['cursor'],
    error: 'Begin again without a cursor: this one is of another list.',
  })
export type ReleasesQuery = z.infer<typeof ReleasesQuerySchema>

export const ReleaseParametersSchema = z.object({ release: ReleaseIdSchema })

export const TableParametersSchema = z.object({
  release: ReleaseIdSchema,
  table: z
    .string()
    .max(120)
    .regex(TABLE, 'Give the code of a table.')
    .meta({ description: 'Code of a characteristic or of a cross table.', examples: ['deaths', 'age-band'] }),
})

export const TableQuerySchema = z.object({
  period,
  area: z
    .string()
    .max(120)
    .regex(AREA, 'Give an ONS code or the code of a panel.')
    .optional()
    .meta({ description: 'Only this area: ONS code, or code of a panel.', examples: ['E12000004'] }),
  format: format(FORMATS),
})

export const RegionParametersSchema = z.object({
  region: z
    .string()
    .regex(/^E12\d{6}$/, 'Give the ONS code of a region.')
    .meta({ description: 'ONS code of a region of England.', examples: ['E12000004'] }),
})

export const PanelStatisticsParametersSchema = z.object({ panel: PanelCodeSchema })
export const ReportQuerySchema = z.object({
  period: PeriodCodeSchema.meta({ description: 'A period that is out.' }),
  format: format(['json', 'csv', 'spreadsheet']),
})
export const PreviewQuerySchema = z.object({
  release: ReleaseIdSchema.meta({ description: 'A release that is made and not published.' }),
})

export const CutSchema = z
  .strictObject({
    cohort: z.enum(COHORTS),
    period: PeriodCodeSchema.meta({ description: 'A year with its quarters, or one quarter.', examples: ['2025-26'] }),
    asOf: CivilDateSchema.optional().meta({ description: 'Today where it is left out.', examples: ['2026-07-01'] }),
    note: paragraphs(2000).meta({ description: 'For the readers.', examples: ['First release of the year.'] }),
    restates: z.boolean().default(false).meta({
      description: 'A new version of a period that is out. Only rows in which enough cases changed are stated anew.',
    }),
  })
  .meta({ title: 'Cut of a release' })
export type CutInput = z.input<typeof CutSchema>

export const WithdrawSchema = z
  .strictObject({
    reason: line(500).meta({ description: 'For the readers.', examples: ['Cases of one panel were missing.'] }),
  })
  .meta({ title: 'Withdrawal of a release' })
export type WithdrawInput = z.input<typeof WithdrawSchema>

export const cutExamples = {
  year: {
    summary: 'The year, for the first time',
    value: { cohort: 'deathsNotified', period: '2025-26', note: 'First release of the year.' } satisfies CutInput,
  },
  restatement: {
    summary: 'A year stated anew',
    value: {
      cohort: 'reviewsCompleted',
      period: '2024-25',
      asOf: '2026-07-01',
      note: 'Yearly restatement.',
      restates: true,
    } satisfies { [F in keyof CutInput]: CutInput[F] | string },
  },
}

export const withdrawExamples = {
  missing: { summary: 'Published', value: { reason: 'Cases of one panel were missing.' } satisfies WithdrawInput },
  draft: { summary: 'Not published yet', value: { reason: 'Cut too early.' } satisfies WithdrawInput },
}

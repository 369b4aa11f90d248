import * as z from 'zod'
import { CivilDateSchema, InstantSchema } from './calendar.ts'
import { CLOCK_RULE_IDS, CLOCK_STANDINGS, ClockSchema, ClockStandingSchema } from './clocks.ts'
import type { Example } from './notification/examples.ts'
import { PARAGRAPHS, paragraphs } from './notification/text.ts'
import { PanelNameSchema } from './panel.ts'
import { ReferenceSchema, ShownReferenceSchema } from './reference.ts'

/** What a panel records of its clocks, and how they stand. */

const problemAt = (field: 'metAt' | 'startedAt', code: string, message: string) => ({
  path: [field],
  params: { code },
  error: message,
})

/** What was done, or what began: exactly one of the two. */
export const ClockRecordSchema = z
  .object({
    metAt: InstantSchema.optional().meta({
      title: 'Done at',
      description: 'When it was done that the clock waits for.',
    }),
    startedAt: InstantSchema.optional().meta({
      title: 'Began at',
      description:
        'When that happened from which the clock is counted, for the clocks that the notification does not start.',
    }),
    note: paragraphs(PARAGRAPHS).optional().meta({
      title: 'Note',
      description: 'Kept in the record. Whoever corrects what is recorded already says why here.',
    }),
  })
  .refine(
    ({ metAt, startedAt }) => metAt !== undefined || startedAt !== undefined,
    problemAt('metAt', 'required', 'Say when it was done, or in `startedAt` when it began.'),
  )
  .refine(
    ({ metAt, startedAt }) => metAt === undefined || startedAt === undefined,
    problemAt(
      'startedAt',
      'contradiction',
      'Give one of the two: record the beginning and the end one after the other.',
    ),
  )
  .meta({ title: 'Record of a clock', description: 'When it was done that a clock waits for, or when it began.' })

export const clockRecordExamples = {
  met: {
    summary: 'It was done',
    value: { metAt: '2026-03-10T14:05:00.000Z', note: 'By telephone, then on the form.' },
  },
  started: {
    summary: 'The clock began, such as with the report of the review meeting',
    value: { startedAt: '2026-05-12T09:00:00.000Z' },
  },
} as const satisfies Record<string, Example<z.input<typeof ClockRecordSchema>>>

export const ClockParametersSchema = z.object({
  reference: ReferenceSchema.meta({
    description: 'As shown, or without hyphens, in any case.',
    examples: ['K3M9-QFX7-2D4H-W8TN'],
  }),
  rule: z.enum(CLOCK_RULE_IDS).meta({ description: 'Number of the rule that the clock follows.', examples: ['D3'] }),
})

/** The clocks of a case after a record. */
export const ClocksOfCaseSchema = z
  .object({
    reference: ShownReferenceSchema,
    version: z.int().min(1).meta({ description: 'How many events have happened.' }),
    clocks: z.array(ClockSchema),
  })
  .meta({ title: 'Clocks of a case' })
export type ClocksOfCase = z.infer<typeof ClocksOfCaseSchema>

/** One clock of one case, as compliance counts it. The CSV has the same columns. */
const ComplianceRowSchema = z
  .object({
    reference: ShownReferenceSchema,
    ...ClockSchema.pick({ rule: true, name: true, whoActs: true, startedAt: true, dueAt: true, metAt: true }).shape,
    standing: ClockStandingSchema,
  })
  .meta({ title: 'Clock of a case' })

const count = z.int().min(0)

export const ComplianceSchema = z
  .object({
    panel: PanelNameSchema,
    from: CivilDateSchema.meta({ description: 'First day on which the cases were notified.' }),
    to: CivilDateSchema.meta({ description: 'Last day, included.' }),
    asOf: InstantSchema.meta({ description: 'The moment at which the clocks stood so.' }),
    cases: count.meta({ description: 'How many cases were notified in those days that the panel now has.' }),
    rules: z
      .array(
        z.object({
          rule: z.enum(CLOCK_RULE_IDS),
          name: z.string(),
          standings: z
            .object(
              Object.fromEntries(CLOCK_STANDINGS.map((standing) => [standing, count])) as Record<
                (typeof CLOCK_STANDINGS)[number],
                typeof count
              >,
            )
            .meta({ description: 'Number of clocks by how they stand.' }),
          medianHoursToMeet: z.number().nullable().meta({
            description: 'From start to done, of those met in time or late, in hours; null where none was met.',
          }),
        }),
      )
      .meta({ description: 'Every rule that has a clock.' }),
    clocks: z.array(ComplianceRowSchema).meta({ description: 'Every clock of every case, superseded ones too.' }),
  })
  .meta({ title: 'Compliance', description: "How a panel's clocks stand: references, codes and times, no identities." })
export type ComplianceView = z.infer<typeof ComplianceSchema>

export const ComplianceQuerySchema = z.object({
  from: CivilDateSchema.optional().meta({
    description: 'First day on which the cases were notified; a year before the last day where it is left out.',
    examples: ['2025-04-01'],
  }),
  to: CivilDateSchema.optional().meta({
    description: 'Last day, included; today where it is left out. At most a year after the first.',
    examples: ['2026-03-31'],
  }),
})

/** Columns of the CSV: those of the rows. */
export const COMPLIANCE_COLUMNS = [
  'reference',
  'rule',
  'name',
  'whoActs',
  'startedAt',
  'dueAt',
  'metAt',
  'standing',
] as const satisfies readonly (keyof z.infer<typeof ComplianceRowSchema>)[]

export const complianceCsv = [
  COMPLIANCE_COLUMNS.join(','),
  'K3M9-QFX7-2D4H-W8TN,D3,Notify the National Child Mortality Database,Child death overview panel,2026-03-09T03:10:00.000Z,2026-03-11T03:10:00.000Z,2026-03-10T14:05:00.000Z,met',
  '',
].join('\r\n')

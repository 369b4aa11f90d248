import * as z from 'zod'
import { CivilDateSchema } from '../calendar.ts'
import { CatalogueSchema, PeriodSchema } from './catalogue.ts'

/** Rule set by which a release was protected. All of it is public: a reader who knows it learns nothing more. */
export const RuleSetSchema = z.object({
  version: z.literal([1, 2]),
  smallBelow: z.int().min(2).meta({ description: 'T: numbers from 0 to T−1 are small.' }),
  raised: z
    .record(z.string(), z.int())
    .meta({ description: 'Panels that set a higher T, for themselves and their authorities.' }),
  gate: z.int().min(1).meta({
    description:
      'An area with fewer deaths in a period gets no breakdown of its own. Where T is raised, more in proportion are needed.',
  }),
  covers: z.int().min(1).meta({ description: 'Numbers held back in each line that has a hidden one.' }),
})
export type RuleSet = z.infer<typeof RuleSetSchema>

/** `c` small; `k` held back to protect others, T or more; `z` cannot occur. */
export const MARKS = ['c', 'k', 'z'] as const
export type Mark = (typeof MARKS)[number]

export const PublishedSchema = z.union([z.int().min(0), z.enum(MARKS)])
/** What a reader sees in one place of a table. */
export type Published = z.infer<typeof PublishedSchema>

/** Why a row has no numbers. `gate`: too few deaths, or its total is hidden. `protection`: others could be worked out from it. */
export const WITHHELD_REASONS = ['gate', 'protection'] as const
export type WithheldReason = (typeof WITHHELD_REASONS)[number]

const rowFields = {
  area: z
    .string()
    .meta({ description: 'Code of an area, or `others-in-` and the code of the area whose parts it puts together.' }),
  members: z.array(z.string()).optional().meta({ description: 'The areas that an `others-in-` row puts together.' }),
  statedIn: z.string().meta({ description: 'The release that first stated the row as it stands.' }),
  provisional: z.literal(true).optional().meta({ description: '`p`: fewer than T cases changed since; they wait.' }),
}

export const RowSchema = z.union([
  z.strictObject({ ...rowFields, cells: z.record(z.string(), PublishedSchema) }),
  z.strictObject({ ...rowFields, withheld: z.enum(WITHHELD_REASONS) }),
])
export type PublishedRow = z.infer<typeof RowSchema>

export const TableSchema = z.object({
  period: z.string(),
  table: z.string().meta({ description: 'Code of a characteristic or of a cross table.' }),
  rows: z.array(RowSchema).meta({ description: 'One for every area, in the catalogue’s order, whatever it holds.' }),
})
export type PublishedTable = z.infer<typeof TableSchema>

const HashSchema = z.string().regex(/^[0-9a-f]{64}$/, 'A hash is 64 hexadecimal digits.')

export const RevisionSchema = z
  .object({ period: z.string(), table: z.string(), area: z.string(), replaces: z.string() })
  .meta({ description: 'A row stated anew, and the release that had stated it before.' })
export type Revision = z.infer<typeof RevisionSchema>

/** What was hidden, in counts of marks and never in values. */
export const HiddenSummarySchema = z.object({
  shown: z.int(),
  small: z.int(),
  heldBack: z.int(),
  rowsBelowGate: z.int(),
  rowsWithheld: z.int(),
})
export type HiddenSummary = z.infer<typeof HiddenSummarySchema>

const fields = {
  format: z.literal('child-death-statistics-release/1'),
  id: z.string(),
  version: z.int().min(1),
  asOf: CivilDateSchema,
  period: z.string().meta({ description: 'The longest period that the release states.' }),
  ruleSet: RuleSetSchema,
  catalogue: CatalogueSchema,
  periods: z.array(PeriodSchema),
  note: z.string(),
  follows: z.array(z.object({ id: z.string(), hash: HashSchema })).meta({
    description: 'Earlier releases that a reader holds beside this one, in order; it is safe together with them.',
  }),
  tables: z.array(TableSchema),
  revisions: z.array(RevisionSchema),
  hidden: HiddenSummarySchema,
}

/** A release before its audit: everything that will be published. */
export const ReleaseDraftSchema = z.strictObject(fields)
export type ReleaseDraft = z.infer<typeof ReleaseDraftSchema>

export const AuditSummarySchema = z.object({
  auditor: z.string(),
  protectedNumbers: z.int(),
  narrowed: z.literal(0),
  witnesses: z.int().meta({ description: 'Whole tables of integers found that fit everything published.' }),
})
export type AuditSummary = z.infer<typeof AuditSummarySchema>

/** A frozen release: the one source of every format. */
export const ReleaseSchema = z.strictObject({ ...fields, audit: AuditSummarySchema, hash: HashSchema })
export type Release = z.infer<typeof ReleaseSchema>

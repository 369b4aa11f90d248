import * as z from 'zod'
import { CivilDateSchema } from '../calendar.ts'
import { AREA_LEVELS, COHORTS, PERIOD_LENGTHS } from './catalogue.ts'
import { PublishedSchema, WITHHELD_REASONS } from './release.ts'

/** `u`: worked out from fewer than 20 cases. `x`: not given. */
const RateSchema = z.object({
  per100000: z.number().nullable().meta({ description: 'Null where it is not given.' }),
  shorthand: z.enum(['u', 'x']).optional(),
})

const rowFields = {
  area: z.object({
    code: z.string(),
    name: z.string(),
    level: z.enum([...AREA_LEVELS, 'others']).meta({ description: '`others`: several areas put together.' }),
  }),
  members: z.array(z.string()).optional().meta({ description: 'Codes of the areas that are put together.' }),
  statedIn: z.string().meta({ description: 'The release that first stated the row as it stands.' }),
  provisional: z.literal(true).optional(),
}

const TableRowSchema = z.union([
  z.object({
    ...rowFields,
    cells: z.record(z.string(), PublishedSchema).meta({
      description:
        'By value: a count, or why there is none. `c` small (0 to 4), `k` held back to protect others (5 or more), `z` cannot occur.',
    }),
    rate: RateSchema.optional().meta({ description: 'Deaths per 100,000 children, where the population is loaded.' }),
  }),
  z.object({ ...rowFields, withheld: z.enum(WITHHELD_REASONS) }),
])

/** One table of one period, with the names of everything in it. */
export const TableViewSchema = z
  .object({
    release: z.object({
      id: z.string(),
      version: z.int(),
      asOf: CivilDateSchema,
      hash: z.string(),
      preview: z.literal(true).optional().meta({ description: 'Not published: for the panel alone.' }),
    }),
    cohort: z.enum(COHORTS),
    period: z.object({
      code: z.string(),
      length: z.enum(PERIOD_LENGTHS),
      from: CivilDateSchema,
      to: CivilDateSchema,
    }),
    table: z.object({
      code: z.string(),
      name: z.string(),
      values: z.array(z.object({ code: z.string(), label: z.string() })),
    }),
    populationSource: z.string().optional(),
    rows: z.array(TableRowSchema),
  })
  .meta({ title: 'Table of a release' })
export type TableView = z.infer<typeof TableViewSchema>
export type TableRow = TableView['rows'][number]

import * as z from 'zod'
import { CivilDateSchema } from '../calendar.ts'

/** Which cases a release counts, and on which day each counts. Two cohorts are never mixed: most reviews are of earlier years' deaths. */
export const COHORTS = ['deathsNotified', 'reviewsCompleted'] as const
export type Cohort = (typeof COHORTS)[number]

/** From the whole to the part. */
export const AREA_LEVELS = ['england', 'region', 'panel', 'authority'] as const
export type AreaLevel = (typeof AREA_LEVELS)[number]

/** From the part to the whole; each divides the next. */
export const PERIOD_LENGTHS = ['quarter', 'year', 'threeYears'] as const
export type PeriodLength = (typeof PERIOD_LENGTHS)[number]

const CodeSchema = z.string().regex(/^[A-Za-z0-9-]+$/, 'A code is made of letters, digits and hyphens.')

export const AreaSchema = z
  .object({
    code: CodeSchema,
    name: z.string(),
    level: z.enum(AREA_LEVELS),
    protected: z.boolean().meta({ description: 'False for the area of those whose area is not known.' }),
  })
  .meta({ description: 'An area: ONS code of England, a region or an authority; code of a panel.' })
export type Area = z.infer<typeof AreaSchema>

export const PeriodSchema = z
  .object({
    code: CodeSchema.meta({ examples: ['2025-26-Q1', '2025-26', '2025-28'] }),
    length: z.enum(PERIOD_LENGTHS),
    from: CivilDateSchema,
    to: CivilDateSchema.meta({ description: 'The last day, included.' }),
    within: CodeSchema.nullable().meta({ description: 'The next longer period that it is a part of.' }),
    nesting: z
      .record(CodeSchema, CodeSchema.nullable())
      .meta({ description: 'Every area of the period and the area that it is a part of; null for England.' }),
  })
  .meta({ description: 'A quarter, a year ending 31 March, or a fixed block of three such years.' })
export type Period = z.infer<typeof PeriodSchema>

const ValueSchema = z.object({
  code: CodeSchema,
  label: z.string(),
  protected: z.boolean().meta({ description: 'False for not known and insufficient information: told, however few.' }),
})
export type Value = z.infer<typeof ValueSchema>

const FinestSchema = z.partialRecord(z.enum(AREA_LEVELS), z.enum(PERIOD_LENGTHS)).meta({
  description: 'The shortest period for which each level of area is published; longer ones are published too.',
})

export const CharacteristicSchema = z.object({
  code: CodeSchema,
  name: z.string(),
  values: z.array(ValueSchema).min(1),
  rarestFirst: z
    .array(CodeSchema)
    .meta({ description: 'Public order of the values for holding back, until a year of England has been published.' }),
  finest: FinestSchema,
})
export type Characteristic = z.infer<typeof CharacteristicSchema>

export const CrossTableSchema = z
  .object({
    code: CodeSchema,
    of: z.tuple([CodeSchema, CodeSchema]),
    impossible: z
      .array(z.tuple([CodeSchema, CodeSchema]))
      .meta({ description: 'Pairs of values that cannot occur together. Settled here, never read from the cases.' }),
  })
  .meta({ description: 'Two characteristics together, for England by year only.' })
export type CrossTable = z.infer<typeof CrossTableSchema>

/** What a cohort's releases may ever contain; there are no queries beside it. */
export const CatalogueSchema = z.object({
  version: z.int().min(1),
  cohort: z.enum(COHORTS),
  areas: z.array(AreaSchema).meta({ description: 'In a fixed public order.' }),
  characteristics: z
    .array(CharacteristicSchema)
    .meta({ description: 'The first, `deaths`, has one value: the total.' }),
  crossTables: z.array(CrossTableSchema),
})
export type Catalogue = z.infer<typeof CatalogueSchema>

import * as z from 'zod'
import { InstantSchema } from '../calendar.ts'
import type { Example } from '../notification/examples.ts'
import { STAGES } from '../panel-work/codes.ts'
import { ConclusionSchema, ConflictSchema, ObstacleSchema } from '../panel-work/review.ts'
import { PanelNameSchema } from '../panel.ts'
import { ReferenceSchema, ShownReferenceSchema } from '../reference.ts'
import { ANALYSIS_SECTIONS, AnalysisSectionsSchema, type AnalysisSection } from './analysis-form.ts'
import { basedOn, choiceOf, type AnalysisValue } from './analysis-edits.ts'
import { CategoryOfDeathSchema } from './categories.ts'
import { RegisteredRecommendationSchema } from './recommendation.ts'

/** What the analysis form and the register answer, and what they take as the description shows it. */

const reference = ReferenceSchema.meta({
  description: 'As shown, or without hyphens, in any case.',
  examples: ['K3M9-QFX7-2D4H-W8TN'],
})
const number = z.coerce.number().int().min(1)

export const SectionParametersSchema = z.object({
  reference,
  section: z.enum(ANALYSIS_SECTIONS).meta({ description: 'Name of the section.', examples: ['panelCategory'] }),
})

export const AlternativeParametersSchema = SectionParametersSchema.extend({
  alternative: number.meta({ description: 'Version of the text that stands beside the current one.', examples: [3] }),
})

export const RecommendationParametersSchema = z.object({
  reference,
  number: number.meta({ description: 'Number of the recommendation on the case.', examples: [1] }),
})

const { shape } = AnalysisSectionsSchema

/** Loose, as several sections have fields of which none is needed: the section's own schema reads what is sent. */
export const AnalysisValueSchema = z
  .union(ANALYSIS_SECTIONS.map((section): z.ZodType<AnalysisValue> => shape[section].loose()))
  .meta({ title: 'Value of a section', description: 'As the section of that name has it in the analysis form.' })

export const SectionWriteSchema = z
  .object({ value: AnalysisValueSchema, basedOn })
  .meta({ title: 'Text of a section', description: 'The whole section as it should read.' })

export const TextChoiceSchema = choiceOf(AnalysisValueSchema).meta({ title: 'Choice between two texts' })

const summary = (text: string) => ({ text })

export const sectionWriteExamples = {
  first: {
    summary: 'The first text of a section',
    value: { value: summary('Found unresponsive in the morning; resuscitation was not successful.'), basedOn: 0 },
  },
  category: {
    summary: 'The categories that could reasonably apply',
    value: { value: { reasonable: ['3', '9'], rationale: 'The infection followed the injury.' }, basedOn: 4 },
  },
} as const satisfies Record<string, Example<unknown>>

export const textChoiceExamples = {
  keep: { summary: 'Keep the text that stands', value: { choice: 'keep-current', basedOn: 3 } },
  take: { summary: 'Take the other', value: { choice: 'take-alternative', basedOn: 3 } },
  write: {
    summary: 'Make one of both',
    value: { choice: 'write', value: summary('Found unresponsive at six in the morning.'), basedOn: 3 },
  },
} as const satisfies Record<string, Example<unknown>>

export const recommendationActExamples = {
  inform: { summary: 'The addressee was informed', value: { act: 'inform', on: '2026-05-12' } },
  respond: { summary: 'What they answered', value: { act: 'respond', response: 'Interpreters are booked since May.' } },
  close: { summary: 'Close it', value: { act: 'close' } },
} as const satisfies Record<string, Example<unknown>>

const TextSchema = z
  .object({
    value: AnalysisValueSchema,
    by: z.string().meta({ description: 'Pseudonym of whoever wrote it.' }),
    at: InstantSchema,
    version: z.int().min(1).meta({ description: 'Version of the section that it made: names it as an alternative.' }),
  })
  .meta({ title: 'Text' })

const SectionViewSchema = z
  .object({
    version: z.int().min(0).meta({ description: 'Give it as `basedOn`; 0 while nothing is written.' }),
    current: TextSchema.nullable().meta({ description: 'The text that stands.' }),
    alternatives: z.array(TextSchema).meta({ description: 'Texts of people who had not seen it: choose one.' }),
    mayWrite: z.boolean().meta({ description: 'Whether you may write it now.' }),
  })
  .meta({ title: 'Section of the analysis form' })
export type SectionView = z.infer<typeof SectionViewSchema>

const ByRuleSchema = z.object({
  category: CategoryOfDeathSchema.meta({ description: 'Highest up the list of those that could reasonably apply.' }),
  departsTo: CategoryOfDeathSchema.optional().meta({ description: 'Marked by hand against the hierarchy.' }),
})

export const AnalysisViewSchema = z
  .object({
    reference: ShownReferenceSchema,
    version: z.int().min(1).meta({ description: 'How many events have happened to the case.' }),
    stage: z.enum(STAGES),
    formVersion: z.string(),
    sections: z.object(
      Object.fromEntries(ANALYSIS_SECTIONS.map((section) => [section, SectionViewSchema])) as Record<
        AnalysisSection,
        typeof SectionViewSchema
      >,
    ),
    categories: z
      .object({
        proposed: ByRuleSchema.optional(),
        panel: ByRuleSchema.optional(),
        agreement: z.enum(['agreed', 'disagreed', 'not-yet-both']),
        onlyProposed: z.array(CategoryOfDeathSchema),
        onlyPanel: z.array(CategoryOfDeathSchema),
      })
      .meta({ description: 'The proposal and the decision of the panel beside each other.' }),
    icd10Doubts: z
      .array(z.object({ code: z.string(), text: z.string() }))
      .meta({ description: 'What is odd about the ICD-10 code. It never stands in the way.' }),
    referral: z
      .object({
        grounds: z.array(z.object({ code: z.string(), text: z.string() })),
        decided: shape.safeguarding.nullable(),
      })
      .meta({ description: 'Whether to refer to the safeguarding partners and the National Panel, and why (R43).' }),
    obstacles: z.array(ObstacleSchema).meta({ description: 'What stands in the way of concluding, so far.' }),
    conflicts: z.array(ConflictSchema.pick({ subject: true, at: true })).meta({ description: 'Those that stand.' }),
    conclusions: z
      .array(ConclusionSchema.extend({ form: AnalysisSectionsSchema.partial() }))
      .meta({ description: 'Each conclusion with the form as it stood then; the first stays.' }),
    guidance: z
      .record(
        CategoryOfDeathSchema,
        z.object({ label: z.string(), includes: z.string(), excludes: z.string().optional() }),
      )
      .meta({ description: 'What belongs to each category of death, and what does not.' }),
  })
  .meta({ title: 'Analysis form of a case' })
export type AnalysisView = z.infer<typeof AnalysisViewSchema>

export const SectionWrittenSchema = z
  .object({
    reference: ShownReferenceSchema,
    version: z.int().min(1),
    section: z.enum(ANALYSIS_SECTIONS),
    outcome: z.enum(['saved', 'unchanged', 'conflict']).meta({
      description:
        '`conflict`: somebody wrote meanwhile. Their text stands, yours is kept beside it, and one of you chooses.',
    }),
    theirs: TextSchema.optional(),
    yours: TextSchema.optional(),
    base: TextSchema.optional().meta({ description: 'The text that both began from; absent where there was none.' }),
    now: SectionViewSchema,
  })
  .meta({ title: 'Section after an edit' })
export type SectionWritten = z.infer<typeof SectionWrittenSchema>

export const RecommendationViewSchema = RegisteredRecommendationSchema.omit({ id: true })
  .extend({
    reference: ShownReferenceSchema,
    number: z.int().min(1).meta({ description: 'Number on the case.' }),
    daysOverdue: z.int().min(0),
    addresseeNotInformed: z.boolean().meta({ description: 'Somebody should act and has not been told (s16M(5)).' }),
    allowed: z.array(z.string()).meta({ description: 'What its status allows.' }),
  })
  .meta({ title: 'Recommendation of a case' })
export type RecommendationView = z.infer<typeof RecommendationViewSchema>

export const RegisterPageSchema = z
  .object({
    panel: PanelNameSchema,
    recommendations: z.array(RecommendationViewSchema).meta({ description: 'The next due first, the settled last.' }),
    nextCursor: z
      .string()
      .optional()
      .meta({ description: 'Give it as `cursor` for the next page; absent on the last.' }),
  })
  .meta({ title: 'Page of the register of recommendations' })
export type RegisterPageView = z.infer<typeof RegisterPageSchema>

/** The same as a table: an example of its first lines. */
export const registerCsv = [
  'reference,number,level,status,text,addressee,owner,dueOn,informedOn,response,closedBecause,daysOverdue',
  'K3M9-QFX7-2D4H-W8TN,1,local,accepted,Book interpreters with the appointment.,Chief nurse of Imaginary General Hospital,Panel manager,2026-09-30,2026-05-12,Interpreters are booked since May.,,0',
  '',
].join('\r\n')

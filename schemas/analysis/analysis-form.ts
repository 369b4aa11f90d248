import * as z from 'zod'
import { CivilDateSchema } from '../calendar.ts'
import { MEMORY } from '../notification/sources.ts'
import { line, LINE, PARAGRAPHS, paragraphs, rule } from '../notification/text.ts'
import { CATEGORIES_OF_DEATH, choicesOf, coded } from '../value-sets.ts'
import { CategoryOfDeathSchema } from './categories.ts'
import { domains, formerDomains } from './factors.ts'
import { CURRENT_ANALYSIS_FORM } from './form-versions.ts'
import { Icd10Schema } from './icd10.ts'
import { MODIFIABLE_FACTORS } from './modifiable-factors.ts'
import { AGENCIES_REPRESENTED } from './panel.ts'
import { RecommendationSchema } from './recommendation.ts'
import { ANALYSIS_PROFORMA, DUTY_TO_INFORM, OUTCOMES_PUBLISHED, PANEL_FUNCTIONS } from './sources.ts'

const EACH_ONCE = 'Name each only once.'
const eachOnce = rule('contradiction', EACH_ONCE, (list: readonly unknown[]) => new Set(list).size === list.length)

const texts = (title: string, description: string, example: string, source: string) =>
  z
    .array(paragraphs(2000))
    .max(50)
    .optional()
    .meta({ title, description, examples: [[example]], source })

const MeetingSchema = z
  .object({
    reviewedOn: CivilDateSchema.optional().meta({
      title: 'Date of review',
      description: 'The day of the panel meeting.',
      source: ANALYSIS_PROFORMA,
    }),
    agenciesRepresented: z
      .array(coded(AGENCIES_REPRESENTED))
      .check(eachOnce)
      .optional()
      .meta({
        title: 'Agencies represented',
        description: `At the meeting: ${choicesOf(AGENCIES_REPRESENTED)}.`,
        examples: [['paediatrics', 'police']],
        source: ANALYSIS_PROFORMA,
      }),
    documentsAvailable: z
      .array(line(LINE))
      .max(100)
      .optional()
      .meta({
        title: 'Documents available',
        description: 'What lay before the meeting, one entry for each document.',
        examples: [['Post-mortem report', 'Reporting form of the GP practice']],
        source: ANALYSIS_PROFORMA,
      }),
  })
  .meta({ title: 'Meeting' })

const CauseOfDeathSchema = z
  .object({
    text: paragraphs(2000).meta({
      title: 'Cause of death',
      description: 'As presently understood.',
      examples: ['Invented disease with a made-up complication'],
      source: ANALYSIS_PROFORMA,
    }),
    icd10: Icd10Schema.optional().meta({
      title: 'ICD-10 code',
      description: 'Of the underlying cause, tenth revision.',
      examples: ['J45.9'],
      source: MEMORY,
    }),
  })
  .meta({ title: 'Cause of death' })

const CaseSummarySchema = z
  .object({
    text: paragraphs(PARAGRAPHS).meta({
      title: 'Case summary',
      description:
        'A few paragraphs at most: the background, and a factual description of what led to the death, as short as possible.',
      examples: ['Found unresponsive in the morning; resuscitation was not successful.'],
      source: ANALYSIS_PROFORMA,
    }),
  })
  .meta({ title: 'Case summary' })

const CHOOSE_AMONG_REASONABLE = 'Choose one of the categories that you named as reasonable, or leave the choice out.'

const categoryBy = (whose: string) =>
  z
    .object({
      reasonable: z
        .array(CategoryOfDeathSchema)
        .min(1)
        .check(eachOnce)
        .meta({
          title: 'Categories that could reasonably apply',
          description: `The software takes the highest up the list: ${choicesOf(CATEGORIES_OF_DEATH)}.`,
          examples: [['3', '9']],
          source: `${ANALYSIS_PROFORMA}; hierarchy and wording from memory`,
        }),
      choice: CategoryOfDeathSchema.optional().meta({
        title: 'Chosen category',
        description: 'What was marked by hand. Left out: the highest up the list.',
        examples: ['3'],
        source: ANALYSIS_PROFORMA,
      }),
      rationale: paragraphs(2000)
        .optional()
        .meta({
          title: 'Rationale',
          description: 'Why these categories, and why not others.',
          examples: ['The infection followed the injury.'],
          source: MEMORY,
        }),
    })
    .check(
      z.refine(({ reasonable, choice }) => choice === undefined || reasonable.includes(choice), {
        path: ['choice'],
        error: CHOOSE_AMONG_REASONABLE,
        params: { code: 'contradiction' },
      }),
    )
    .meta({ title: `Category of death, ${whose}` })
export type CategoryJudgement = z.infer<ReturnType<typeof categoryBy>>

const ModifiableFactorsSchema = z
  .object({
    outcome: coded(MODIFIABLE_FACTORS).meta({
      title: 'Modifiable factors',
      description: `${choicesOf(MODIFIABLE_FACTORS)}. Must agree with the factors.`,
      source: OUTCOMES_PUBLISHED,
    }),
    inWords: paragraphs(2000)
      .optional()
      .meta({ title: 'Modifiable factors in words', examples: ['Interpreters were not booked.'], source: MEMORY }),
  })
  .meta({ title: 'Modifiable factors' })
export type ModifiableFactorsOutcome = z.infer<typeof ModifiableFactorsSchema>['outcome']

const LearningSchema = z
  .object({
    issues: texts('Issues', 'Raised by the review.', 'Two services did not know of each other.', MEMORY),
    learningPoints: texts('Learning points', 'What others can learn.', 'Ask who else visits the family.', MEMORY),
    goodPractice: texts('Good practice', 'What was done well.', 'The key worker rang the next day.', MEMORY),
  })
  .meta({ title: 'Learning' })

const RecommendationsSchema = z
  .object({
    recommendations: z
      .array(RecommendationSchema)
      .max(50)
      .meta({ title: 'Recommendations', description: 'An empty list needs a reason for no action.', source: MEMORY }),
    noActionReason: paragraphs(2000)
      .optional()
      .meta({
        title: 'Reason for no action',
        examples: ['Nothing was found that anyone could do otherwise.'],
        source: `${MEMORY}; ${DUTY_TO_INFORM}`,
      }),
  })
  .meta({ title: 'Recommendations' })

const FamilySchema = z
  .object({
    followUpPlan: paragraphs(2000).meta({
      title: 'Follow-up plan for the family',
      description: 'Who tells the family what was found, and what they are offered.',
      examples: ['The key worker visits with the letter of the panel.'],
      source: MEMORY,
    }),
  })
  .meta({ title: 'Family' })

const SafeguardingSchema = z
  .object({
    referToSafeguardingPartners: z.boolean().meta({
      title: 'Refer to the safeguarding partners and the National Panel',
      description: 'Where the panel suspects abuse or neglect, even at this late stage.',
      examples: [false],
      source: PANEL_FUNCTIONS,
    }),
    reason: paragraphs(2000)
      .optional()
      .meta({
        title: 'Reason',
        description: 'Why, or why not; for example that they were told already.',
        examples: ['The local authority notified the National Panel in May.'],
        source: MEMORY,
      }),
  })
  .meta({ title: 'Safeguarding' })

const background = {
  meeting: MeetingSchema,
  causeOfDeath: CauseOfDeathSchema,
  caseSummary: CaseSummarySchema,
}

const judgement = {
  proposedCategory: categoryBy('as the child death review meeting proposes'),
  panelCategory: categoryBy('as the panel decides'),
  modifiableFactors: ModifiableFactorsSchema,
  learning: LearningSchema,
  recommendations: RecommendationsSchema,
  family: FamilySchema,
  safeguarding: SafeguardingSchema,
}

const sectionsWith = <D extends z.ZodRawShape>(itsDomains: D) =>
  z.object({ ...background, ...itsDomains, ...judgement })

/** The sections of the current form: each is written, versioned and shown on its own. */
export const AnalysisSectionsSchema = sectionsWith(domains)
export type AnalysisSections = z.infer<typeof AnalysisSectionsSchema>
export type AnalysisSection = keyof AnalysisSections
export const ANALYSIS_SECTIONS = Object.keys(AnalysisSectionsSchema.shape) as AnalysisSection[]

/** The sections of the former form. */
export const FormerAnalysisSectionsSchema = sectionsWith(formerDomains)

/**
 * The analysis form: drafted by the child death review meeting, completed by the panel. It names nobody; age at death, sex and the
 * reference are the case's own and never typed. Every section may still be missing: what a conclusion needs, the domain says.
 */
export const AnalysisFormSchema = z
  .discriminatedUnion('formVersion', [
    AnalysisSectionsSchema.partial().extend({ formVersion: z.literal(CURRENT_ANALYSIS_FORM) }),
    FormerAnalysisSectionsSchema.partial().extend({ formVersion: z.literal('analysis/before-2018') }),
  ])
  .meta({ title: 'Analysis form' })
export type AnalysisForm = z.infer<typeof AnalysisFormSchema>

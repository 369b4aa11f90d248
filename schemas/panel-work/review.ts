import * as z from 'zod'
import { ANALYSIS_SECTIONS, AnalysisSectionsSchema } from '../analysis/analysis-form.ts'
import { CategoryOfDeathSchema } from '../analysis/categories.ts'
import { DisciplineSchema } from '../analysis/panel.ts'
import { InstantSchema } from '../calendar.ts'
import { ActorSchema } from '../history.ts'
import { ReviewRouteSchema, ThemeSchema } from '../triage.ts'
import { HoldReasonSchema } from './codes.ts'

const destination = { route: ReviewRouteSchema, theme: ThemeSchema.optional() }

const RouteByRuleSchema = z.object({
  ...destination,
  rule: z.string().meta({ description: 'Number of the rule of triage.', examples: ['T4'] }),
  because: z.string().meta({ description: 'Why, in plain words.' }),
})

const subject = z.string().meta({ description: 'Pseudonym of the member.' })

export const TriageSchema = z
  .object({
    ...destination,
    byRule: RouteByRuleSchema.meta({ description: 'What the rules say now.' }),
    changes: z
      .array(
        z.object({ ...destination, reason: z.string(), insteadOf: RouteByRuleSchema, by: subject, at: InstantSchema }),
      )
      .meta({ description: 'What people decided instead, with what the rules said then. The last one stands.' }),
    lookAgain: z
      .boolean()
      .meta({ description: 'The rules say something else now than when a person decided: look again.' }),
  })
  .meta({ title: 'Triage', description: 'Where the death is reviewed: by rule, unless a person decided otherwise.' })

export const ConflictSchema = z
  .object({
    subject,
    at: InstantSchema,
    note: z.string().optional(),
    withdrawn: z.object({ at: InstantSchema, reason: z.string() }).optional(),
  })
  .meta({ title: 'Conflict of interest' })

export const ObstacleSchema = z
  .object({
    code: z.string(),
    needed: z.string().meta({ description: 'What is needed.' }),
    section: z.enum(ANALYSIS_SECTIONS).optional().meta({ description: 'Where on the form it can be mended.' }),
    about: z.string().optional().meta({ description: 'The hold or the member that it is about.' }),
  })
  .meta({ title: 'Obstacle to concluding' })

export const ConclusionSchema = z
  .object({
    at: InstantSchema,
    by: ActorSchema,
    membersPresent: z.array(z.object({ subject, discipline: DisciplineSchema })),
    decidedBy: z.array(subject),
    overrides: z
      .array(z.object({ hold: HoldReasonSchema, reason: z.string() }))
      .meta({ description: 'Why the panel did not wait for what the case waited for (R42).' }),
    category: CategoryOfDeathSchema.nullable().meta({ description: 'Category of death, by the hierarchy rule.' }),
    modifiableFactors: AnalysisSectionsSchema.shape.modifiableFactors.shape.outcome.nullable(),
    referral: AnalysisSectionsSchema.shape.safeguarding.nullable().meta({
      description: 'Whether the panel refers to the safeguarding partners and the National Panel (R43).',
    }),
  })
  .meta({ title: 'Conclusion of a review' })

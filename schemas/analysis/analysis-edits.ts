import * as z from 'zod'
import { AnalysisSectionsSchema, type AnalysisSection, type AnalysisSections } from './analysis-form.ts'

/** What somebody sends to write on the analysis form: apart from what it answers, which functions know by type only. */

export type AnalysisValue = AnalysisSections[AnalysisSection]

export const basedOn = z
  .int()
  .min(0)
  .meta({ title: 'Based on version', description: 'Version of the section that you saw; 0 for an empty one.' })

/** A text of the section of this name. */
export const sectionWriteOf = (section: AnalysisSection) =>
  z.object({ value: AnalysisSectionsSchema.shape[section] as z.ZodType<AnalysisValue>, basedOn })

/** Which of two texts shall stand: the current one, the other, or a new one made of both. */
export const choiceOf = (value: z.ZodType<AnalysisValue>) =>
  z.discriminatedUnion('choice', [
    z.object({ choice: z.literal('keep-current'), basedOn }),
    z.object({ choice: z.literal('take-alternative'), basedOn }),
    z.object({ choice: z.literal('write'), value, basedOn }),
  ])

/** A choice between texts of the section of this name. */
export const textChoiceOf = (section: AnalysisSection) =>
  choiceOf(AnalysisSectionsSchema.shape[section] as z.ZodType<AnalysisValue>)

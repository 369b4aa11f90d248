import type { Assessment as ExplainedAssessment } from '../../schemas/assessment.ts'
import type { Assessment, Ground } from './assess-death.ts'
import { rules } from './rules.ts'

const inWords = <T extends string>({ outcome, reasons }: { outcome: T; reasons: readonly Ground[] }) => ({
  outcome,
  reasons: reasons.map((ground) => ({ ...ground, text: rules[ground.rule] })),
})

/** An assessment with the words of the guidance beside each ground. */
export const explain = (assessment: Assessment): ExplainedAssessment => ({
  ...assessment,
  expectedness: inWords(assessment.expectedness),
  jointAgencyResponse: inWords(assessment.jointAgencyResponse),
  coroner: inWords(assessment.coroner),
  socialCare: inWords(assessment.socialCare),
  nationalPanel: inWords(assessment.nationalPanel),
  lookedAfterChild: inWords(assessment.lookedAfterChild),
})

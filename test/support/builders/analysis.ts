import type { AnalysisSection, AnalysisSections } from '../../../schemas/analysis/analysis-form.ts'
import type { Case } from '../../../domain/case/case.ts'
import type { Decided } from '../../../domain/case/events.ts'
import type { SectionText } from '../../../domain/review/events.ts'
import type { ActionInput } from '../../../schemas/panel-work/actions.ts'

/** Sections of a form with which a review may be concluded. */
export const completeSections = {
  serviceProvision: { factors: [{ text: 'No interpreter was booked.', relevance: '2', modifiable: 'yes' }] },
  panelCategory: { reasonable: ['9', '5'], rationale: 'The infection followed from the condition.' },
  modifiableFactors: { outcome: 'identified' },
  recommendations: {
    recommendations: [{ text: 'Book interpreters.', level: 'local', addressee: 'Imaginary General Hospital' }],
  },
  safeguarding: { referToSafeguardingPartners: false, reason: 'Nothing points to abuse or neglect.' },
} as const satisfies Partial<{ readonly [N in AnalysisSection]: unknown }>

export const sectionText = <N extends AnalysisSection>(section: N, value: AnalysisSections[N], basedOn = 0) =>
  ({ section, value, basedOn }) as unknown as SectionText

/** The texts of a complete form, section by section, each written by somebody who saw what stood there. */
export const completeTexts = ({ work }: Case): SectionText[] =>
  (Object.entries(completeSections) as [AnalysisSection, AnalysisSections[AnalysisSection]][]).map(([section, value]) =>
    sectionText(section, value, work.review.form.sections[section]?.version ?? 0),
  )

export const completeForm = (known: Case): Decided[] =>
  completeTexts(known).map((happened) => ({ type: 'AnalysisSectionWritten', happened }))

/** A quorate panel's conclusion. */
export const conclude = {
  action: 'conclude',
  membersPresent: [
    { subject: 'dana', discipline: 'designated-doctor' },
    { subject: 'sami', discipline: 'childrens-social-care' },
  ],
  decidedBy: ['dana', 'sami'],
} as const satisfies ActionInput

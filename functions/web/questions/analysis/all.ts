import { caseSummary, causeOfDeath, meeting } from './background.ts'
import { domainQuestions } from './domains.ts'
import { modifiableFactors, panelCategory, proposedCategory } from './judgement.ts'
import { family, learning, recommendations, safeguarding } from './outcome.ts'
import type { SectionQuestions } from './section.ts'

interface Part {
  readonly title: string
  readonly sections: readonly SectionQuestions[]
}

/** The analysis form in the order of the statutory form, in parts for the eye. */
export const parts: readonly Part[] = [
  { title: 'Background', sections: [meeting, causeOfDeath, caseSummary] },
  { title: 'Factors in four domains', sections: domainQuestions },
  { title: 'Judgement', sections: [proposedCategory, panelCategory, modifiableFactors] },
  { title: 'What follows', sections: [learning, recommendations, family, safeguarding] },
]

export const everySection: readonly SectionQuestions[] = parts.flatMap(({ sections }) => sections)

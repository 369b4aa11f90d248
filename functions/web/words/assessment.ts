import type { Assessment, Duty } from '../../../schemas/assessment.ts'
import { expectednessWords } from './panel.ts'

/** What the law requires, each with the word that people know it by, said plainly. */
const duties = {
  jointAgencyResponse: {
    title: 'Joint Agency Response',
    means: 'health, police and social care look into the death together from the first hour',
  },
  coroner: { title: 'Coroner', means: 'a doctor tells the coroner, the judge who finds out how somebody died' },
  socialCare: { title: 'Children’s social care', means: 'the local authority is told at once' },
  nationalPanel: {
    title: 'National Panel',
    means: 'the local authority tells the Child Safeguarding Practice Review Panel, within 5 working days',
  },
  lookedAfterChild: {
    title: 'Looked-after child',
    means: 'the local authority tells the Secretary of State and Ofsted',
  },
} as const satisfies Record<string, { title: string; means: string }>

const dutyWords = {
  required: 'Needed',
  'required-until-known': 'Needed until more is known',
  'not-required': 'Not needed',
} as const satisfies Record<Duty, string>

export interface Assessed {
  readonly title: string
  readonly means?: string
  readonly outcome: string
  readonly why: readonly string[]
}

/** How the death was assessed, with the reasons in the words of the guidance. */
export function assessedInWords(assessment: Assessment): readonly Assessed[] {
  const why = (reasons: Assessment['coroner']['reasons']) => [...new Set(reasons.map(({ text }) => text))]
  const { expectedness } = assessment
  return [
    {
      title: 'Expected or not',
      outcome: expectednessWords[expectedness.outcome],
      why: why(expectedness.reasons),
    },
    ...(Object.keys(duties) as (keyof typeof duties)[]).map((duty) => ({
      ...duties[duty],
      outcome: dutyWords[assessment[duty].outcome],
      why: why(assessment[duty].reasons),
    })),
  ]
}

import { ANALYSIS_FORM_VERSIONS, CURRENT_ANALYSIS_FORM } from '../../../../schemas/analysis/form-versions.ts'
import { choicesFrom, yesNoNotKnown } from '../../form/choices.ts'
import type { Field } from '../../form/field.ts'
import { boxIn, VALUE, type Repeated, type SectionQuestions } from './section.ts'

const { domains, relevance } = ANALYSIS_FORM_VERSIONS[CURRENT_ANALYSIS_FORM]

/** Examples beside the boxes; ours, to be reviewed by a panel. */
const examples: Readonly<Record<keyof typeof domains, string>> = {
  child: 'For example: born very early; epilepsy; a learning disability; an infection of the mother in pregnancy.',
  socialEnvironment: 'For example: smoking in the household; domestic abuse; parents who were unwell; bullying.',
  physicalEnvironment: 'For example: an unsafe place to sleep; damp housing; a road without a crossing; open water.',
  serviceProvision:
    'For example: no interpreter was booked; a referral was lost; services did not speak to each other.',
}

const factor = (example: string): Repeated => {
  const each: Repeated = {
    list: 'factors',
    noun: 'factor',
    fields: (position): readonly Field[] => [
      {
        name: boxIn(each, position, 'text'),
        at: `${VALUE}/factors/${position - 1}/text`,
        label: 'What it was',
        hint: `In plain sentences. ${example}`,
        kind: 'paragraphs',
        rows: 3,
      },
      {
        name: boxIn(each, position, 'relevance'),
        at: `${VALUE}/factors/${position - 1}/relevance`,
        label: 'Its relevance to the death',
        kind: 'choice',
        choices: choicesFrom(relevance).map(({ value, text }) => ({ value, text: `${value}: ${text}` })),
      },
      {
        name: boxIn(each, position, 'modifiable'),
        at: `${VALUE}/factors/${position - 1}/modifiable`,
        label: 'Is it modifiable?',
        hint: 'Might something that can be done locally or nationally change it, and so lower the risk for other children?',
        kind: 'choice',
        look: 'inline',
        choices: yesNoNotKnown,
      },
    ],
  }
  return each
}

const domain = (section: keyof typeof domains): SectionQuestions => ({
  section,
  title: domains[section].label,
  before: [
    domains[section].covers,
    'A factor is anything that may have made the child more vulnerable, unwell, or more likely to die. Looked for and found none? Leave the boxes empty and save: that is an answer too.',
  ],
  fields: [],
  each: factor(examples[section]),
})

/** The four domains in which factors are looked for. */
export const domainQuestions: readonly SectionQuestions[] = [
  domain('child'),
  domain('socialEnvironment'),
  domain('physicalEnvironment'),
  domain('serviceProvision'),
]

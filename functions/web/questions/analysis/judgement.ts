import { CATEGORIES, CATEGORY_GUIDANCE } from '../../../../schemas/analysis/categories.ts'
import { MODIFIABLE_FACTORS } from '../../../../schemas/analysis/modifiable-factors.ts'
import { CATEGORIES_OF_DEATH } from '../../../../schemas/value-sets.ts'
import type { Choice } from '../../form/field.ts'
import type { SectionQuestions } from './section.ts'

/** A category with what belongs to it and what does not. */
const categories: readonly Choice[] = CATEGORIES.map((category) => {
  const guidance: { readonly includes: string; readonly excludes?: string } = CATEGORY_GUIDANCE[category]
  const { includes, excludes } = guidance
  return {
    value: category,
    text: `${category}. ${CATEGORIES_OF_DEATH[category].label}`,
    hint: excludes === undefined ? includes : `${includes} Not: ${excludes}`,
  }
})

const HIERARCHY = [
  'Every death has one of ten categories. They stand in an order, the hierarchy: where more than one could reasonably apply, the one highest up the list counts.',
  'So tick every category that could reasonably apply. The software takes the highest, and keeps the others as the panel saw them.',
]

const category = (section: 'proposedCategory' | 'panelCategory', title: string, first: string): SectionQuestions => ({
  section,
  title,
  before: [first, ...HIERARCHY],
  fields: [
    {
      name: 'reasonable',
      at: '/value/reasonable',
      label: 'Categories that could reasonably apply',
      kind: 'choices',
      choices: categories,
      instead: [],
    },
    {
      name: 'choice',
      at: '/value/choice',
      label: 'Was another one marked by hand? (optional)',
      hint: 'A choice against the hierarchy stands in the way of concluding: it is there so that you can say so, and why.',
      kind: 'choice',
      look: 'select',
      unchosen: 'No, the highest up the list',
      choices: categories.map(({ value, text }) => ({ value, text })),
    },
    {
      name: 'rationale',
      at: '/value/rationale',
      label: 'Why these categories, and not others',
      kind: 'paragraphs',
      rows: 4,
    },
  ],
})

export const proposedCategory = category(
  'proposedCategory',
  'Category of death: the proposal',
  'What the child death review meeting proposes: the meeting of those who cared for the child and looked into the death.',
)

export const panelCategory = category(
  'panelCategory',
  'Category of death: the panel’s decision',
  'What the panel decides. The proposal stays beside it; they may differ.',
)

/** What each outcome means beside its name; wording ours. */
const outcomes: Readonly<Record<keyof typeof MODIFIABLE_FACTORS, string>> = {
  identified: 'At least one factor of the four domains may have contributed and might be changed.',
  'none-identified': 'No factor that may have contributed could be changed.',
  'insufficient-information': 'The panel does not know enough to say.',
}

export const modifiableFactors: SectionQuestions = {
  section: 'modifiableFactors',
  title: 'Modifiable factors',
  before: [
    'A modifiable factor may have contributed to the death, and might be changed by something that can be done locally or nationally, to lower the risk for other children. To find one is not to say that anybody is to blame.',
    'The answer must agree with the factors of the four domains.',
  ],
  fields: [
    {
      name: 'outcome',
      at: '/value/outcome',
      label: 'What the panel found',
      kind: 'choice',
      choices: Object.entries(MODIFIABLE_FACTORS).map(([value, { label }]) => ({
        value,
        text: label,
        hint: outcomes[value as keyof typeof MODIFIABLE_FACTORS],
      })),
    },
    {
      name: 'in-words',
      at: '/value/inWords',
      label: 'The modifiable factors in words (optional)',
      kind: 'paragraphs',
      rows: 4,
    },
  ],
}

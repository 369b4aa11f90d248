import { LEVELS } from '../../../../schemas/analysis/recommendation.ts'
import { choicesFrom } from '../../form/choices.ts'
import type { Field } from '../../form/field.ts'
import { boxIn, VALUE, type Repeated, type SectionQuestions } from './section.ts'

const points = (name: string, at: string, label: string, hint: string): Field => ({
  name,
  at,
  label: `${label} (optional)`,
  hint: `${hint} Leave an empty line between one and the next.`,
  kind: 'list',
  apart: 'empty-line',
})

export const learning: SectionQuestions = {
  section: 'learning',
  title: 'Issues, learning and good practice',
  before: ['What this death can teach those who care for other children.'],
  fields: [
    points('issues', '/value/issues', 'Issues', 'What the review brought up.'),
    points('learning-points', '/value/learningPoints', 'Learning points', 'What others can learn.'),
    points('good-practice', '/value/goodPractice', 'Good practice', 'What was done well.'),
  ],
}

const recommendation: Repeated = {
  list: 'recommendations',
  noun: 'recommendation',
  fields: (position): readonly Field[] => [
    {
      name: boxIn(recommendation, position, 'text'),
      at: `${VALUE}/recommendations/${position - 1}/text`,
      label: 'What should be done',
      kind: 'paragraphs',
      rows: 3,
    },
    {
      name: boxIn(recommendation, position, 'level'),
      at: `${VALUE}/recommendations/${position - 1}/level`,
      label: 'How far it reaches',
      kind: 'choice',
      look: 'inline',
      choices: choicesFrom(LEVELS),
    },
    {
      name: boxIn(recommendation, position, 'addressee'),
      at: `${VALUE}/recommendations/${position - 1}/addressee`,
      label: 'Who should act',
      hint: 'The person or body by role, and no name. The law asks that they are informed (Children Act 2004, section 16M).',
      kind: 'line',
    },
    {
      name: boxIn(recommendation, position, 'owner'),
      at: `${VALUE}/recommendations/${position - 1}/owner`,
      label: 'Who on the panel follows it up (optional)',
      kind: 'line',
    },
    {
      name: boxIn(recommendation, position, 'due'),
      at: `${VALUE}/recommendations/${position - 1}/dueOn`,
      label: 'When action is due (optional)',
      kind: 'date',
    },
  ],
}

export const recommendations: SectionQuestions = {
  section: 'recommendations',
  title: 'Recommendations',
  before: ['When the review is concluded, recommendations go into the register, where they are followed to their end.'],
  fields: [
    {
      name: 'no-action-reason',
      at: '/value/noActionReason',
      label: 'If there is none: why there is nothing for anyone to do',
      kind: 'paragraphs',
      rows: 3,
    },
  ],
  each: recommendation,
}

export const family: SectionQuestions = {
  section: 'family',
  title: 'Follow-up for the family',
  before: ['The family hears of the review from somebody whom they know, usually their key worker.'],
  fields: [
    {
      name: 'follow-up',
      at: '/value/followUpPlan',
      label: 'Who tells the family what was found, and what they are offered',
      kind: 'paragraphs',
    },
  ],
}

export const safeguarding: SectionQuestions = {
  section: 'safeguarding',
  title: 'Safeguarding referral',
  before: [
    'Where the panel suspects abuse or neglect, even at this late stage, it tells the local safeguarding partners (the council, the NHS and the police) and the National Panel, which reviews serious child safeguarding cases.',
  ],
  fields: [
    {
      name: 'refer',
      at: '/value/referToSafeguardingPartners',
      label: 'Refer to the safeguarding partners and the National Panel?',
      kind: 'choice',
      look: 'inline',
      choices: [
        { value: 'true', text: 'Yes' },
        { value: 'false', text: 'No' },
      ],
    },
    {
      name: 'reason',
      at: '/value/reason',
      label: 'Why, or why not',
      hint: 'For example, that they were told already',
      kind: 'paragraphs',
      rows: 4,
    },
  ],
  asSent: ({ referToSafeguardingPartners: refer, ...value }) =>
    refer === undefined ? value : { ...value, referToSafeguardingPartners: refer === 'true' },
}

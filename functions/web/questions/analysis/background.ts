import { AGENCIES_REPRESENTED } from '../../../../schemas/analysis/panel.ts'
import { choicesFrom } from '../../form/choices.ts'
import type { SectionQuestions } from './section.ts'

export const meeting: SectionQuestions = {
  section: 'meeting',
  title: 'The meeting',
  before: ['Who looked at the death, and what lay before them.'],
  fields: [
    { name: 'reviewed-on', at: '/value/reviewedOn', label: 'Date of the review', kind: 'date' },
    {
      name: 'agencies',
      at: '/value/agenciesRepresented',
      label: 'Agencies represented',
      kind: 'choices',
      choices: choicesFrom(AGENCIES_REPRESENTED),
      instead: [],
    },
    {
      name: 'documents',
      at: '/value/documentsAvailable',
      label: 'Documents available',
      hint: 'One to a line, for example “Post-mortem report”. Leave out names.',
      kind: 'list',
      apart: 'line',
    },
  ],
}

export const causeOfDeath: SectionQuestions = {
  section: 'causeOfDeath',
  title: 'Cause of death',
  before: ['As it is understood now. A later finding, such as an inquest, can be added by reopening the review.'],
  fields: [
    { name: 'cause', at: '/value/text', label: 'Cause of death', kind: 'paragraphs', rows: 4 },
    {
      name: 'icd10',
      at: '/value/icd10',
      label: 'ICD-10 code (optional)',
      hint: 'The code of the underlying cause in the International Classification of Diseases, for example J45.9',
      kind: 'line',
      width: 10,
    },
  ],
}

export const caseSummary: SectionQuestions = {
  section: 'caseSummary',
  title: 'Case summary',
  before: [
    'The background, and what led to the death: facts only, as short as possible, a few paragraphs at most.',
    'Name nobody: no child, no family, no professional, no place. The review is about what happened, not about who.',
  ],
  fields: [{ name: 'summary', at: '/value/text', label: 'Summary', kind: 'paragraphs', rows: 12 }],
}

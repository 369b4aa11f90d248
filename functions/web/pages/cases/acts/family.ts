import { bodyOf } from '../../../form/body.ts'
import { momentFields, momentIn, MOMENT_WRONG } from '../../../form/moment.ts'
import { line, numberOf, offering, oneOf, words, type CaseAct } from './case-act.ts'

/** What is done for the family: one person to turn to, and answers to what they ask. */

const since = momentFields('in-contact', '/inContactSince', 'First contact with the family (optional)')
const who = [
  line('name', 'Name'),
  line('role', 'Role (optional)', 'For example, bereavement nurse'),
  line('contact', 'How to reach them (optional)', 'A telephone number or an email address at work'),
]

const nameKeyWorker: CaseAct = {
  title: 'Key worker of the family',
  says: ['The key worker is the one person to whom the family can turn. Who is named last is the key worker.'],
  button: 'Save',
  fields: [...who, ...since],
  needed: { name: 'Enter the name of the key worker' },
  wrong: (typed) => (momentIn(since, typed) === 'wrong' ? { 'in-contact': MOMENT_WRONG } : {}),
  body: (typed) => {
    const inContactSince = momentIn(since, typed)
    return { ...bodyOf(who, typed), ...(inContactSince !== undefined && { inContactSince }) }
  },
  did: 'The key worker is on the case',
}

const logFamilyQuestion: CaseAct = {
  title: 'A question of the family',
  says: ['Write it down in the family’s own words. The review should answer it.'],
  button: 'Save the question',
  fields: [words('question', 'What the family asks')],
  needed: { question: 'Write down what the family asks' },
  did: 'The question is on the case',
}

const answerFamilyQuestion: CaseAct = {
  title: 'Answer a question of the family',
  button: 'Save the answer',
  fields: [oneOf('question', 'Which question', []), words('answer', 'What the family is told')],
  needed: { question: 'Choose the question', answer: 'Write down what the family is told' },
  fit: (fields, { familyQuestions }) =>
    offering(
      fields,
      'question',
      familyQuestions.map(({ number, question }) => ({ value: String(number), text: question })),
    ),
  body: (typed) => ({ ...bodyOf([words('answer', '')], typed), question: numberOf(typed, 'question') }),
  did: 'The answer is on the case',
}

export const family = {
  'name-key-worker': nameKeyWorker,
  'log-family-question': logFamilyQuestion,
  'answer-family-question': answerFamilyQuestion,
} as const

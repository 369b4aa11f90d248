import { stagesAfter } from '../../../../domain/panel-work/stages.ts'
import type { Field } from '../../form/field.ts'
import { formShown, type FormPage } from '../../form/form-shown.ts'
import { refusedBy, requestKey } from '../../form/sent.ts'
import { textOf } from '../../form/typed.ts'
import type { Page, PageRequest, Shown } from '../../page.ts'
import { referenceOf } from './review-of.ts'

const near: Field = {
  name: 'near',
  at: '',
  label: 'Are you too near to this case to review it?',
  hint: 'For example, you cared for the child, know the family, or investigated the death.',
  kind: 'choice',
  choices: [
    { value: 'no', text: 'No, I can review it' },
    {
      value: 'yes',
      text: 'Yes, I declare a conflict of interest',
      hint: 'You then do not see the case, and take no part in the decision.',
    },
  ],
}
const note: Field = {
  name: 'note',
  at: '/note',
  label: 'What the conflict is, if you declare one (optional)',
  hint: 'As far as you want to say. Leave out names.',
  kind: 'paragraphs',
  rows: 3,
}

const asked = (request: PageRequest, key: string): FormPage => ({
  title: 'Before you read',
  caption: `Case ${request.params['reference'] ?? ''}`,
  action: `/review/${referenceOf(request)}`,
  back: '/meetings',
  before: [
    'A child death overview panel reviews deaths in which its members were not involved. The case is shown without names, so you may not be sure: go by what you know.',
  ],
  fields: [near, note],
  hidden: { key },
  button: 'Continue',
})

/** Members of the panel declare conflicts of interest; those who prepare the case know it anyway. */
const isAsked = ({ person }: PageRequest) => typeof stagesAfter('declare-conflict', 'listed', person.roles) !== 'string'

/** The way to a case: first whether one may review it at all. The case itself is not read for that. */
export const beforeReading: Page = {
  path: '/review/{reference}',
  for: 'read-anonymised-case',
  get: (request, { newId }) =>
    Promise.resolve(
      isAsked(request) ? formShown(asked(request, newId()), {}) : { to: `/review/${referenceOf(request)}/case` },
    ),
  post: async (request) => {
    const { typed, api } = request
    const page = asked(request, textOf(typed, 'key'))
    const answer = textOf(typed, near.name)
    if (answer === 'no') return { to: `/review/${referenceOf(request)}/case` }
    if (answer !== 'yes') {
      const fields = [{ field: near, text: 'Choose whether you are too near to this case', box: near.name }]
      return formShown(page, typed, { fields, whole: [] })
    }
    const inWords = textOf(typed, note.name)
    const body = JSON.stringify({ action: 'declare-conflict', ...(inWords && { note: inWords }) })
    const declared = await api.post(`/cases/${referenceOf(request)}/actions`, requestKey(typed, body), body)
    const isDeclaredAlready = !declared.ok && declared.problem?.reasonCode === 'conflict-declared-already'
    if (declared.ok || isDeclaredAlready) return { to: `/review/${referenceOf(request)}/conflict` }
    return formShown(page, typed, refusedBy(declared, page.fields, typed))
  },
}

const why: Field = {
  name: 'reason',
  at: '/reason',
  label: 'Why there is none, or none any more',
  kind: 'paragraphs',
  rows: 3,
}

const declared = (request: PageRequest, key: string): FormPage => ({
  title: 'You have declared a conflict of interest',
  caption: `Case ${request.params['reference'] ?? ''}`,
  action: `/review/${referenceOf(request)}/conflict`,
  back: '/meetings',
  before: [
    'You do not see this case, on the pages or in the papers of the meeting, and take no part in its decision. The record shows that you declared it, and when.',
    'If it was a mistake, withdraw it here. Both stay on record.',
  ],
  fields: [why],
  hidden: { key },
  button: 'Withdraw it',
})

/** What somebody sees in place of a case in which they declared a conflict of interest. */
export const conflictShown = (request: PageRequest, key: string): Shown => formShown(declared(request, key), {})

export const conflict: Page = {
  path: '/review/{reference}/conflict',
  for: 'read-anonymised-case',
  get: (request, { newId }) => Promise.resolve(conflictShown(request, newId())),
  post: async (request) => {
    const { typed, api } = request
    const body = JSON.stringify({ action: 'withdraw-conflict', reason: textOf(typed, why.name) })
    const answer = await api.post(`/cases/${referenceOf(request)}/actions`, requestKey(typed, body), body)
    if (answer.ok) return { to: `/review/${referenceOf(request)}` }
    return formShown(declared(request, textOf(typed, 'key')), typed, refusedBy(answer, [why], typed))
  },
}

import { isInSight } from '../../../../domain/access/sight.ts'
import type { Field } from '../../form/field.ts'
import { formShown, type FormPage } from '../../form/form-shown.ts'
import { refusedBy, requestKey } from '../../form/sent.ts'
import { textOf } from '../../form/typed.ts'
import type { Page, PageRequest } from '../../page.ts'
import { referenceOf } from './review-of.ts'

const reason: Field = {
  name: 'reason',
  at: '/reason',
  label: 'What is new',
  hint: 'For example, that an inquest found another cause. Leave out names.',
  kind: 'paragraphs',
  rows: 4,
}

const page = (request: PageRequest, key: string): FormPage => ({
  title: 'Reopen the review',
  caption: `Case ${request.params['reference'] ?? ''}`,
  action: `/review/${referenceOf(request)}/reopen`,
  back: `/review/${referenceOf(request)}/form`,
  before: [
    'The case goes back to where information is gathered, and is listed for a meeting again. The first conclusion is kept, with the form as it stood then.',
  ],
  fields: [reason],
  hidden: { key },
  button: 'Reopen the review',
})

/** Whoever does not prepare the case sees it again when it is ready for the panel. */
const whereNext = (request: PageRequest) =>
  isInSight('information-gathering', request.person.roles) ? `/review/${referenceOf(request)}/form` : '/meetings'

/** Takes up again a case that the panel has reviewed. */
export const reopen: Page = {
  path: '/review/{reference}/reopen',
  for: 'work-case',
  get: (request, { newId }) => Promise.resolve(formShown(page(request, newId()), {})),
  post: async (request) => {
    const { typed, api } = request
    const body = JSON.stringify({ action: 'reopen', reason: textOf(typed, reason.name) })
    const answer = await api.post(`/cases/${referenceOf(request)}/actions`, requestKey(typed, body), body)
    if (answer.ok) return { to: whereNext(request) }
    return formShown(page(request, textOf(typed, 'key')), typed, refusedBy(answer, [reason], typed))
  },
}

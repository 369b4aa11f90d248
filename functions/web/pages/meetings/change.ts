import type { MeetingView } from '../../../../schemas/panel-work/meeting-views.ts'
import { typedFrom } from '../../form/facts.ts'
import type { Field } from '../../form/field.ts'
import { formShown, type FormPage } from '../../form/form-shown.ts'
import { refusedBy, requestKey } from '../../form/sent.ts'
import { textOf, type Typed } from '../../form/typed.ts'
import type { Page, PageAnswer, PageRequest } from '../../page.ts'
import { meetingWhen } from '../../words/panel.ts'
import { bodyOf } from '../../form/body.ts'
import { whenAndWhere } from './arrange.ts'
import { agendaOf, meetingPath } from './meeting-of.ts'

/** Sends one change of a meeting; the page again, with what is wrong, where it is not taken. */
export async function sendChange(
  request: PageRequest,
  change: object,
  page: FormPage,
  fields: readonly Field[],
): Promise<PageAnswer> {
  const { typed, api } = request
  const body = JSON.stringify({ ...change, basedOn: Number(textOf(typed, 'version')) })
  const answer = await api.post<MeetingView>(`${meetingPath(request)}/changes`, requestKey(typed, body), body)
  if (answer.ok) return { to: `/meetings/${answer.body.reference}` }
  return formShown(page, typed, refusedBy(answer, fields, typed))
}

export const hiddenIn = (typed: Typed) => ({ key: textOf(typed, 'key'), version: textOf(typed, 'version') })

const moving = (request: PageRequest, caption: string, hidden: FormPage['hidden'] = {}): FormPage => ({
  title: 'Move the meeting',
  caption,
  action: `/meetings/${request.params['meeting'] ?? ''}/move`,
  back: `/meetings/${request.params['meeting'] ?? ''}`,
  before: ['Its cases stay on the agenda. Tell the members yourself: the service sends them nothing.'],
  fields: whenAndWhere,
  hidden,
  button: 'Move the meeting',
})

/** Another day, time or place. */
export const move: Page = {
  path: '/meetings/{meeting}/move',
  for: 'run-meetings',
  get: async (request, { newId }) => {
    const meeting = await agendaOf(request)
    const hidden = { key: newId(), version: String(meeting.version) }
    return formShown(moving(request, meetingWhen(meeting), hidden), typedFrom(whenAndWhere, meeting))
  },
  post: async (request) => {
    const meeting = await agendaOf(request)
    const page = moving(request, meetingWhen(meeting), hiddenIn(request.typed))
    return sendChange(request, { change: 're-date', ...bodyOf(whenAndWhere, request.typed) }, page, whenAndWhere)
  },
}

const reason: readonly Field[] = [
  { name: 'reason', at: '/reason', label: 'Why', hint: 'The members see it', kind: 'paragraphs', rows: 4 },
]

const cancelling = (request: PageRequest, caption: string, hidden: FormPage['hidden'] = {}): FormPage => ({
  title: 'Cancel the meeting',
  caption,
  action: `/meetings/${request.params['meeting'] ?? ''}/cancel`,
  back: `/meetings/${request.params['meeting'] ?? ''}`,
  before: ['Its cases go back to those that are ready for the panel, and can be listed for another meeting.'],
  fields: reason,
  hidden,
  button: 'Cancel the meeting',
})

export const cancel: Page = {
  path: '/meetings/{meeting}/cancel',
  for: 'run-meetings',
  get: async (request, { newId }) => {
    const meeting = await agendaOf(request)
    const hidden = { key: newId(), version: String(meeting.version) }
    return formShown(cancelling(request, meetingWhen(meeting), hidden), {})
  },
  post: async (request) => {
    const meeting = await agendaOf(request)
    const page = cancelling(request, meetingWhen(meeting), hiddenIn(request.typed))
    return sendChange(request, { change: 'cancel', ...bodyOf(reason, request.typed) }, page, reason)
  },
}

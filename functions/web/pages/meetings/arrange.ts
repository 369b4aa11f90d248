import type { MeetingsView, MeetingView } from '../../../../schemas/panel-work/meeting-views.ts'
import type { PlannedMeeting } from '../../../../schemas/panel-work/meetings.ts'
import { REVIEW_ROUTES, THEMES } from '../../../../schemas/triage.ts'
import { found } from '../../found.ts'
import { choicesFrom } from '../../form/choices.ts'
import { bodyOf } from '../../form/body.ts'
import type { Field } from '../../form/field.ts'
import { formShown, type FormPage } from '../../form/form-shown.ts'
import { refusedBy, requestKey } from '../../form/sent.ts'
import { textOf } from '../../form/typed.ts'
import type { Page, PageRequest } from '../../page.ts'
import { ownPanelPath } from '../../own-panel.ts'

/** Day, time and place, which are also what a meeting is moved by. */
export const whenAndWhere: readonly Field[] = [
  { name: 'date', at: '/date', label: 'Date', hint: 'For example, 9 12 2026', kind: 'date' },
  {
    name: 'starts-at',
    at: '/startsAt',
    label: 'Starts at',
    hint: '24-hour clock, for example 09:30',
    kind: 'line',
    width: 4,
  },
  { name: 'place', at: '/place', label: 'Place', hint: 'An address, or “online”', kind: 'line' },
]

const kind: readonly Field[] = [
  { name: 'kind', at: '/kind', label: 'Kind of meeting', kind: 'choice', choices: choicesFrom(REVIEW_ROUTES) },
  {
    name: 'theme',
    at: '/theme',
    label: 'Theme',
    hint: 'Only for a themed panel',
    kind: 'choice',
    look: 'select',
    unchosen: 'No theme',
    choices: choicesFrom(THEMES),
  },
]

const sameMembers: Field = {
  name: 'same-members',
  at: '/members',
  label: 'Invite the members of the last meeting?',
  hint: 'You can change who is invited afterwards',
  kind: 'choice',
  look: 'inline',
  choices: [
    { value: 'yes', text: 'Yes' },
    { value: 'no', text: 'No' },
  ],
}

const page = (key: string, hasLast: boolean): FormPage => ({
  title: 'Arrange a meeting',
  action: '/meetings/arrange',
  back: '/meetings',
  fields: [...whenAndWhere, ...kind, ...(hasLast ? [sameMembers] : [])],
  hidden: { key },
  button: 'Arrange the meeting',
})

/** The members of the meeting that was arranged for the last day. */
async function lastMembers(request: PageRequest): Promise<PlannedMeeting['members']> {
  const { upcoming, past } = found(await request.api.get<MeetingsView>(`${ownPanelPath(request)}/meetings`))
  return [...upcoming.toReversed(), ...past].find(({ invited }) => invited.length > 0)?.invited
}

/** A new meeting of the panel. */
export const arrange: Page = {
  path: '/meetings/arrange',
  for: 'run-meetings',
  get: async (request, { newId }) =>
    formShown(page(newId(), (await lastMembers(request)) !== undefined), { kind: ['full-panel'] }),
  post: async (request) => {
    const { typed, api } = request
    const members = await lastMembers(request)
    const fields = [...whenAndWhere, ...kind]
    const invites = textOf(typed, sameMembers.name) === 'yes' && members !== undefined
    const body = JSON.stringify({ ...bodyOf(fields, typed), ...(invites && { members }) })
    const answer = await api.post<MeetingView>(`${ownPanelPath(request)}/meetings`, requestKey(typed, body), body)
    if (answer.ok) return { to: `/meetings/${answer.body.reference}` }
    return formShown(page(textOf(typed, 'key'), members !== undefined), typed, refusedBy(answer, fields, typed))
  },
}

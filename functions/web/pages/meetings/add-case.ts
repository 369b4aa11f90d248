import type { QueueEntry, QueuePage } from '../../../../schemas/api.ts'
import { HOLD_REASONS } from '../../../../schemas/panel-work/codes.ts'
import { found } from '../../found.ts'
import type { Choice, Field } from '../../form/field.ts'
import { formShown, type FormPage } from '../../form/form-shown.ts'
import { refusedBy, requestKey } from '../../form/sent.ts'
import { textOf } from '../../form/typed.ts'
import type { Page, PageRequest } from '../../page.ts'
import { ageBandWords, expectednessWords, meetingWhen } from '../../words/panel.ts'
import { ownPanelPath } from '../../own-panel.ts'
import { agendaOf } from './meeting-of.ts'

const asChoice = ({ reference, ageBand, expectedness, holds }: QueueEntry): Choice => {
  const waits = holds.length > 0 ? ` Waits for: ${holds.map((hold) => HOLD_REASONS[hold].label).join('; ')}.` : ''
  return {
    value: reference,
    text: reference,
    hint: `${ageBandWords[ageBand]}. ${expectednessWords[expectedness]}.${waits}`,
  }
}

const despiteHolds: Field = {
  name: 'despite-holds',
  at: '/despiteHolds',
  label: 'If the case waits for something: why the panel goes on (optional)',
  hint: 'A review is normally not completed before an inquest, a criminal case or another review is over. The reason stays on record.',
  kind: 'paragraphs',
  rows: 3,
}

async function page(request: PageRequest, key: string): Promise<FormPage> {
  const meeting = await agendaOf(request)
  const ready = found(
    await request.api.get<QueuePage>(`${ownPanelPath(request)}/queue?stage=ready-for-panel&limit=100`),
  )
  const choices = ready.cases.map(asChoice)
  const which: Field = { name: 'reference', at: '/reference', label: 'Which case', kind: 'choice', choices }
  return {
    title: 'Add a case to the agenda',
    caption: meetingWhen(meeting),
    action: `/meetings/${meeting.reference}/add`,
    back: `/meetings/${meeting.reference}`,
    before:
      choices.length > 0
        ? ['Cases come in the order in which they are added.']
        : [
            'No case is ready for the panel. A case becomes ready when its child death review meeting has been held: the meeting of those who cared for the child.',
          ],
    fields: choices.length > 0 ? [which, despiteHolds] : [],
    hidden: { key },
    button: 'Add to the agenda',
  }
}

/** Lists a case that is ready for the panel. */
export const addCase: Page = {
  path: '/meetings/{meeting}/add',
  for: 'run-meetings',
  get: async (request, { newId }) => formShown(await page(request, newId()), {}),
  post: async (request) => {
    const { typed, api, params } = request
    const meeting = params['meeting'] ?? ''
    const reference = textOf(typed, 'reference')
    const shown = await page(request, textOf(typed, 'key'))
    if (reference === '') {
      const whole = [{ text: 'Choose the case that you want to add', href: '#reference' }]
      return formShown(shown, typed, { fields: [], whole })
    }
    const despite = textOf(typed, despiteHolds.name)
    const body = JSON.stringify({ action: 'list-for-meeting', meeting, ...(despite && { despiteHolds: despite }) })
    const path = `/cases/${encodeURIComponent(reference)}/actions` as const
    const answer = await api.post(path, requestKey(typed, body), body)
    if (answer.ok) return { to: `/meetings/${meeting}` }
    return formShown(shown, typed, refusedBy(answer, shown.fields, typed))
  },
}

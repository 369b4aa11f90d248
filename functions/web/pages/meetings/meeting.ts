import { mayEver } from '../../../../domain/access/access.ts'
import type { Agenda } from '../../../../schemas/panel-work/meeting-views.ts'
import { AGENCIES_REPRESENTED } from '../../../../schemas/analysis/panel.ts'
import { HOLD_REASONS } from '../../../../schemas/panel-work/codes.ts'
import { refusedBy, requestKey } from '../../form/sent.ts'
import { mistakesOf } from '../../form/form-shown.ts'
import { textOf } from '../../form/typed.ts'
import type { Mistake, Page, PageRequest, Shown } from '../../page.ts'
import {
  ageBandWords,
  expectednessWords,
  meetingKind,
  meetingWhen,
  memberInWords,
  stageWords,
} from '../../words/panel.ts'
import { agendaOf } from './meeting-of.ts'

/** One meeting: its cases, its people and its papers. */
export const meeting: Page = {
  path: '/meetings/{meeting}',
  for: 'read-meetings',
  get: async (request, { newId }) => meetingShown(await agendaOf(request), request, newId()),
}

/** Takes a case off the agenda; it stays ready for the panel. */
export const takeOff: Page = {
  path: '/meetings/{meeting}/take-off',
  for: 'run-meetings',
  post: async (request, { newId }) => {
    const { typed, api, params } = request
    const reference = encodeURIComponent(textOf(typed, 'reference'))
    const body = JSON.stringify({ action: 'move-to-stage', stage: 'ready-for-panel' })
    const answer = await api.post(`/cases/${reference}/actions`, requestKey(typed, body), body)
    const refused = refusedBy(answer, [], typed)
    if (!refused) return { to: `/meetings/${params['meeting'] ?? ''}` }
    return meetingShown(await agendaOf(request), request, newId(), mistakesOf(refused))
  },
}

function meetingShown(agenda: Agenda, request: PageRequest, key: string, mistakes: readonly Mistake[] = []): Shown {
  const { reference, place, state, cases, leftOut, cancelledBecause, quorum } = agenda
  const { person } = request
  const runs = mayEver(person, 'run-meetings')
  return {
    view: 'meetings/meeting.njk',
    title: meetingWhen(agenda),
    mistakes,
    ...(mistakes.length > 0 && { status: 409 }),
    shows: {
      reference,
      key,
      panel: agenda.panel.name,
      kind: meetingKind(agenda),
      place,
      state,
      cancelledBecause,
      quorum,
      people: peopleIn(agenda, request),
      agencies: agenda.agencies.map((agency) => AGENCIES_REPRESENTED[agency].label),
      leftOut,
      mayRun: runs,
      mayChange: runs && state === 'planned',
      cases: cases.map((one) => ({
        number: one.number,
        reference: one.reference,
        age: ageBandWords[one.ageBand],
        expectedness: expectednessWords[one.expectedness],
        stage: one.stage === 'listed' ? undefined : stageWords[one.stage],
        holds: one.holds.map((hold) => HOLD_REASONS[hold].label),
        missing: one.missing,
        mayTakeOff: runs && one.stage === 'listed',
      })),
    },
  }
}

function peopleIn({ state, present, invited, apologies }: Agenda, { person }: PageRequest) {
  const isHeld = state === 'held'
  const coming = isHeld ? present : invited.filter(({ subject }) => !apologies.includes(subject))
  return {
    title: isHeld ? 'Who was there' : 'Who comes',
    coming: coming.map((member) => memberInWords(member, person)),
    apologies: invited
      .filter(({ subject }) => apologies.includes(subject))
      .map((member) => memberInWords(member, person)),
  }
}

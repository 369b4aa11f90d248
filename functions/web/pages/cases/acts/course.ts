import type { CaseRecord } from '../../../../../schemas/api.ts'
import { HOLD_REASONS, type Stage } from '../../../../../schemas/panel-work/codes.ts'
import type { MeetingsView } from '../../../../../schemas/panel-work/meeting-views.ts'
import { REVIEW_ROUTES, THEMES } from '../../../../../schemas/triage.ts'
import { choicesFrom } from '../../../form/choices.ts'
import type { Field } from '../../../form/field.ts'
import { found } from '../../../found.ts'
import { ownPanelPath } from '../../../own-panel.ts'
import { meetingKind, meetingWhen, stageWords } from '../../../words/panel.ts'
import { offering, oneOf, without, words, type CaseAct } from './case-act.ts'

/** The course of a case: in whose hands it is, how far it has come, and what it waits for. */

const despiteHolds: Field = {
  ...words(
    'despite-holds',
    'Why the panel goes on although the case waits for others',
    'A review is normally not completed before an inquest, a criminal case or another review is over. The reason stays on record.',
  ),
  at: '/despiteHolds',
}

const unlessHeld = (fields: readonly Field[], { holds }: CaseRecord) =>
  holds.length > 0 ? fields : without(fields, despiteHolds.name)

const COMPLETES: readonly Stage[] = ['listed', 'reviewed', 'closed']

const claim: CaseAct = {
  title: 'Take the case in hand',
  says: ['Others see that you have it, and keep off, until you release it or some hours have passed.'],
  button: 'Claim',
  fields: [],
  did: 'You have the case in hand',
}

const release: CaseAct = {
  title: 'Give the case back',
  says: ['Others can then take it in hand.'],
  button: 'Release',
  fields: [],
  did: 'You have given the case back',
}

const moveToStage: CaseAct = {
  title: 'Move the case on',
  button: 'Move the case',
  fields: [oneOf('stage', 'To which stage', []), despiteHolds],
  needed: { stage: 'Choose the stage' },
  fit: (fields, known) => {
    const stages = known.allowed.find(({ action }) => action === 'move-to-stage')?.stages ?? []
    const offered = offering(
      fields,
      'stage',
      stages.map((stage) => ({ value: stage, text: stageWords[stage] })),
    )
    return stages.some((stage) => COMPLETES.includes(stage))
      ? unlessHeld(offered, known)
      : without(offered, despiteHolds.name)
  },
  did: 'The case has moved on',
}

const placeOnHold: CaseAct = {
  title: 'Put the case on hold',
  says: [
    'A case on hold stays in the list and can be worked on; the panel normally waits before it completes the review.',
  ],
  button: 'Put on hold',
  fields: [
    oneOf('hold', 'What does the case wait for?', choicesFrom(HOLD_REASONS)),
    words('note', 'What is known of it (optional)', 'For example, when it may be over'),
  ],
  needed: { hold: 'Choose what the case waits for' },
  fit: (fields, { holds }) => offering(fields, 'hold', choicesFrom(HOLD_REASONS, ...holds.map(({ hold }) => hold))),
  did: 'The case is on hold',
}

const liftHold: CaseAct = {
  title: 'End a hold',
  button: 'End the hold',
  fields: [oneOf('hold', 'What is over?', []), words('outcome', 'What came of it (optional)')],
  needed: { hold: 'Choose what is over' },
  fit: (fields, { holds }) =>
    offering(
      fields,
      'hold',
      holds.map(({ hold, note }) => ({ value: hold, text: HOLD_REASONS[hold].label, ...(note && { hint: note }) })),
    ),
  did: 'The hold is over',
}

const listForMeeting: CaseAct = {
  title: 'List the case for a meeting',
  says: ['Only meetings that are still to come are offered. A new one is arranged under Meetings.'],
  button: 'List the case',
  fields: [oneOf('meeting', 'Which meeting', []), despiteHolds],
  needed: { meeting: 'Choose the meeting' },
  fit: async (fields, known, request) => {
    const { upcoming } = found(await request.api.get<MeetingsView>(`${ownPanelPath(request)}/meetings`))
    const choices = upcoming.map((meeting) => ({
      value: meeting.reference,
      text: meetingWhen(meeting),
      hint: `${meetingKind(meeting)}, ${meeting.place}`,
    }))
    return unlessHeld(offering(fields, 'meeting', choices), known)
  },
  did: 'The case is listed for the meeting',
}

const reopen: CaseAct = {
  title: 'Take the case up again',
  says: ['The first conclusion is kept. The case goes back to gathering information.'],
  button: 'Take it up again',
  fields: [words('reason', 'What is new')],
  needed: { reason: 'Say what is new' },
  did: 'The case is taken up again',
}

const changeTriage: CaseAct = {
  title: 'Change where the death is reviewed',
  says: ['Every death is reviewed; rules say by which kind of meeting. Your reason stays on record beside theirs.'],
  button: 'Change it',
  fields: [
    oneOf('route', 'Where the death should be reviewed', choicesFrom(REVIEW_ROUTES)),
    { ...oneOf('theme', 'Theme', choicesFrom(THEMES), 'select'), hint: 'Only for a themed panel' },
    words('reason', 'Why it should be reviewed there'),
  ],
  needed: { route: 'Choose where the death should be reviewed', reason: 'Say why it should be reviewed there' },
  did: 'It is settled where the death is reviewed',
}

export const course = {
  claim,
  release,
  'move-to-stage': moveToStage,
  'place-on-hold': placeOnHold,
  'lift-hold': liftHold,
  'list-for-meeting': listForMeeting,
  reopen,
  'change-triage': changeTriage,
} as const

import { panelsOn } from '../../../../../domain/areas/panels.ts'
import { civilDateInLondon } from '../../../../../domain/calendar/london.ts'
import { RETRACTION_REASONS } from '../../../../../schemas/panel-work/codes.ts'
import { choicesFrom } from '../../../form/choices.ts'
import { dayAndTime } from '../../../words/times.ts'
import { line, offering, oneOf, words, type CaseAct } from './case-act.ts'

/** Whose case it is: of which child, of which panel, and whether of any. */

const REFERENCE_HINT = 'Four groups of four letters and digits'

const join: CaseAct = {
  title: 'Join the case to another',
  says: [
    'Both cases are about the same child. This one ends. The other goes on with the notifications, forms and holds of both.',
    'This cannot be undone. If you are not sure, leave them apart.',
  ],
  button: 'Join the cases',
  fields: [line('into', 'The case that goes on', REFERENCE_HINT)],
  needed: { into: 'Enter the reference of the case that goes on' },
  did: 'The cases are joined: this is the one that goes on',
}

const separate: CaseAct = {
  title: 'They are not the same child',
  says: ['The two cases stay apart, and the service does not ask again whether they belong together.'],
  button: 'Keep them apart',
  fields: [
    line('from', 'The case of another child', REFERENCE_HINT),
    words('reason', 'How you know', 'For example, they are twins'),
  ],
  needed: { from: 'Enter the reference of the other case', reason: 'Say how you know' },
  did: 'The two cases are kept apart',
}

const transfer: CaseAct = {
  title: 'Hand the case to another panel',
  says: ['The other panel has the case at once, and you no longer see it. Your notices say when they confirm it.'],
  button: 'Hand it over',
  fields: [
    oneOf('to', 'To which panel', [], 'select'),
    words('note', 'What the other panel has to know', 'Both panels see it'),
  ],
  needed: { to: 'Choose the panel', note: 'Say what the other panel has to know' },
  fit: (fields, { panel }, { now }) =>
    offering(
      fields,
      'to',
      panelsOn(civilDateInLondon(now))
        .filter(({ code }) => code !== panel?.code)
        .map(({ code, name }) => ({ value: code, text: name }))
        .sort((one, other) => one.text.localeCompare(other.text)),
    ),
  did: 'The case is handed over',
}

const acceptTransfer: CaseAct = {
  title: 'Confirm that the case has arrived',
  says: ['The panel that handed it over then sees that you have it.'],
  button: 'Confirm',
  fields: [],
  did: 'You have confirmed that the case has arrived',
}

const retract: CaseAct = {
  title: 'Take back a notification',
  says: [
    'Only for a notification that was made in error. It stays on record, marked as taken back.',
    'A case with no other notification ends with it.',
  ],
  button: 'Take it back',
  fields: [
    oneOf('notification', 'Which notification', []),
    oneOf('reason', 'Why it was made in error', choicesFrom(RETRACTION_REASONS)),
    words('explanation', 'What happened (optional)'),
  ],
  needed: { notification: 'Choose the notification', reason: 'Choose why it was made in error' },
  fit: (fields, { notifications }, { now }) =>
    offering(
      fields,
      'notification',
      notifications.map(({ reference, receivedAt, facts }) => ({
        value: reference,
        text: reference,
        hint: `From ${facts.referrer.name}, received ${dayAndTime(receivedAt, now)}`,
      })),
    ),
  did: 'The notification is taken back',
}

export const whose = { join, separate, transfer, 'accept-transfer': acceptTransfer, retract } as const

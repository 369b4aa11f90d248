import { epochOf } from '../../../../domain/calendar/instant.ts'
import { instantInLondon } from '../../../../domain/calendar/london.ts'
import { AGENCIES_REPRESENTED, DISCIPLINES } from '../../../../schemas/analysis/panel.ts'
import type { Agenda } from '../../../../schemas/panel-work/meeting-views.ts'
import { choicesFrom } from '../../form/choices.ts'
import type { Choice, Field } from '../../form/field.ts'
import type { FormPage, Group } from '../../form/form-shown.ts'
import { formShown } from '../../form/form-shown.ts'
import { chosenOf, textOf, type Typed } from '../../form/typed.ts'
import type { Page, PageRequest } from '../../page.ts'
import { meetingWhen } from '../../words/panel.ts'
import { hiddenIn, sendChange } from './change.ts'
import { agendaOf } from './meeting-of.ts'

/** Empty places for people who were not named before. */
const FREE_PLACES = 2

const beforeIt: readonly Choice[] = [
  { value: 'yes', text: 'Comes' },
  { value: 'apologies', text: 'Sent apologies' },
  { value: 'no', text: 'Not invited' },
]
const afterIt: readonly Choice[] = [
  { value: 'yes', text: 'Was there' },
  { value: 'apologies', text: 'Sent apologies' },
  { value: 'no', text: 'Was not there' },
]

const agencies: Field = {
  name: 'agencies',
  at: '/agencies',
  label: 'Agencies represented',
  kind: 'choices',
  choices: choicesFrom(AGENCIES_REPRESENTED),
  instead: [],
}

const place = (position: number, list: string, comes: readonly Choice[]): readonly Field[] => [
  {
    name: `member-${position}-subject`,
    at: `/${list}/${position - 1}/subject`,
    label: 'Number in the record',
    hint: 'Members see theirs on the page of meetings',
    kind: 'line',
  },
  {
    name: `member-${position}-discipline`,
    at: `/${list}/${position - 1}/discipline`,
    label: 'Sits on the panel for',
    kind: 'choice',
    look: 'select',
    choices: choicesFrom(DISCIPLINES),
  },
  {
    name: `member-${position}-comes`,
    at: '',
    label: 'At this meeting',
    kind: 'choice',
    look: 'inline',
    choices: comes,
  },
]

const hasBegun = ({ date, startsAt }: Agenda, { now }: PageRequest) =>
  epochOf(instantInLondon(date, startsAt)) <= epochOf(now)

/** Whoever is known to belong to the meeting. */
function known({ invited, present, apologies, state }: Agenda): Typed {
  const people = [...invited, ...present.filter(({ subject }) => !invited.some((one) => one.subject === subject))]
  const was = (subject: string) => {
    if (apologies.includes(subject)) return 'apologies'
    return state !== 'held' || present.some((one) => one.subject === subject) ? 'yes' : 'no'
  }
  return Object.fromEntries(
    people.flatMap(({ subject, discipline }, index) => [
      [`member-${index + 1}-subject`, [subject]],
      [`member-${index + 1}-discipline`, [discipline]],
      [`member-${index + 1}-comes`, [was(subject)]],
    ]),
  )
}

const placesIn = (typed: Typed): number =>
  Math.max(0, ...Object.keys(typed).map((name) => Number(/^member-(\d+)-subject$/.exec(name)?.[1] ?? 0)))

function page(request: PageRequest, meeting: Agenda, typed: Typed, hidden: FormPage['hidden'] = {}): FormPage {
  const isOver = hasBegun(meeting, request)
  const address = `/meetings/${meeting.reference}`
  const groups: Group[] = Array.from({ length: placesIn(typed) }, (_, index) => ({
    title: `Member ${index + 1}`,
    fields: place(index + 1, isOver ? 'present' : 'invited', isOver ? afterIt : beforeIt),
  }))
  return {
    title: isOver ? 'Who was there' : 'Who comes',
    caption: meetingWhen(meeting),
    action: `${address}/people`,
    back: address,
    before: [
      'A quorum is the fewest people whose decision counts: lead professionals from health and from the local authority, two members at least.',
      'Leave a number empty where you do not need the place.',
    ],
    fields: isOver ? [agencies] : [],
    groups,
    hidden,
    button: 'Save',
  }
}

const withFreePlaces = (typed: Typed): Typed => {
  const last = placesIn(typed)
  const free = Array.from({ length: FREE_PLACES }, (_, index) => [`member-${last + index + 1}-subject`, ['']] as const)
  return { ...typed, ...Object.fromEntries(free) }
}

const COMES_LATER = ['apologies', 'no']

/**
 * Empty places are left out and those who do not come go last, so that what the API says of the third whom it is told of is said of the
 * third on the page.
 */
function closedUp(typed: Typed): Typed {
  const rank = (position: number) => COMES_LATER.indexOf(textOf(typed, `member-${position}-comes`))
  const filled = Array.from({ length: placesIn(typed) }, (_, index) => index + 1)
    .filter((position) => textOf(typed, `member-${position}-subject`) !== '')
    .sort((one, other) => rank(one) - rank(other))
  const people = filled.flatMap((position, index) =>
    ['subject', 'discipline', 'comes'].map(
      (box) => [`member-${index + 1}-${box}`, typed[`member-${position}-${box}`] ?? []] as const,
    ),
  )
  const others = Object.entries(typed).filter(([name]) => !name.startsWith('member-'))
  return Object.fromEntries([...others, ...people])
}

function change(typed: Typed, isOver: boolean): object {
  const people = Array.from({ length: placesIn(typed) }, (_, index) => ({
    subject: textOf(typed, `member-${index + 1}-subject`),
    discipline: textOf(typed, `member-${index + 1}-discipline`),
    comes: textOf(typed, `member-${index + 1}-comes`),
  }))
  const apologies = people.filter(({ comes }) => comes === 'apologies').map(({ subject }) => subject)
  const named = (isNamed: (comes: string) => boolean) =>
    people.filter(({ comes }) => isNamed(comes)).map(({ subject, discipline }) => ({ subject, discipline }))
  if (!isOver) return { change: 'settle-members', invited: named((comes) => comes !== 'no'), apologies }
  return {
    change: 'record-attendance',
    present: named((comes) => comes !== 'no' && comes !== 'apologies'),
    apologies,
    agencies: chosenOf(typed, agencies.name),
  }
}

/** Who is to come, and from its beginning on who was there. */
export const people: Page = {
  path: '/meetings/{meeting}/people',
  for: 'run-meetings',
  get: async (request, { newId }) => {
    const meeting = await agendaOf(request)
    const typed = withFreePlaces({ ...known(meeting), agencies: meeting.agencies })
    return formShown(page(request, meeting, typed, { key: newId(), version: String(meeting.version) }), typed)
  },
  post: async (request) => {
    const meeting = await agendaOf(request)
    const typed = closedUp(request.typed)
    const isOver = hasBegun(meeting, request)
    const shown = page(request, meeting, withFreePlaces(typed), hiddenIn(typed))
    const fields = (shown.groups ?? []).flatMap((group) => group.fields)
    return sendChange({ ...request, typed }, change(typed, isOver), shown, fields)
  },
}

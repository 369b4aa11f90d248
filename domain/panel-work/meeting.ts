import type { AgencyRepresented } from '../../schemas/analysis/panel.ts'
import type { MeetingChange, MeetingRefusal, MeetingState } from '../../schemas/panel-work/meeting-codes.ts'
import type { ChangeOfMeeting, PlannedMeeting } from '../../schemas/panel-work/meetings.ts'
import type { ReviewRoute, Theme } from '../../schemas/triage.ts'
import type { MeetingReference } from '../../schemas/reference.ts'
import type { PanelMember } from '../analysis/quorum.ts'
import type { CivilDate } from '../calendar/civil-date.ts'
import type { Instant } from '../calendar/instant.ts'
import { civilDateInLondon, instantInLondon, type TimeOfDay } from '../calendar/london.ts'
import type { Actor, RequestMark } from '../case/events.ts'

/** A meeting of a panel. The cases listed for it say so themselves; here are the day and the people. */
export interface Meeting {
  readonly reference: MeetingReference
  readonly panel: string
  /** How often it was written: the version that a writer must have seen. */
  readonly version: number
  readonly kind: ReviewRoute
  readonly theme?: Theme
  /** Day and time in England. */
  readonly date: CivilDate
  readonly startsAt: TimeOfDay
  /** An address, or `online`. */
  readonly place: string
  readonly state: MeetingState
  readonly cancelledBecause?: string
  readonly invited: readonly PanelMember[]
  /** Those of the invited who will not come: pseudonymous subjects. */
  readonly apologies: readonly string[]
  readonly present: readonly PanelMember[]
  readonly agencies: readonly AgencyRepresented[]
  /** What was done to it, in order; the first is that it was planned. */
  readonly changes: readonly ChangeMade[]
}

/** Who changed a meeting, when and by which request. */
export interface ChangeMade {
  readonly what: MeetingChange
  readonly at: Instant
  readonly by: Actor
  readonly request: RequestMark
  /** When it was to be held before, where that changed. */
  readonly heldBefore?: { readonly date: CivilDate; readonly startsAt: TimeOfDay }
}

type Signature = Pick<ChangeMade, 'at' | 'by' | 'request'>
type Refused = { readonly refused: MeetingRefusal }

/** What each refusal means, and what to do about it. */
export const meetingRefusalTexts = {
  'date-has-passed': 'That day is over: give one that is still to come.',
  'meeting-held': 'The meeting has been held: only who was there can still be corrected.',
  'meeting-cancelled': 'The meeting was cancelled: plan another one.',
  'meeting-not-begun': 'The meeting has not begun: who came can be recorded from its start on.',
} as const satisfies Record<MeetingRefusal, string>

/** A meeting as first planned. */
export function planMeeting(
  { members = [], theme, ...planned }: PlannedMeeting,
  { reference, panel }: Pick<Meeting, 'reference' | 'panel'>,
  signature: Signature,
): Meeting | Refused {
  if (isOver(planned, signature.at)) return { refused: 'date-has-passed' }
  return {
    reference,
    panel,
    version: 1,
    ...planned,
    ...(theme && { theme }),
    state: 'planned',
    invited: members,
    apologies: [],
    present: [],
    agencies: [],
    changes: [{ what: 'planned', ...signature }],
  }
}

/** The meeting after a change, or why it cannot be changed so. */
export function changeMeeting(meeting: Meeting, change: ChangeOfMeeting, signature: Signature): Meeting | Refused {
  if (meeting.state === 'cancelled') return { refused: 'meeting-cancelled' }
  if (meeting.state === 'held' && change.change !== 'record-attendance') return { refused: 'meeting-held' }
  switch (change.change) {
    case 're-date': {
      const { date, startsAt, place = meeting.place } = change
      if (isOver(change, signature.at)) return { refused: 'date-has-passed' }
      const heldBefore = { date: meeting.date, startsAt: meeting.startsAt }
      return changed(meeting, { date, startsAt, place }, { what: 're-dated', ...signature, heldBefore })
    }
    case 'settle-members': {
      const { invited, apologies = [] } = change
      return changed(meeting, { invited, apologies }, { what: 'members-settled', ...signature })
    }
    case 'cancel':
      return changed(
        meeting,
        { state: 'cancelled', cancelledBecause: change.reason },
        { what: 'cancelled', ...signature },
      )
    case 'record-attendance': {
      if (signature.at < instantInLondon(meeting.date, meeting.startsAt)) return { refused: 'meeting-not-begun' }
      const { present, apologies = [], agencies = [] } = change
      const what = 'attendance-recorded'
      return changed(meeting, { state: 'held', present, apologies, agencies }, { what, ...signature })
    }
  }
}

const changed = (meeting: Meeting, news: Partial<Meeting>, change: ChangeMade): Meeting => ({
  ...meeting,
  ...news,
  version: meeting.version + 1,
  changes: [...meeting.changes, change],
})

/** Whether its day in England has passed. On the day itself cases may still come on. */
export const isOver = ({ date }: Pick<Meeting, 'date'>, at: Instant): boolean => civilDateInLondon(at) > date

/** Who is there to decide: those present once it was held, before it those invited who have not sent apologies. */
export const expectedAt = ({ state, present, invited, apologies }: Meeting): readonly PanelMember[] =>
  state === 'held' ? present : invited.filter(({ subject }) => !apologies.includes(subject))

/** Meetings still to come, the next first; then those that are over or cancelled, the last first. */
export function upcomingFirst(meetings: readonly Meeting[], at: Instant) {
  const byStart = [...meetings].sort((a, b) => (startOf(a) < startOf(b) ? -1 : 1))
  const isUpcoming = (meeting: Meeting) => meeting.state === 'planned' && !isOver(meeting, at)
  return {
    upcoming: byStart.filter(isUpcoming),
    past: byStart.filter((meeting) => !isUpcoming(meeting)).reverse(),
  }
}

const startOf = ({ date, startsAt, reference }: Meeting) => `${date}T${startsAt}#${reference}`

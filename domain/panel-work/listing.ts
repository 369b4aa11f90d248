import type { Action } from '../../schemas/panel-work/actions.ts'
import type { MeetingReference, Reference } from '../../schemas/reference.ts'
import type { Instant } from '../calendar/instant.ts'
import type { Case } from '../case/case.ts'
import type { Doing, Situation } from './decide.ts'
import { despiteItsHolds } from './despite-holds.ts'
import { isOver } from './meeting.ts'
import { refuse, type Refusal } from './refusals.ts'

/** The case comes on the agenda of a meeting that is still to come; off that of another, if it was on one. */
export function listForMeeting(
  { despiteHolds }: Extract<Action, { action: 'list-for-meeting' }>,
  { known: { work }, meeting, at, request }: Situation,
): Doing | Refusal {
  if (!meeting) return refuse('no-such-meeting')
  if (meeting.state === 'cancelled') return refuse('meeting-cancelled')
  if (meeting.state === 'held' || isOver(meeting, at)) return refuse('meeting-over')
  if (work.listing?.meeting === meeting.reference) return refuse('listed-already')
  const despite = despiteItsHolds(work, despiteHolds)
  if ('refused' in despite) return despite
  return { here: [{ type: 'CaseListed', happened: { request, meeting: meeting.reference, ...despite } }], meeting }
}

/** A case's place on the agenda of a meeting. */
export interface AgendaPlace {
  readonly panel: string
  readonly meeting: MeetingReference
  readonly reference: Reference
  readonly listedAt: Instant
  /** Whether the case is still on it. */
  readonly stands: boolean
}

/** What a change of a case changes on agendas. A case that was reviewed stays on that of its meeting, whatever comes after. */
export function agendaChanges(before: Case | undefined, after: Case): readonly AgendaPlace[] {
  const left = before?.work.stage === 'listed' ? placeOf(before, false) : undefined
  const taken = after.work.stage === 'listed' ? placeOf(after, true) : undefined
  const isReviewed = after.work.stage === 'reviewed'
  const isSame = left !== undefined && left.meeting === taken?.meeting && left.panel === taken.panel
  return isSame ? [] : [...(left && !isReviewed ? [left] : []), ...(taken ? [taken] : [])]
}

function placeOf({ reference, routing, work: { listing } }: Case, stands: boolean): AgendaPlace | undefined {
  return (
    routing && listing && { panel: routing.panel, meeting: listing.meeting, reference, listedAt: listing.at, stands }
  )
}

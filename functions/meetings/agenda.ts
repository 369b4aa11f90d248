import { missingForQuorum, DEFAULT_QUORUM } from '../../domain/analysis/quorum.ts'
import type { Case } from '../../domain/case/case.ts'
import { circumstancesOfCase } from '../../domain/case/circumstances.ts'
import { queueEntry } from '../../domain/case/queue-entry.ts'
import { expectedAt, upcomingFirst, type Meeting } from '../../domain/panel-work/meeting.ts'
import type { Agenda, MeetingsView, MeetingView } from '../../schemas/panel-work/meeting-views.ts'
import { stillNeeded } from '../../schemas/notification/still-needed.ts'
import type { Instant } from '../../domain/calendar/instant.ts'
import { showReference } from '../../schemas/reference.ts'
import { actorView } from '../shared/views/history.ts'
import { panelName } from '../shared/views/panel-name.ts'

/** A meeting as its panel sees it. */
export function meetingView(meeting: Meeting): MeetingView {
  const { kind, theme, date, startsAt, place, state, cancelledBecause, changes } = meeting
  const missing = missingForQuorum(expectedAt(meeting), DEFAULT_QUORUM)
  return {
    reference: showReference(meeting.reference),
    version: meeting.version,
    kind,
    ...(theme && { theme }),
    ...{ date, startsAt, place, state },
    ...(cancelledBecause !== undefined && { cancelledBecause }),
    invited: [...meeting.invited],
    apologies: [...meeting.apologies],
    present: [...meeting.present],
    agencies: [...meeting.agencies],
    quorum: { reached: missing.length === 0, missing },
    changes: changes.map(({ what, at, by, heldBefore }) => ({
      what,
      at,
      by: actorView(by),
      ...(heldBefore && { heldBefore }),
    })),
  }
}

/** Every meeting of a panel. */
export function meetingsView(panel: string, meetings: readonly Meeting[], at: Instant): MeetingsView {
  const { upcoming, past } = upcomingFirst(meetings, at)
  return { panel: panelName(panel), upcoming: upcoming.map(meetingView), past: past.map(meetingView) }
}

/** A meeting with its cases, without those in whose review the reader may take no part. */
export const agendaView = (meeting: Meeting, listed: readonly Case[], conflicted: (known: Case) => boolean): Agenda => {
  const numberedCases = listed.map((known, index) => ({ known, number: index + 1 }))
  const own = numberedCases.filter(({ known }) => !conflicted(known))
  return {
    ...meetingView(meeting),
    panel: panelName(meeting.panel),
    cases: own.map(({ known, number }) => agendaCase(known, number)),
    leftOut: listed.length - own.length,
  }
}

function agendaCase(known: Case, number: number): Agenda['cases'][number] {
  const { reference, ageBand, expectedness, stage, holds } = queueEntry(known)
  return {
    number,
    reference: showReference(reference),
    ageBand,
    expectedness,
    stage,
    holds: [...holds],
    missing: missingFor(known),
  }
}

const ANSWERS = '/answers/'

/** What the panel would look for in vain, in plain words. */
function missingFor(known: Case): string[] {
  const { keyWorker, familyQuestions } = known.work
  const open = familyQuestions.filter(({ answers }) => answers.length === 0).map(({ number }) => number)
  const ofRecord = stillNeeded(circumstancesOfCase(known).facts).map(({ pointer, text }) =>
    pointer.startsWith(ANSWERS) ? `An answer to ${pointer.slice(ANSWERS.length)}.` : text,
  )
  return [
    ...(keyWorker ? [] : ['A key worker for the family.']),
    ...(open.length > 0 ? [`An answer to the family's question ${open.join(', ')}.`] : []),
    ...ofRecord,
  ]
}

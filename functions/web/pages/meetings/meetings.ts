import { mayEver } from '../../../../domain/access/access.ts'
import type { MeetingsView, MeetingView } from '../../../../schemas/panel-work/meeting-views.ts'
import { found } from '../../found.ts'
import type { Page } from '../../page.ts'
import { meetingKind, meetingWhen } from '../../words/panel.ts'
import { ownPanelPath } from '../../own-panel.ts'

/** Where a panel's members begin: the meetings that are to come, and those that were. */
export const meetings: Page = {
  path: '/meetings',
  for: 'read-meetings',
  landing: ['panel-member', 'chair'],
  inBar: 'Meetings',
  get: async (request) => {
    const view = found(await request.api.get<MeetingsView>(`${ownPanelPath(request)}/meetings`))
    return {
      view: 'meetings/meetings.njk',
      title: 'Meetings',
      shows: {
        panel: view.panel.name,
        upcoming: view.upcoming.map(line),
        past: view.past.map(line),
        mayArrange: mayEver(request.person, 'run-meetings'),
        subject: request.person.subject,
      },
    }
  },
}

function line(meeting: MeetingView) {
  const { reference, place, state, quorum } = meeting
  const isCancelled = state === 'cancelled'
  const note = isCancelled ? 'Cancelled' : state === 'held' ? 'Held' : quorum.reached ? undefined : 'No quorum yet'
  return { reference, when: meetingWhen(meeting), kind: meetingKind(meeting), place, note }
}

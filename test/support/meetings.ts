import type { Meeting, MeetingReader } from '../../functions/shared/ports/meeting-reader.ts'
import type { CivilDate } from '../../schemas/calendar.ts'
import type { Reference } from '../../schemas/reference.ts'

export const aMeeting = (agenda: readonly Reference[] = []): Meeting => ({
  id: '2026-12-03',
  kind: 'Full panel',
  on: '2026-12-03' as CivilDate,
  agenda,
  members: ['designated-doctor', 'police', 'lay'],
  quorum: [
    { needed: 'A chair', isMet: true },
    { needed: 'Public health', isMet: false },
  ],
})

/** Meetings of panels, in memory. */
export class InMemoryMeetings implements MeetingReader {
  readonly #meetings = new Map<string, Meeting>()

  add(panel: string, meeting: Meeting): void {
    this.#meetings.set(`${panel}/${meeting.id}`, meeting)
  }

  meeting(panel: string, id: string): Promise<Meeting | undefined> {
    return Promise.resolve(this.#meetings.get(`${panel}/${id}`))
  }
}

import { planMeeting, type Meeting } from '../../../domain/panel-work/meeting.ts'
import type { Instant } from '../../../domain/calendar/instant.ts'
import { PlannedMeetingSchema } from '../../../schemas/panel-work/meetings.ts'
import { MeetingReferenceSchema, type MeetingReference } from '../../../schemas/reference.ts'

export const aMeetingReference = (number: number): MeetingReference =>
  MeetingReferenceSchema.parse(`M${String(number).padStart(15, '0')}`)

/** A meeting long after anything else happens in the tests. */
export function aMeeting(overrides: Partial<Meeting> = {}): Meeting {
  const planned = PlannedMeetingSchema.parse({
    date: '2028-12-06',
    startsAt: '09:30',
    place: 'online',
    kind: 'full-panel',
  })
  const { reference = aMeetingReference(1), panel = 'northamptonshire' } = overrides
  const signature = {
    at: '2026-11-20T03:00:00.000Z' as Instant,
    by: { kind: 'person', subject: 'manager', roles: ['cdop-manager'] },
    request: { key: 'meeting-1', bodyHash: 'body' },
  } as const
  const meeting = planMeeting(planned, { reference, panel }, signature)
  if ('refused' in meeting) throw new Error(meeting.refused)
  return { ...meeting, ...overrides }
}

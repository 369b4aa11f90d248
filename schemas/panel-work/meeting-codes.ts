export const MEETING_STATES = ['planned', 'held', 'cancelled'] as const
export type MeetingState = (typeof MEETING_STATES)[number]

/** What can have been done to a meeting. */
export const MEETING_CHANGES = ['planned', 're-dated', 'members-settled', 'cancelled', 'attendance-recorded'] as const
export type MeetingChange = (typeof MEETING_CHANGES)[number]

/** Why a meeting does not allow what was asked. */
export const MEETING_REFUSALS = ['date-has-passed', 'meeting-held', 'meeting-cancelled', 'meeting-not-begun'] as const
export type MeetingRefusal = (typeof MEETING_REFUSALS)[number]

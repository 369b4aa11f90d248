import { choicesOf, coded } from '../value-sets.ts'

/** What a meeting reviews: the routes to which deaths are sent by proportionate review (R40, from memory, verify). */
export const MEETING_KINDS = {
  'full-panel': { label: 'Full panel' },
  'themed-panel': { label: 'Panel with one theme' },
  'neonatal-panel': { label: 'Neonatal panel' },
  'expected-death-panel': { label: 'Panel for expected deaths' },
} as const
export type MeetingKind = keyof typeof MEETING_KINDS
export const MeetingKindSchema = coded(MEETING_KINDS).meta({
  title: 'Kind of meeting',
  description: `${choicesOf(MEETING_KINDS)}.`,
})

/** Subjects to which panels give meetings of their own (which ones: from memory, verify). */
export const MEETING_THEMES = {
  suicide: { label: 'Suicide and self-harm' },
  'sudden-unexpected-death': { label: 'Sudden unexpected death' },
  malignancy: { label: 'Malignancy' },
} as const
export type MeetingTheme = keyof typeof MEETING_THEMES
export const MeetingThemeSchema = coded(MEETING_THEMES).meta({
  title: 'Theme',
  description: `${choicesOf(MEETING_THEMES)}.`,
})

export const MEETING_STATES = ['planned', 'held', 'cancelled'] as const
export type MeetingState = (typeof MEETING_STATES)[number]

/** What can have been done to a meeting. */
export const MEETING_CHANGES = ['planned', 're-dated', 'members-settled', 'cancelled', 'attendance-recorded'] as const
export type MeetingChange = (typeof MEETING_CHANGES)[number]

/** Why a meeting does not allow what was asked. */
export const MEETING_REFUSALS = ['date-has-passed', 'meeting-held', 'meeting-cancelled', 'meeting-not-begun'] as const
export type MeetingRefusal = (typeof MEETING_REFUSALS)[number]

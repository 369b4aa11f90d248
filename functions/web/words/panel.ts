import type { Person } from '../../../domain/access/access.ts'
import { DISCIPLINES } from '../../../schemas/analysis/panel.ts'
import type { Stage } from '../../../schemas/panel-work/codes.ts'
import type { Duty, Expectedness } from '../../../schemas/assessment.ts'
import type { AgeBand } from '../../../schemas/calendar.ts'
import type { MeetingView } from '../../../schemas/panel-work/meeting-views.ts'
import { REVIEW_ROUTES, THEMES } from '../../../schemas/triage.ts'
import { wholeDayInWords } from './times.ts'

/** How far a case has come, as people of a panel say it. */
export const stageWords = {
  notified: 'Notified',
  'information-gathering': 'Information is gathered',
  'child-death-review-meeting': 'Child death review meeting',
  'ready-for-panel': 'Ready for the panel',
  listed: 'Listed for a meeting',
  reviewed: 'Reviewed by the panel',
  closed: 'Closed',
  retracted: 'Notified in error',
  joined: 'Goes on in another case',
} as const satisfies Record<Stage, string>

export const expectednessWords = {
  expected: 'Expected death',
  unexpected: 'Unexpected death',
  'not-yet-known': 'Not yet known whether the death was expected',
} as const satisfies Record<Expectedness, string>

/** `Wednesday 9 December 2026 at 09:30`. */
export const meetingWhen = ({ date, startsAt }: Pick<MeetingView, 'date' | 'startsAt'>): string =>
  `${wholeDayInWords(date)} at ${startsAt}`

export const meetingKind = ({ kind, theme }: Pick<MeetingView, 'kind' | 'theme'>): string =>
  theme ? `${REVIEW_ROUTES[kind].label}: ${THEMES[theme].label.toLowerCase()}` : REVIEW_ROUTES[kind].label

type Member = MeetingView['invited'][number]

/** A member by what they sit on the panel for; the record knows no name. */
export const memberInWords = ({ subject, discipline }: Member, { subject: own }: Person): string =>
  subject === own ? `${DISCIPLINES[discipline].label} (you)` : DISCIPLINES[discipline].label

export const ageBandWords = {
  '0-27 days': 'Under 28 days old',
  '28-364 days': '28 days to under 1 year old',
  '1-4': '1 to 4 years old',
  '5-9': '5 to 9 years old',
  '10-14': '10 to 14 years old',
  '15-17': '15 to 17 years old',
  'not-known': 'Age not known',
} as const satisfies Record<AgeBand, string>

/** Whether the law asks for something, of this death. */
export const dutyWords = {
  required: 'Required',
  'required-until-known': 'Required, until it is known that it is not',
  'not-required': 'Not required',
} as const satisfies Record<Duty, string>

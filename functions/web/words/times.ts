import { addDays, daysBetween, partsOf, weekday, type CivilDate } from '../../../domain/calendar/civil-date.ts'
import { epochOf, type Instant } from '../../../domain/calendar/instant.ts'
import { civilDateInLondon, endOfDayInLondon, timeOfDayInLondon } from '../../../domain/calendar/london.ts'

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const
export const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const

/** `9 March 2026`. */
export function dayInWords(date: CivilDate): string {
  const { year, month, day } = partsOf(date)
  return `${day} ${MONTHS[month - 1] ?? ''} ${year}`
}

/** `Monday 9 March 2026`. */
export const wholeDayInWords = (date: CivilDate): string => `${DAYS[weekday(date)] ?? ''} ${dayInWords(date)}`

/** `Monday 9 March`. */
function weekdayInWords(date: CivilDate): string {
  const { month, day } = partsOf(date)
  return `${DAYS[weekday(date)] ?? ''} ${day} ${MONTHS[month - 1] ?? ''}`
}

/** The day as people say it who speak of it today. */
export function relativeDay(date: CivilDate, today: CivilDate): string {
  if (date === today) return 'today'
  if (date === addDays(today, 1)) return 'tomorrow'
  if (date === addDays(today, -1)) return 'yesterday'
  return daysBetween(today, date) > 0 && daysBetween(today, date) < 7 ? weekdayInWords(date) : dayInWords(date)
}

/** `today at 14:05`, `9 March 2026 at 14:05`: by a clock in England. */
export const dayAndTime = (instant: Instant, now: Instant): string =>
  `${relativeDay(civilDateInLondon(instant), civilDateInLondon(now))} at ${timeOfDayInLondon(instant)}`

const HOUR = 3_600_000

/** A deadline in words: `by tomorrow at 14:05`, `by the end of Friday 13 March`, `this was due 3 hours ago`. */
export function deadlineInWords(dueAt: Instant, now: Instant): string {
  const left = epochOf(dueAt) - epochOf(now)
  if (left < 0) return `this was due ${ago(-left)}`
  const day = civilDateInLondon(dueAt)
  return dueAt === endOfDayInLondon(day)
    ? `by the end of ${relativeDay(day, civilDateInLondon(now))}`
    : `by ${dayAndTime(dueAt, now)}`
}

function ago(milliseconds: number): string {
  const hours = Math.floor(milliseconds / HOUR)
  if (hours < 1) return 'within the last hour'
  if (hours < 48) return `${hours} ${hours === 1 ? 'hour' : 'hours'} ago`
  return `${Math.floor(hours / 24)} days ago`
}

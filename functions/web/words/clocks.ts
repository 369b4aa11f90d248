import { addDays, daysBetween, type CivilDate } from '../../../domain/calendar/civil-date.ts'
import { epochOf, instantOf, type Instant } from '../../../domain/calendar/instant.ts'
import { civilDateInLondon, endOfDayInLondon, timeOfDayInLondon } from '../../../domain/calendar/london.ts'
import { workingDaysBetween } from '../../../domain/calendar/working-days.ts'
import type { Clock } from '../../../schemas/clocks.ts'
import { dayAndTime, dayInWords, relativeDay } from './times.ts'

/** How a deadline stands, in words that need no colour. */
export interface Due {
  /** `due tomorrow 14:00`, `3 working days late`. */
  readonly words: string
  readonly isLate: boolean
  /** Today or tomorrow, and not late yet. */
  readonly isSoon: boolean
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** The day on which it is due: what is due at midnight belongs to the day that ends then. */
const lastDayOf = (dueAt: Instant): CivilDate => civilDateInLondon(instantOf(epochOf(dueAt) - 1))

/** How a deadline that is not met yet stands: by a clock and a calendar in England. */
export function dueInWords(dueAt: Instant, now: Instant): Due {
  const left = epochOf(dueAt) - epochOf(now)
  const [day, today] = [lastDayOf(dueAt), civilDateInLondon(now)]
  if (left < 0) return { words: lateness(day, today, -left, dueAt), isLate: true, isSoon: false }
  return { words: `due ${when(dueAt, day, today, left)}`, isLate: false, isSoon: day <= addDays(today, 1) }
}

function when(dueAt: Instant, day: CivilDate, today: CivilDate, left: number): string {
  if (left < HOUR) return `in ${counted(Math.max(1, Math.floor(left / MINUTE)), 'minute')}`
  if (dueAt >= endOfDayInLondon(day)) return relativeDay(day, today)
  return daysBetween(today, day) < 7 ? `${relativeDay(day, today)} ${timeOfDayInLondon(dueAt)}` : dayInWords(day)
}

/** Days after which it says more to name the day than to count. */
const COUNTED_DAYS = 60

/** Hours on the first day, then working days. Since when, where that is long ago, or a weekend when nobody was at a desk. */
function lateness(day: CivilDate, today: CivilDate, by: number, dueAt: Instant): string {
  if (by < HOUR) return 'less than an hour late'
  if (by < 24 * HOUR && dueAt < endOfDayInLondon(day)) return `${counted(Math.floor(by / HOUR), 'hour')} late`
  const days = daysBetween(day, today) > COUNTED_DAYS ? 0 : workingDaysBetween(day, today)
  return days === 0 ? `late since ${relativeDay(day, today)}` : `${counted(days, 'working day')} late`
}

export const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`

/** How a clock of a case stands, met and superseded ones too. */
export function clockInWords(
  { dueAt, metAt, supersededAt }: Pick<Clock, 'dueAt' | 'metAt' | 'supersededAt'>,
  now: Instant,
): Due {
  const over = (words: string): Due => ({ words, isLate: false, isSoon: false })
  if (metAt !== undefined)
    return over(metAt <= dueAt ? `done ${dayAndTime(metAt, now)}, in time` : `done ${dayAndTime(metAt, now)}, late`)
  return supersededAt === undefined ? dueInWords(dueAt, now) : over('no longer runs')
}

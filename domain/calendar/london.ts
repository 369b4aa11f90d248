import type { TimeOfDay } from '../../schemas/calendar.ts'
import { addDays, type CivilDate } from './civil-date.ts'
import { epochOf, instantOf, type Instant } from './instant.ts'

export type { TimeOfDay } from '../../schemas/calendar.ts'

const HOUR = 3_600_000

/** The time-zone database knows when the clocks change and will know when Parliament changes that; this code need not. */
const london = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
})

/** What a calendar and a clock on the wall in London show at an instant: `YYYY-MM-DDTHH:MM`. */
function wallTime(epoch: number): string {
  const [day, month, year, hour, minute] = london.format(epoch).split(/\D+/)
  return `${year ?? ''}-${month ?? ''}-${day ?? ''}T${hour ?? ''}:${minute ?? ''}`
}

/** The day it is in England at an instant. */
export const civilDateInLondon = (instant: Instant): CivilDate => wallTime(epochOf(instant)).slice(0, 10) as CivilDate

/** The time a clock in England shows at an instant. */
export const timeOfDayInLondon = (instant: Instant): TimeOfDay => wallTime(epochOf(instant)).slice(11) as TimeOfDay

/**
 * The instant at which a clock in England shows this day and time. Twice a year there is no single one: in the hour that
 * comes twice in October, and in the hour that is left out in March. The earlier reading is taken both times, so that a
 * deadline counted from it never falls later than it should.
 */
export function instantInLondon(date: CivilDate, time: TimeOfDay): Instant {
  const wanted = `${date}T${time}`
  const inWinterTime = Date.parse(`${wanted}Z`)
  const inSummerTime = inWinterTime - HOUR
  const isWinterTime = wallTime(inWinterTime) === wanted && wallTime(inSummerTime) !== wanted
  return instantOf(isWinterTime ? inWinterTime : inSummerTime)
}

/** The clocks change at one in the morning, so midnight always comes, and once only. */
export const startOfDayInLondon = (date: CivilDate): Instant => instantInLondon(date, '00:00' as TimeOfDay)

/** The last millisecond of the day in England. */
export const endOfDayInLondon = (date: CivilDate): Instant =>
  instantOf(epochOf(startOfDayInLondon(addDays(date, 1))) - 1)

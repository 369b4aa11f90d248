import type { TimeOfDay } from '../../schemas/calendar.ts'
import { addDays, civilDate, weekday, type CivilDate } from './civil-date.ts'
import { epochOf, instantOf, type Instant } from './instant.ts'
import { ofEachYear } from './of-each-year.ts'

export type { TimeOfDay } from '../../schemas/calendar.ts'

const HOUR = 3_600_000

/** One in the morning, UTC, of a month's last Sunday: when the clocks change. */
function changeOfClocks(year: number, month: number): number {
  const lastDay = civilDate(year, month + 1, 0)
  return Date.parse(addDays(lastDay, -weekday(lastDay))) + HOUR
}

const summerOf = ofEachYear((year) => ({ begins: changeOfClocks(year, 3), ends: changeOfClocks(year, 10) }))

/**
 * Summer time runs from the last Sunday of March to the last Sunday of October (Summer Time Order 2002; so since 1996).
 * Written out, because the first use of the time-zone database costs a cold start some 30 ms, which the notifier would
 * wait for; the tests hold this rule against that database.
 */
function aheadOfUtc(epoch: number): number {
  const { begins, ends } = summerOf(new Date(epoch).getUTCFullYear())
  return epoch >= begins && epoch < ends ? HOUR : 0
}

/** What a calendar and a clock on the wall in London show at an instant: `YYYY-MM-DDTHH:MM`. */
const wallTime = (epoch: number) => new Date(epoch + aheadOfUtc(epoch)).toISOString().slice(0, 16)

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

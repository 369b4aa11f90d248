import type { CivilDate } from '../../schemas/calendar.ts'

export type { CivilDate } from '../../schemas/calendar.ts'

const DAY = 86_400_000

/** Days since 1 January 1970: the one number on which all arithmetic of days is done. */
const dayNumber = (date: CivilDate) => Date.parse(date) / DAY

const fromDayNumber = (number: number) => new Date(number * DAY).toISOString().slice(0, 10) as CivilDate

/** The day of a year, month (1 to 12) and day of month; numbers beyond the month's end run on into the next. */
export const civilDate = (year: number, month: number, day: number): CivilDate =>
  fromDayNumber(Date.UTC(year, month - 1, day) / DAY)

/** Year, month (1 to 12) and day of month. */
export function partsOf(date: CivilDate): { year: number; month: number; day: number } {
  return { year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)), day: Number(date.slice(8, 10)) }
}

/** Day of the week, 0 for Sunday to 6 for Saturday. */
export const weekday = (date: CivilDate): number => new Date(date).getUTCDay()

export const addDays = (date: CivilDate, days: number): CivilDate => fromDayNumber(dayNumber(date) + days)

/** Whole days from one date to another; negative when `to` is the earlier. */
export const daysBetween = (from: CivilDate, to: CivilDate): number => dayNumber(to) - dayNumber(from)

const lastDayOfMonth = (year: number, month: number) => civilDate(year, month + 1, 0)

/**
 * The corresponding date so many months later, or the month's last day where it has no such date
 * (31 January and one month: 28 or 29 February), as periods of months are counted in English law (from memory, verify).
 */
export function addMonths(date: CivilDate, months: number): CivilDate {
  const { year, month, day } = partsOf(date)
  const last = lastDayOfMonth(year, month + months)
  return day > partsOf(last).day ? last : addDays(last, day - partsOf(last).day)
}

export const addYears = (date: CivilDate, years: number): CivilDate => addMonths(date, 12 * years)

/**
 * The day on which someone born on `born` reaches an age in years. Whoever was born on 29 February reaches it on
 * 1 March of a common year (from memory, verify; domain facts 1.5).
 */
export function birthday(born: CivilDate, age: number): CivilDate {
  const { year, month, day } = partsOf(born)
  return civilDate(year + age, month, day)
}

export const earlierOf = <T extends string>(a: T, b: T): T => (a < b ? a : b)

export const laterOf = <T extends string>(a: T, b: T): T => (a > b ? a : b)

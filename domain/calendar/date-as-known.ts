import type { DateAsKnown } from '../../schemas/calendar.ts'
import { addDays, civilDate, type CivilDate } from './civil-date.ts'

export type { DateAsKnown, DateRange, PartialDate } from '../../schemas/calendar.ts'

const yearAndMonth = (text: string) => text.split('-').map(Number)

/** The first day that a date, as far as it is known, can have been. */
export function earliestDay(date: DateAsKnown): CivilDate {
  if (typeof date !== 'string') return date.from
  const [year = 0, month = 1, day = 1] = yearAndMonth(date)
  return civilDate(year, month, day)
}

/** The last day that a date, as far as it is known, can have been. */
export function latestDay(date: DateAsKnown): CivilDate {
  if (typeof date !== 'string') return date.to
  const [year = 0, month, day] = yearAndMonth(date)
  if (month === undefined) return civilDate(year, 12, 31)
  return day === undefined ? addDays(civilDate(year, month + 1, 1), -1) : civilDate(year, month, day)
}

/** Whether the date can only have been one day. */
export const isExact = (date: DateAsKnown): boolean => earliestDay(date) === latestDay(date)

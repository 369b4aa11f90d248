import type { Limit } from '../../schemas/clocks.ts'
import { addDays, addMonths, type CivilDate } from '../calendar/civil-date.ts'
import { addHours, type Instant } from '../calendar/instant.ts'
import { civilDateInLondon, endOfDayInLondon } from '../calendar/london.ts'
import { addWorkingDays } from '../calendar/working-days.ts'

/**
 * The last moment at which a deadline is met. Hours are elapsed time and run through nights, weekends and changes of the
 * clock. All other limits end with a day in England, and the day of the start does not count.
 */
export function dueAt({ unit, n }: Limit, startedAt: Instant): Instant {
  if (unit === 'hours') return addHours(startedAt, n)
  return endOfDayInLondon(lastDay({ unit, n }, civilDateInLondon(startedAt)))
}

function lastDay({ unit, n }: { unit: Exclude<Limit['unit'], 'hours'>; n: number }, start: CivilDate): CivilDate {
  switch (unit) {
    case 'calendarDays':
      return addDays(start, n)
    case 'workingDays':
      return addWorkingDays(start, n)
    case 'weeks':
      return addDays(start, 7 * n)
    case 'months':
      return addMonths(start, n)
  }
}

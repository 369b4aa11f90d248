import { partsOf, type CivilDate } from '../../../domain/calendar/civil-date.ts'
import { periodNamed } from '../../../domain/statistics/period-of-release.ts'
import { dayInWords, MONTHS } from './times.ts'

/** `Year ending 31 March 2026`, `April to June 2025`, `1 April 2022 to 31 March 2025`. What names no period stays as it is. */
export function periodInWords(code: string): string {
  const period = periodNamed(code)
  if (!period) return code
  const { length, from, to } = period
  if (length === 'year') return `Year ending ${dayInWords(to)}`
  if (length === 'threeYears') return `${dayInWords(from)} to ${dayInWords(to)}`
  return `${monthOf(from)} to ${monthOf(to)} ${partsOf(to).year}`
}

/** The same within a sentence. */
export const periodWithin = (code: string): string => periodInWords(code).replace(/^Year/, 'year')

const monthOf = (date: CivilDate) => MONTHS[partsOf(date).month - 1] ?? ''

/** For a heading of a narrow column: `2025/26`. */
export const yearInFigures = (code: string): string => code.replace('-', '/')

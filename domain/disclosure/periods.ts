import type { Period } from '../../schemas/statistics/catalogue.ts'
import { addDays, civilDate } from '../calendar/civil-date.ts'

/** A period without the areas that it has. */
export type BarePeriod = Omit<Period, 'nesting'>

/** Blocks of three years are fixed for ever, from 1 April 2019, when national collection of child deaths began. */
const FIRST_BLOCK = 2019
const YEARS_IN_BLOCK = 3
const QUARTERS = [1, 2, 3, 4] as const

/** Parts of which a longer period is made: numbers of the next shorter length. */
export const PARTS_OF = { quarter: 0, year: QUARTERS.length, threeYears: YEARS_IN_BLOCK } as const

const span = (start: number, years: number) => `${start}-${String((start + years) % 100).padStart(2, '0')}`

const lastDayBefore = (year: number, month: number) => addDays(civilDate(year, month, 1), -1)

const blockStart = (start: number) =>
  start - ((((start - FIRST_BLOCK) % YEARS_IN_BLOCK) + YEARS_IN_BLOCK) % YEARS_IN_BLOCK)

/** The fixed block of three years that the year beginning on 1 April of `start` lies in. */
export function blockOf(start: number): BarePeriod {
  const first = blockStart(start)
  const end = first + YEARS_IN_BLOCK
  const code = span(first, YEARS_IN_BLOCK)
  return { code, length: 'threeYears', from: civilDate(first, 4, 1), to: lastDayBefore(end, 4), within: null }
}

/** The year from 1 April of `start` to 31 March. */
export function yearOf(start: number): BarePeriod {
  const within = blockOf(start).code
  return { code: span(start, 1), length: 'year', from: civilDate(start, 4, 1), to: lastDayBefore(start + 1, 4), within }
}

/** A quarter of the year beginning on 1 April of `start`; the first is April to June. */
export function quarterOf(start: number, quarter: (typeof QUARTERS)[number]): BarePeriod {
  const month = 3 * quarter + 1
  return {
    code: `${span(start, 1)}-Q${quarter}`,
    length: 'quarter',
    from: civilDate(start, month, 1),
    to: lastDayBefore(start, month + 3),
    within: span(start, 1),
  }
}

/** What the release of a year states: its quarters, itself, and the block of three years that it completes, if it does. */
export function periodsOfYear(start: number): readonly BarePeriod[] {
  const completesBlock = blockStart(start + 1) === start + 1
  return [
    ...QUARTERS.map((quarter) => quarterOf(start, quarter)),
    yearOf(start),
    ...(completesBlock ? [blockOf(start)] : []),
  ]
}

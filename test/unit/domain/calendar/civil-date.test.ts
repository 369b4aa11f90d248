import * as fc from 'fast-check'
import {
  addDays,
  addMonths,
  addYears,
  birthday,
  civilDate,
  daysBetween,
  weekday,
  type CivilDate,
} from '../../../../domain/calendar/civil-date.ts'
import { earliestDay, isExact, latestDay, type DateAsKnown } from '../../../../domain/calendar/date-as-known.ts'

const day = (text: string) => text as CivilDate
const known = (text: string) => text as DateAsKnown & string
const anyDay = fc.integer({ min: 0, max: 73_000 }).map((n) => addDays(civilDate(1900, 1, 1), n))

describe('arithmetic of days', () => {
  it('crosses months, years and leap days', () => {
    expect(addDays(day('2024-02-28'), 1)).toBe('2024-02-29')
    expect(addDays(day('2025-12-31'), 1)).toBe('2026-01-01')
    expect(daysBetween(day('2023-03-01'), day('2024-02-29'))).toBe(365)
    expect(weekday(day('2026-03-29'))).toBe(0)
  })

  it('adds days so that they can be counted again', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -4000, max: 4000 }), (from, n) => {
        expect(daysBetween(from, addDays(from, n))).toBe(n)
      }),
    )
  })

  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2026-11-30', 3, '2027-02-28'],
    ['2026-10-15', 3, '2027-01-15'],
    ['2026-03-31', -1, '2026-02-28'],
  ])('counts months from %s by %i to the corresponding date or the end of the month', (from, months, to) => {
    expect(addMonths(day(from), months)).toBe(to)
  })

  it('counts a year from 29 February to 28 February', () => {
    expect(addYears(day('2024-02-29'), 1)).toBe('2025-02-28')
    expect(addYears(day('2024-02-29'), 4)).toBe('2028-02-29')
  })
})

describe('birthdays', () => {
  it('of those born on 29 February are on 1 March in a common year', () => {
    expect(birthday(day('2008-02-29'), 18)).toBe('2026-03-01')
    expect(birthday(day('2008-02-29'), 16)).toBe('2024-02-29')
  })

  it('of everyone else are on the day they were born', () => {
    fc.assert(
      fc.property(
        anyDay.filter((d) => !d.endsWith('02-29')),
        fc.integer({ min: 0, max: 90 }),
        (born, age) => {
          expect(birthday(born, age).slice(5)).toBe(born.slice(5))
        },
      ),
    )
  })
})

describe('a date as far as it is known', () => {
  it.each([
    ['2024', '2024-01-01', '2024-12-31'],
    ['2024-02', '2024-02-01', '2024-02-29'],
    ['2023-12', '2023-12-01', '2023-12-31'],
    ['2024-02-10', '2024-02-10', '2024-02-10'],
  ])('%s lies between %s and %s', (date, first, last) => {
    expect(earliestDay(known(date))).toBe(first)
    expect(latestDay(known(date))).toBe(last)
  })

  it('is exact when it can only have been one day', () => {
    expect(isExact(known('2024-02-10'))).toBe(true)
    expect(isExact({ from: day('2024-02-10'), to: day('2024-02-10') })).toBe(true)
    expect(isExact(known('2024-02'))).toBe(false)
    expect(isExact({ from: day('2024-02-10'), to: day('2024-02-11') })).toBe(false)
  })
})

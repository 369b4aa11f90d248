import Holidays from 'date-holidays'
import * as fc from 'fast-check'
import { addDays, civilDate, type CivilDate } from '../../../../domain/calendar/civil-date.ts'
import {
  addWorkingDays,
  bankHolidays,
  isWorkingDay,
  workingDaysBetween,
} from '../../../../domain/calendar/working-days.ts'

const day = (text: string) => text as CivilDate
const years = Array.from({ length: 18 }, (_, n) => 2018 + n)
const isWeekend = (date: string) => [0, 6].includes(new Date(date).getUTCDay())

/** An independent list; it also names feasts at weekends, which change nothing. */
const independentList = (year: number) =>
  new Holidays('GB', 'ENG')
    .getHolidays(year)
    .filter(({ type }) => type === 'public')
    .map(({ date }) => date.slice(0, 10))
    .filter((date) => !isWeekend(date))
    .sort()

describe('bank holidays of England', () => {
  it.each(years)('agree with an independent list in %i', (year) => {
    expect(bankHolidays(year)).toEqual([...new Set(independentList(year))])
  })

  it.each([
    ['2020-05-08', 'the moved early May holiday'],
    ['2022-06-02', 'the moved spring holiday'],
    ['2022-06-03', 'the Platinum Jubilee'],
    ['2022-09-19', 'the State Funeral'],
    ['2023-05-08', 'the coronation'],
    ['2022-01-03', 'the substitute for New Year’s Day on a Saturday'],
    ['2021-12-27', 'the substitute for Christmas Day on a Saturday'],
    ['2021-12-28', 'the substitute for Boxing Day on a Sunday'],
    ['2022-12-27', 'the substitute for Christmas Day on a Sunday'],
    ['2024-03-29', 'Good Friday'],
    ['2024-04-01', 'Easter Monday'],
  ])('%s is no working day: %s', (date) => {
    expect(isWorkingDay(day(date))).toBe(false)
  })

  it.each([
    ['2020-05-04', 'the Monday that the early May holiday moved from'],
    ['2022-05-30', 'the Monday that the spring holiday moved from'],
    ['2024-03-28', 'Maundy Thursday'],
    ['2025-12-24', 'Christmas Eve'],
  ])('%s is a working day: %s', (date) => {
    expect(isWorkingDay(day(date))).toBe(true)
  })
})

describe('counting working days', () => {
  it('starts with the day after and passes over Easter', () => {
    expect(addWorkingDays(day('2026-04-02'), 1)).toBe('2026-04-07')
  })

  it('counts five from a Saturday to the next Friday', () => {
    expect(addWorkingDays(day('2026-03-14'), 5)).toBe('2026-03-20')
  })

  it('passes over Christmas and New Year', () => {
    expect(addWorkingDays(day('2021-12-23'), 5)).toBe('2022-01-04')
  })

  it('always ends on a working day with exactly so many working days in between', () => {
    const date = fc.integer({ min: 0, max: 6500 }).map((n) => addDays(civilDate(2018, 1, 1), n))
    fc.assert(
      fc.property(date, fc.integer({ min: 1, max: 20 }), (from, count) => {
        const to = addWorkingDays(from, count)
        const counted = []
        for (let d = addDays(from, 1); d <= to; d = addDays(d, 1)) if (isWorkingDay(d)) counted.push(d)
        expect(counted).toHaveLength(count)
        expect(counted.at(-1)).toBe(to)
        expect(workingDaysBetween(from, to)).toBe(count)
        expect(workingDaysBetween(to, from)).toBe(0)
      }),
    )
  })
})

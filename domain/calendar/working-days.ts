import { addDays, civilDate, partsOf, weekday, type CivilDate } from './civil-date.ts'
import { ofEachYear } from './of-each-year.ts'

const SUNDAY = 0
const MONDAY = 1
const SATURDAY = 6

/**
 * Days proclaimed or moved once (GOV.UK, "UK bank holidays"; England and Wales). A future proclamation is one more line.
 */
const once: Readonly<Record<number, { readonly added: readonly string[]; readonly dropped: readonly string[] }>> = {
  // The early May holiday moved to the 75th anniversary of VE Day.
  2020: { added: ['2020-05-08'], dropped: ['2020-05-04'] },
  // The spring holiday moved for the Platinum Jubilee, with a day added; the State Funeral of Queen Elizabeth II.
  2022: { added: ['2022-06-02', '2022-06-03', '2022-09-19'], dropped: ['2022-05-30'] },
  // The coronation of King Charles III.
  2023: { added: ['2023-05-08'], dropped: [] },
}

const isWeekend = (date: CivilDate) => weekday(date) === SATURDAY || weekday(date) === SUNDAY

const firstMonday = (from: CivilDate) => addDays(from, (MONDAY - weekday(from) + 7) % 7)

const lastMonday = (to: CivilDate) => addDays(to, -((weekday(to) - MONDAY + 7) % 7))

/** Easter Sunday of the Gregorian calendar (the anonymous algorithm, as Meeus gives it). */
function easterSunday(year: number): CivilDate {
  const golden = year % 19
  const century = Math.floor(year / 100)
  const skippedLeapDays = century - Math.floor(century / 4)
  const moonCorrection = Math.floor((8 * century + 13) / 25)
  const epact = (19 * golden + skippedLeapDays - moonCorrection + 15) % 30
  const fullMoon = epact - Math.floor(epact / 28) * (1 - Math.floor(29 / (epact + 1)) * Math.floor((21 - golden) / 11))
  const toSunday = (year + Math.floor(year / 4) + fullMoon + 2 - skippedLeapDays) % 7
  return civilDate(year, 3, 28 + fullMoon - toSunday)
}

/** The day itself, or the first day after it that is neither at a weekend nor taken. */
function substitute(date: CivilDate, taken: readonly CivilDate[] = []): CivilDate {
  return isWeekend(date) || taken.includes(date) ? substitute(addDays(date, 1), taken) : date
}

/**
 * Bank holidays of England in a year, with substitute days, in order: by rule (Banking and Financial Dealings Act 1971,
 * and custom), corrected by the days proclaimed once.
 */
export const bankHolidays = ofEachYear((year): readonly CivilDate[] => {
  const easter = easterSunday(year)
  const boxingDay = substitute(civilDate(year, 12, 26))
  const byRule = [
    substitute(civilDate(year, 1, 1)),
    addDays(easter, -2),
    addDays(easter, 1),
    firstMonday(civilDate(year, 5, 1)),
    lastMonday(civilDate(year, 5, 31)),
    lastMonday(civilDate(year, 8, 31)),
    substitute(civilDate(year, 12, 25), [boxingDay]),
    boxingDay,
  ]
  const { added = [], dropped = [] } = once[year] ?? {}
  return [...byRule.filter((day) => !dropped.includes(day)), ...(added as CivilDate[])].sort()
})

/**
 * Not a Saturday, Sunday, bank holiday, Christmas Day or Good Friday (Coroners (Investigations) Regulations 2013, reg 2).
 * Christmas Day needs no rule of its own: where it is no bank holiday it falls at a weekend.
 */
export const isWorkingDay = (date: CivilDate): boolean =>
  !isWeekend(date) && !bankHolidays(partsOf(date).year).includes(date)

/**
 * The `count`th working day after a date. The date itself never counts, whether or not it is a working day.
 * @param count at least 1
 */
export function addWorkingDays(date: CivilDate, count: number): CivilDate {
  const next = addDays(date, 1)
  const left = isWorkingDay(next) ? count - 1 : count
  return left === 0 ? next : addWorkingDays(next, left)
}

/** How many working days lie after one date, up to the other and with it: 0 where it is the same day, or earlier. */
export function workingDaysBetween(from: CivilDate, to: CivilDate): number {
  const [first, last] = [partsOf(from).year, partsOf(to).year]
  const years = Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index)
  const holidays = new Set(years.flatMap((year) => bankHolidays(year)))
  let count = 0
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1))
    if (!isWeekend(day) && !holidays.has(day)) count += 1
  return count
}

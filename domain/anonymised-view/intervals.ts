import { civilDate, daysBetween, partsOf, type CivilDate } from '../calendar/civil-date.ts'
import { earliestDay, isExact, latestDay, type DateAsKnown } from '../calendar/date-as-known.ts'
import { counted, yearsOld, type Life } from './age-in-words.ts'

/** A day as a text has it: any part may be missing, as in `9 March`, `March 2026`, `Monday 9th`. */
export interface WrittenDay {
  readonly year?: number | undefined
  readonly month?: number | undefined
  readonly day?: number | undefined
}

/** Days either side of the death within which a day written without its year is taken to be the one near the death. */
const NEARBY = 31

interface Anchors {
  readonly born?: CivilDate | undefined
  /** The day of death; of a child found some time after, the day on which they were found. */
  readonly died?: CivilDate | undefined
  readonly event: 'death' | 'being found'
}

function anchorsOf({ born, died }: Life): Anchors {
  const exact = (date: DateAsKnown | undefined) => (date !== undefined && isExact(date) ? earliestDay(date) : undefined)
  if (typeof died !== 'string' && !isExact(died)) return { born: exact(born), died: died.to, event: 'being found' }
  return { born: exact(born), died: exact(died), event: 'death' }
}

/**
 * A day as its interval to the death or the birth: `day of death`, `3 days before death`, `2 days after birth`. Nearest to the birth
 * only within the first 28 days of a life that went on. `undefined` where no date of the child is known exactly.
 */
export function dayInWords(day: CivilDate, life: Life): string | undefined {
  const { born, died, event } = anchorsOf(life)
  if (day === died) return event === 'death' ? 'day of death' : 'day of being found'
  if (day === born) return 'day of birth'
  if (born !== undefined && day < born) return `${span(day, born)} before birth`
  const isEarly = born !== undefined && daysBetween(born, day) < 28
  if (isEarly && (died === undefined || daysBetween(day, died) >= 28)) return `${span(born, day)} after birth`
  if (died === undefined) return undefined
  return day < died ? `${span(day, died)} before ${event}` : `${span(died, day)} after ${event}`
}

function span(from: CivilDate, to: CivilDate): string {
  const days = daysBetween(from, to)
  if (days < 28) return counted(days, 'day')
  const years = yearsOld(from, to)
  return years < 1 ? counted(Math.floor(days / 7), 'week') : counted(years, 'year')
}

/** What a written day says of the case, or `undefined` where it cannot be reckoned with any certainty. */
export function writtenDayInWords(written: WrittenDay, life: Life): string | undefined {
  const { year, month, day } = written
  if (year === undefined) return day === undefined ? undefined : nearbyInWords(month, day, life)
  if (month === undefined) return yearInWords(year, life)
  return day === undefined ? monthInWords(year, month, life) : dayInWords(civilDate(year, month, day), life)
}

function nearbyInWords(month: number | undefined, day: number, life: Life): string | undefined {
  const { born, died } = anchorsOf(life)
  if (died === undefined) return undefined
  const isDeath = partsOf(died).month === month && partsOf(died).day === day
  if (born !== undefined && !isDeath && partsOf(born).month === month && partsOf(born).day === day) return 'a birthday'
  const near = candidates(month, day, died)
    .map((date) => ({ date, away: Math.abs(daysBetween(date, died)) }))
    .filter(({ away }) => away <= NEARBY)
    .sort((one, other) => one.away - other.away)[0]
  return near && dayInWords(near.date, life)
}

/** The same day of the month in the months around the death. */
function candidates(month: number | undefined, day: number, died: CivilDate): CivilDate[] {
  const { year, month: monthOfDeath } = partsOf(died)
  return [-1, 0, 1]
    .map((offset) => civilDate(year, monthOfDeath + offset, day))
    .filter((date) => partsOf(date).day === day && (month === undefined || partsOf(date).month === month))
}

const monthsOf = (date: CivilDate) => partsOf(date).year * 12 + partsOf(date).month

function monthInWords(year: number, month: number, { born, died }: Life): string | undefined {
  const months = year * 12 + month
  const [birth, death] = [monthKnown(born), monthKnown(died)]
  if (months === death) return 'month of death'
  if (months === birth) return 'month of birth'
  if (birth !== undefined && months < birth) return `about ${longSpan(birth - months)} before birth`
  if (death === undefined) return undefined
  return months < death
    ? `about ${longSpan(death - months)} before death`
    : `about ${longSpan(months - death)} after death`
}

const longSpan = (months: number) => (months < 24 ? counted(months, 'month') : counted(Math.round(months / 12), 'year'))

function monthKnown(date: DateAsKnown | undefined): number | undefined {
  if (date === undefined) return undefined
  const month = monthsOf(latestDay(date))
  return monthsOf(earliestDay(date)) === month ? month : undefined
}

function yearInWords(year: number, { born, died }: Life): string | undefined {
  const [birth, death] = [yearKnown(born), yearKnown(died)]
  if (year === death) return 'year of death'
  if (year === birth) return 'year of birth'
  if (birth !== undefined && year < birth) return `${yearsAway(birth - year)} before birth`
  if (death === undefined) return undefined
  return year < death ? `${yearsAway(death - year)} before death` : `${yearsAway(year - death)} after death`
}

const yearsAway = (years: number) => (years === 1 ? 'the year' : `about ${years} years`)

function yearKnown(date: DateAsKnown | undefined): number | undefined {
  if (date === undefined) return undefined
  const { year } = partsOf(latestDay(date))
  return partsOf(earliestDay(date)).year === year ? year : undefined
}

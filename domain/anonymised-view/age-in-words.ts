import { birthday, daysBetween, laterOf, partsOf, type CivilDate } from '../calendar/civil-date.ts'
import { earliestDay, latestDay, type DateAsKnown } from '../calendar/date-as-known.ts'
import { epochOf } from '../calendar/instant.ts'
import { instantInLondon, type TimeOfDay } from '../calendar/london.ts'

/** When the child was born and died, as far as it is known. */
export interface Life {
  readonly born?: DateAsKnown | undefined
  readonly died: DateAsKnown
  readonly timeOfBirth?: TimeOfDay | undefined
  readonly timeOfDeath?: TimeOfDay | undefined
}

const NOT_KNOWN = 'not known'
const HOUR = 3_600_000

export const counted = (count: number, unit: string): string => `${count} ${unit}${count === 1 ? '' : 's'}`

/** Completed years of someone born on a day; negative before it. */
export function yearsOld(born: CivilDate, on: CivilDate): number {
  const years = partsOf(on).year - partsOf(born).year
  return on < birthday(born, years) ? years - 1 : years
}

/** As a clinician says it: days in the neonatal period, weeks in infancy, then completed years. */
function ageOn(born: CivilDate, on: CivilDate): string {
  const days = daysBetween(born, on)
  if (days < 1) return 'under 1 day'
  if (days < 28) return counted(days, 'day')
  return on < birthday(born, 1) ? counted(Math.floor(days / 7), 'week') : counted(yearsOld(born, on), 'year')
}

/** `6 to 7 years` of the shortest and the longest life that the dates leave open. */
function between(shortest: string, longest: string): string {
  if (shortest === longest) return shortest
  const [count, unit] = shortest.split(' ')
  const bare = unit !== undefined && longest.includes(unit.replace(/s$/, '')) ? count : shortest
  return `${bare} to ${longest}`
}

/** Age in words at a day, each of the two as far as it is known; `not known` without a date of birth. */
export function ageInWords(born: DateAsKnown | undefined, on: DateAsKnown): string {
  if (born === undefined) return NOT_KNOWN
  const bornLast = latestDay(born)
  return between(ageOn(bornLast, laterOf(earliestDay(on), bornLast)), ageOn(earliestDay(born), latestDay(on)))
}

/** Age at death in words. On the first day of life hours count, where both times are known. */
export function ageAtDeath(life: Life): string {
  const hours = hoursLived(life)
  if (hours === undefined || hours >= 24) return ageInWords(life.born, life.died)
  return hours < 1 ? 'under 1 hour' : counted(hours, 'hour')
}

function hoursLived({ born, died, timeOfBirth, timeOfDeath }: Life): number | undefined {
  if (born === undefined || timeOfBirth === undefined || timeOfDeath === undefined) return undefined
  const lived =
    epochOf(instantInLondon(latestDay(died), timeOfDeath)) - epochOf(instantInLondon(earliestDay(born), timeOfBirth))
  return Math.max(0, Math.floor(lived / HOUR))
}

const BAND = 5

/** Five-year band of an adult's age at the death: exact ages of both parents would single a family out. */
export function ageBandInWords(born: DateAsKnown, life: Life): string {
  const lowest = yearsOld(latestDay(born), earliestDay(life.died))
  const highest = yearsOld(earliestDay(born), latestDay(life.died))
  if (lowest < 0) return NOT_KNOWN
  return `${lowest - (lowest % BAND)} to ${highest - (highest % BAND) + BAND - 1} years`
}

export type PartOfDay = 'night' | 'morning' | 'afternoon' | 'evening'

/** Night from midnight, morning from 6, afternoon from 12, evening from 18 o'clock. */
export const partOfDay = (hour: number): PartOfDay =>
  hour < 6 ? 'night' : hour < 12 ? 'morning' : hour < 18 ? 'afternoon' : 'evening'

/** How exactly the day of death is known, without saying which it is. */
export function exactnessOf(died: DateAsKnown): string {
  if (typeof died !== 'string')
    return died.from === died.to ? 'known' : `known to ${counted(daysBetween(died.from, died.to) + 1, 'day')}`
  return died.length === 10 ? 'known' : died.length === 7 ? 'known to the month' : 'known to the year'
}

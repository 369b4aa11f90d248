import type { CivilDate, Instant, PartialDate } from '../../schemas/calendar.ts'
import { civilDateInLondon } from '../calendar/london.ts'
import { ageBandInWords, ageInWords, counted, partOfDay, type Life } from './age-in-words.ts'
import { dayInWords } from './intervals.ts'

const NOT_KNOWN = 'not-known'

/** Part of the day, or that the time is not known. */
export const asPartOfDay = (time: string) => (time === NOT_KNOWN ? NOT_KNOWN : partOfDay(Number(time.slice(0, 2))))

export const asInterval = (day: CivilDate, life: Life) => dayInWords(day, life) ?? 'not known'

export const asIntervalOfInstant = (instant: Instant, life: Life) => asInterval(civilDateInLondon(instant), life)

/** Age at the death of the child of the case; nothing where it is not known, so that a stated age may stand. */
export const asAge = (born: PartialDate | 'not-known', { died }: Life) =>
  born === NOT_KNOWN ? undefined : ageInWords(born, died)

export const asYears = (age: number | 'not-known') => (age === NOT_KNOWN ? 'not known' : counted(age, 'year'))

export const asAgeBand = (born: PartialDate | 'not-known', life: Life) =>
  born === NOT_KNOWN ? 'not known' : ageBandInWords(born, life)

const GRAMS = 50

/** An exact birth weight is often announced; to the nearest 50 g it says as much about the child's health. */
export const asRoundedGrams = (grams: number | 'not-known') =>
  grams === NOT_KNOWN ? NOT_KNOWN : Math.round(grams / GRAMS) * GRAMS

/** A rare language would name the family; that it is not English is what bears on its care. */
export function asEnglishOrAnother(language: string): 'english' | 'another' | 'not-known' {
  if (/\bnot known\b|^(unknown|n\/?[ka])$/i.test(language)) return NOT_KNOWN
  return /^(british )?english( only)?$/i.test(language) ? 'english' : 'another'
}

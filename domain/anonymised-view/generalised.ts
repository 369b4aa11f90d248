import type { CivilDate, Instant, PartialDate } from '../../schemas/calendar.ts'
import type { ETHNICITIES } from '../../schemas/value-sets.ts'
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

type Ethnicity = keyof typeof ETHNICITIES

const GRAMS = 50

/** An exact birth weight is often announced; to the nearest 50 g it says as much about the child's health. */
export const asRoundedGrams = (grams: number | 'not-known') =>
  grams === NOT_KNOWN ? NOT_KNOWN : Math.round(grams / GRAMS) * GRAMS

/** A rare language would name the family; that it is not English is what bears on its care. */
export function asEnglishOrAnother(language: string): 'english' | 'another' | 'not-known' {
  if (/\bnot known\b|^(unknown|n\/?[ka])$/i.test(language)) return NOT_KNOWN
  return /^(british )?english( only)?$/i.test(language) ? 'english' : 'another'
}

/** Held by its type to the value set's own groups, which the domain may not import. */
const GROUPS = {
  A: 'white',
  B: 'white',
  C: 'white',
  CL: 'white',
  CN: 'white',
  D: 'mixed',
  E: 'mixed',
  F: 'mixed',
  G: 'mixed',
  H: 'asian',
  J: 'asian',
  K: 'asian',
  L: 'asian',
  M: 'black',
  N: 'black',
  P: 'black',
  R: 'other',
  S: 'other',
  Z: 'not-known',
  'not-known': 'not-known',
} as const satisfies { readonly [E in Ethnicity]: (typeof ETHNICITIES)[E]['group'] }

export const asEthnicGroup = (ethnicity: Ethnicity) => GROUPS[ethnicity]

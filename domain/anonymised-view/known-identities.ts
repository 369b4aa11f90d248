import type { PartialDate, TimeOfDay } from '../../schemas/calendar.ts'
import type { Life } from './age-in-words.ts'

/** Everything that a record knows and that would tell a reader whose it is. */
export interface KnownIdentities {
  /** The words of each person's name, given names first. A single word may be either. */
  readonly people: readonly (readonly string[])[]
  /** Names and addresses of places and organisations, as written. */
  readonly places: readonly string[]
  /** NHS numbers, telephone numbers, references, codes and postcodes, in any spacing. */
  readonly numbers: readonly string[]
  readonly dates: readonly PartialDate[]
  readonly times: readonly TimeOfDay[]
  /** The child's life, against which dates in a text are told as intervals; without it they are only masked. */
  readonly life?: Life | undefined
}

export const nothingKnown: KnownIdentities = { people: [], places: [], numbers: [], dates: [], times: [] }

/** What two records know together. The life is the first one's that has any. */
export const knownTogether = (one: KnownIdentities, other: KnownIdentities): KnownIdentities => ({
  people: [...one.people, ...other.people],
  places: [...one.places, ...other.places],
  numbers: [...one.numbers, ...other.numbers],
  dates: [...one.dates, ...other.dates],
  times: [...one.times, ...other.times],
  life: one.life ?? other.life,
})

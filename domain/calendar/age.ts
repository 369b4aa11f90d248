import type { Answer } from '../../schemas/assessment.ts'
import type { AgeBand, DateAsKnown } from '../../schemas/calendar.ts'
import { birthday, daysBetween, laterOf, type CivilDate } from './civil-date.ts'
import { earliestDay, latestDay } from './date-as-known.ts'

export type { AgeBand } from '../../schemas/calendar.ts'

/** A child born and dead on these days. */
interface Life {
  readonly born: CivilDate
  readonly died: CivilDate
}

/** The shortest and the longest life that the dates, as far as they are known, leave open. */
function extremes(born: DateAsKnown, died: DateAsKnown): readonly [Life, Life] {
  const diedFirst = earliestDay(died)
  const bornLast = latestDay(born)
  return [
    { born: bornLast, died: laterOf(diedFirst, bornLast) },
    { born: earliestDay(born), died: latestDay(died) },
  ]
}

/** Every claim here is of the form "died before …": true of the longest life, it is true of all. */
const answer = (born: DateAsKnown, died: DateAsKnown, holds: (life: Life) => boolean): Answer => {
  const [shortest, longest] = extremes(born, died)
  if (holds(longest)) return 'yes'
  return holds(shortest) ? 'not-known' : 'no'
}

const isBefore =
  (age: number) =>
  ({ born, died }: Life) =>
    died < birthday(born, age)

const isWithin28Days = ({ born, died }: Life) => daysBetween(born, died) < 28

/** R1: a child's death occurs *before* the 18th birthday; a death on that day is out of scope. */
export const isBefore18thBirthday = (born: CivilDate, died: CivilDate): boolean => isBefore(18)({ born, died })

/** R1 for dates as far as they are known. */
export const diedBefore18thBirthday = (born: DateAsKnown, died: DateAsKnown): Answer => answer(born, died, isBefore(18))

/** Whether the death came before the first birthday. */
export const diedInInfancy = (born: DateAsKnown, died: DateAsKnown): Answer => answer(born, died, isBefore(1))

/** Whether the death came before 28 completed days of life (neonatal). */
export const diedNeonatally = (born: DateAsKnown, died: DateAsKnown): Answer => answer(born, died, isWithin28Days)

const bandsInOrder: readonly (readonly [AgeBand, (life: Life) => boolean])[] = [
  ['0-27 days', isWithin28Days],
  ['28-364 days', isBefore(1)],
  ['1-4', isBefore(5)],
  ['5-9', isBefore(10)],
  ['10-14', isBefore(15)],
  ['15-17', isBefore(18)],
]

const bandOf = (life: Life) => bandsInOrder.find(([, holds]) => holds(life))?.[0] ?? 'not-known'

/**
 * Band of the age at death. `not-known` where either date is missing or leaves the band open, and for a death on or after
 * the 18th birthday, which child death review does not band because it refuses it (R1).
 */
export function ageBand(born: DateAsKnown | undefined, died: DateAsKnown | undefined): AgeBand {
  if (born === undefined || died === undefined) return 'not-known'
  const [shortest, longest] = extremes(born, died).map(bandOf)
  return shortest !== undefined && shortest === longest ? shortest : 'not-known'
}

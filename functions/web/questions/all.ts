import type { Step } from '../form/step.ts'
import { coroner, expected, jointAgencyResponse, safeguarding, unattendedBirth } from './assessment.ts'
import { circumstances, death, moreOfTheDeath, newborn, place } from './death.ts'
import { agencies, familyCare, otherChildren, parents } from './family.ts'
import { area, birth, child, home, moreOfTheChild, noNhsNumber, you } from './people.ts'

/** What a notifier is asked, in the order in which a doctor knows it. */
export const journey: readonly Step[] = [
  you,
  child,
  birth,
  home,
  area,
  death,
  place,
  circumstances,
  newborn,
  {
    ...unattendedBirth,
    isAsked: (known) => (newborn.isAsked?.(known) ?? true) && known.facts.child['bornAlive'] !== 'yes',
  },
  expected,
  jointAgencyResponse,
  coroner,
  safeguarding,
  parents,
]

/** What can be added to a notification that was sent: all of it, and what nobody is asked at night. */
export const addable: readonly Step[] = [
  ...journey,
  noNhsNumber,
  moreOfTheChild,
  moreOfTheDeath,
  otherChildren,
  familyCare,
  agencies,
]

export const allFields = journey.flatMap(({ fields }) => fields)

import type { AmendmentInput, NotificationInput } from '../../../schemas/notification/notification.ts'
import type { NhsNumber } from '../../../schemas/nhs-number.ts'
import { nhsNumber } from '../builders/nhs-number.ts'
import { bodies } from '../builders/notification.ts'
import type { Chance } from './chance.ts'

/** A child who never lived. Whoever notifies knows the number, or does not yet. */
export interface Child {
  readonly nhsNumber: NhsNumber
  readonly dateOfBirth: string
  readonly numberIsKnownAtOnce: boolean
}

export const someChildren = (chance: Chance): readonly Child[] =>
  Array.from({ length: chance.between(1, 3) }, (_, n) => aChild(n, chance.happens(0.7)))

export const aChild = (n: number, numberIsKnownAtOnce = true): Child => ({
  nhsNumber: nhsNumber(n),
  // Days apart, or one would be a possible duplicate of another.
  dateOfBirth: `2018-05-${10 + n}`,
  numberIsKnownAtOnce,
})

const ANSWERS = ['yes', 'no', 'not-known'] as const

export function aBody(
  { nhsNumber: number, dateOfBirth, numberIsKnownAtOnce }: Child,
  chance: Chance,
): NotificationInput {
  return bodies.minimal({
    child: {
      ...((numberIsKnownAtOnce || chance.happens(0.4)) && { nhsNumber: number }),
      dateOfBirth,
      normallyResidentAuthority: 'E06000061',
    },
    death: { dateOfDeath: '2026-11-19', timeOfDeath: '23:10' },
    answers: { externalCauses: chance.oneOf(ANSWERS), suddenNoApparentCause: chance.oneOf(ANSWERS) },
  })
}

/** What a notifier may add or correct. */
export const amendments = ({ nhsNumber: number }: Child, chance: Chance): AmendmentInput =>
  chance.happens(0.3)
    ? { child: { nhsNumber: number } }
    : {
        answers: { externalCauses: chance.oneOf(ANSWERS), abuseOrNeglect: chance.oneOf(ANSWERS) },
        ...(chance.happens(0.3) && { death: { timeOfDeath: chance.oneOf(['22:50', '23:10', 'not-known']) } }),
      }

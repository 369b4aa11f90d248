import type { Person } from '../../../domain/access/access.ts'
import { authoritiesOn } from '../../../domain/areas/authorities.ts'
import { addDays, type CivilDate } from '../../../domain/calendar/civil-date.ts'
import { addHours, type Instant } from '../../../domain/calendar/instant.ts'
import type { NotificationInput } from '../../../schemas/notification/notification.ts'
import { nhsNumber } from '../../support/builders/nhs-number.ts'
import { bodies } from '../../support/builders/notification.ts'

/** One request to the service, and when it came. */
export interface MadeUpCase {
  readonly person: Person
  readonly key: string
  readonly json: NotificationInput
  readonly at: Instant
}

/** The one year in which all died: a release of it counts as many deaths as there are cases. */
export const ARCHIVE = { from: '2025-04-01', days: 365 } as const
const NOTIFIERS = 500
/** Northamptonshire has a third of all cases, as no panel ever will: its queue is the longest there can be. */
const CROWDED = ['E06000061', 'E06000062'] as const

const notifiers = Array.from({ length: NOTIFIERS }, (_, number): Person => ({
  subject: `notifier-${number}`,
  roles: ['notifier'],
}))
const elsewhere = authoritiesOn('2026-03-31' as CivilDate).map(({ code }) => code)
/** Sounds that differ, so that no child is like another by name. */
const FAMILY_NAMES = [
  'Testperson',
  'Sampleton',
  'Madeupson',
  'Inventedly',
  'Fictwell',
  'Pretendham',
  'Notreal',
] as const
const PLACES = ['emergency-department', 'hospice', 'neonatal-unit', 'home-of-normal-residence', 'public-place'] as const

const from = <T>(values: readonly [T, ...T[]], number: number): T => values[number % values.length] ?? values[0]

/**
 * The n-th death of a made-up archive, the same every time. Those of one day have different dates of birth, so that none looks like
 * another's duplicate; one child in five has no NHS number.
 */
export function madeUpCase(number: number): MadeUpCase {
  const day = (number * 1_021) % ARCHIVE.days
  const turn = Math.floor(number / ARCHIVE.days)
  const dateOfDeath = addDays(ARCHIVE.from as CivilDate, day)
  const hasNumber = number % 5 !== 4
  const authority = number % 3 === 0 ? from(CROWDED, turn) : elsewhere[(number * 7) % elsewhere.length]
  const json = bodies.minimal({
    child: {
      name: { familyName: from(FAMILY_NAMES, number), givenNames: 'Invented' },
      dateOfBirth: addDays(dateOfDeath, -1 - ((turn * 17 + day) % 6_000)),
      sexAtBirth: number % 2 === 0 ? 'female' : 'male',
      ethnicity: from(['A', 'H', 'N', 'F'], Math.floor(number / 2)),
      normallyResidentAuthority: authority,
      ...(hasNumber && { nhsNumber: nhsNumber(number - Math.floor((number + 1) / 5)) }),
    },
    death: { dateOfDeath, placeOfDeath: from(PLACES, Math.floor(number / 7)) },
    answers: from([{ externalCauses: 'yes' }, EXPECTED, {}] as const, Math.floor(number / 3)),
  })
  const at = addHours(`${dateOfDeath}T12:00:00.000Z` as Instant, 24 + (number % 20))
  return { person: from(notifiers as [Person, ...Person[]], number), key: `made-up-${number}`, json, at }
}

const EXPECTED = { anticipated24HoursBefore: 'yes', unexpectedCollapseOrIncident: 'no', externalCauses: 'no' } as const

import type { Instant, TimeOfDay } from '../../schemas/calendar.ts'
import type { Notification } from '../../schemas/notification/notification.ts'
import { authorityByCode } from '../areas/authorities.ts'
import { panelByCode } from '../areas/panels.ts'
import type { DateAsKnown, DateRange } from '../calendar/date-as-known.ts'
import { civilDateInLondon, timeOfDayInLondon } from '../calendar/london.ts'
import { bornOn } from '../case/outlook.ts'
import { circumstancesOfCase } from '../case/circumstances.ts'
import type { Case } from '../case/case.ts'
import type { Life } from './age-in-words.ts'
import { fields } from './fields.ts'
import { knownTogether, nothingKnown, type KnownIdentities } from './known-identities.ts'
import { fold } from './tokens.ts'
import { identified, type Identity, type Treatments } from './treatment.ts'
import { isFunctionWord } from './ordinary-words.ts'
import { PLACEHOLDERS, saysKindOfPlace, saysRole } from './vocabulary.ts'

/** Everything identifying that a case knows, from all its notifications; also where it is reviewed, which says where it was. */
export function identitiesOf(known: Case): KnownIdentities {
  const codes = known.routing ? [known.routing.panel, ...known.routing.informedPanels] : []
  const areas = [
    ...codes.map((code) => panelByCode(code)?.name),
    ...known.notifications.map(({ residence }) =>
      nameOfAuthority(residence.kind === 'england' ? residence.authority : ''),
    ),
  ].filter((name) => name !== undefined)
  return [
    { ...nothingKnown, places: areas, life: lifeOf(known) },
    ...known.notifications.map(({ facts }) => identitiesOfFacts(facts)),
  ].reduce(knownTogether)
}

/** The child's life as all notifiers together know it. */
export function lifeOf(known: Case): Life {
  const { facts } = circumstancesOfCase(known)
  const time = (timeOfDay: TimeOfDay | 'not-known' | undefined) => (timeOfDay === 'not-known' ? undefined : timeOfDay)
  return {
    born: bornOn(facts),
    died: facts.death.dateOfDeath,
    timeOfBirth: time(facts.child.timeOfBirth),
    timeOfDeath: time(facts.death.timeOfDeath),
  }
}

const identitiesOfFacts = (facts: Notification): KnownIdentities =>
  identified(facts, fields as Treatments)
    .filter(({ value }) => value !== 'not-known' && value !== 'not-yet-named')
    .map(({ identity, value }) => ({ ...nothingKnown, ...READINGS[identity](value as never) }))
    .reduce(knownTogether, nothingKnown)

const nameOfAuthority = (code: string) => authorityByCode(code)?.name

type Reading = (value: never) => Partial<KnownIdentities>

const READINGS: Readonly<Record<Identity, Reading>> = {
  person: (name: string | { familyName?: string; givenNames?: string }) =>
    typeof name === 'string'
      ? { people: peopleIn(name) }
      : { people: [wordsOf(name.givenNames, name.familyName).filter((word) => !PLACEHOLDERS.has(fold(word)))] },
  'person-or-place': (text: string) => {
    const parts = partsOf(text)
    const named = parts.filter((part) =>
      wordsOf(part).some((word) => saysKindOfPlace(fold(word)) && !isFunctionWord(fold(word))),
    )
    const others = parts.filter((part) => !named.includes(part))
    return { people: others.flatMap(peopleIn), places: named, numbers: numbersIn(text) }
  },
  place: (text: string) => ({ places: [text], numbers: numbersIn(text) }),
  authority: (code: string) => ({ places: [nameOfAuthority(code)].filter((name) => name !== undefined) }),
  number: (number: string) => ({ numbers: [number] }),
  email: (address: string) => ({ numbers: [address.slice(0, address.lastIndexOf('@'))].filter(isSpecific) }),
  date: (date: DateAsKnown) => ({ dates: isRange(date) ? [date.from, date.to] : [date] }),
  time: (time: TimeOfDay) => ({ times: [time] }),
  instant: (instant: Instant) => ({ dates: [civilDateInLondon(instant)], times: [timeOfDayInLondon(instant)] }),
  nothing: () => ({}),
}

const isRange = (date: DateAsKnown): date is DateRange => typeof date !== 'string'

const wordsOf = (...texts: readonly (string | undefined)[]): string[] =>
  texts.flatMap((text) => text?.split(/\s+/) ?? []).filter((word) => word !== '')

const partsOf = (text: string) => text.split(/[,;:()\n/&]|\s[-–—]\s|\s(?:at|and|from|of)\s/u)

/** The names in an entry such as `Dr Madeup Sample, consultant` or `Grandmother (Jean Testperson)`: without what says a role. */
export const peopleIn = (entry: string): string[][] =>
  partsOf(entry)
    .map((part) => wordsOf(part).filter((word) => !saysRole(fold(word).replace(/[^\p{L}\p{N}'-]/gu, ''))))
    .filter((words) => words.length > 0)

/** A mailbox such as `surgery` is a word; one with a point or a digit in it names somebody. */
const isSpecific = (mailbox: string) => /[\p{L}\p{N}][._\-+\d]/u.test(mailbox) && mailbox.length >= 5

/** Telephone numbers that stand within an entry. */
const numbersIn = (text: string): string[] =>
  Array.from(text.matchAll(/\+?\d(?:[\s()-]{0,2}\d){3,}/g), ([number]) => number)

import type { Instant, TimeOfDay } from '../../schemas/calendar.ts'
import type { Notification } from '../../schemas/notification/notification.ts'
import { authorityByCode } from '../areas/authorities.ts'
import { panelByCode } from '../areas/panels.ts'
import type { DateAsKnown } from '../calendar/date-as-known.ts'
import { civilDateInLondon, timeOfDayInLondon } from '../calendar/london.ts'
import type { Case } from '../case/case.ts'
import type { CaseEvent } from '../case/events.ts'
import { circumstancesOfCase } from '../case/circumstances.ts'
import { bornOn } from '../case/outlook.ts'
import type { Life } from './age-in-words.ts'
import { mailboxesIn, nameOfChild, numbersIn, peopleAndPlacesIn, peopleIn } from './entries.ts'
import { fields } from './fields.ts'
import { knownTogether, nothingKnown, type KnownIdentities } from './known-identities.ts'
import { identified, type Identity } from './treatment.ts'

/**
 * Everything identifying that a record holds: from all that was ever told of the child, since a text may still use a name that was
 * corrected later, and from the areas that the case was routed to.
 */
export const identitiesOf = (known: Case, events: readonly CaseEvent[]): KnownIdentities =>
  events.flatMap(toldBy).reduce(knownTogether, { ...nothingKnown, life: lifeOf(known) })

/** By what an event carries, not by its type: an event of a new type that carries the same is understood too. */
function toldBy({ happened }: CaseEvent): KnownIdentities[] {
  const told: KnownIdentities[] = []
  if ('facts' in happened) told.push(identitiesOfFacts(happened.facts))
  if ('amendment' in happened) told.push(identitiesOfFacts(happened.amendment))
  if ('notification' in happened) told.push(identitiesOfFacts(happened.notification.facts))
  if ('keyWorker' in happened) told.push(identitiesOfFacts({ family: happened }))
  if ('residence' in happened && happened.residence.kind === 'england')
    told.push(placesOnly(nameOfAuthority(happened.residence.authority)))
  if ('informedPanels' in happened) told.push(placesOnly(namesOfPanels([happened.panel, ...happened.informedPanels])))
  if ('namedByFacts' in happened && 'to' in happened) told.push(placesOnly(namesOfPanels([happened.from, happened.to])))
  return told
}

const placesOnly = (places: readonly string[]): KnownIdentities => ({ ...nothingKnown, places })

const namesOfPanels = (codes: readonly string[]) => codes.flatMap((code) => panelByCode(code)?.name ?? [])

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

const identitiesOfFacts = (facts: Partial<Record<keyof Notification, unknown>>): KnownIdentities =>
  identified(facts, fields)
    .filter(({ value }) => value !== 'not-known' && value !== 'not-yet-named')
    .map(({ identity, value }) => ({ ...nothingKnown, ...READINGS[identity](value as never) }))
    .reduce(knownTogether, nothingKnown)

const nameOfAuthority = (code: string): string[] => [authorityByCode(code)?.name ?? []].flat()

interface ChildsName {
  readonly familyName?: string
  readonly givenNames?: string
}

/** What each kind of value tells the masker to look for. */
const READINGS: Readonly<Record<Identity, (value: never) => Partial<KnownIdentities>>> = {
  person: (name: string | ChildsName) => ({
    people: typeof name === 'string' ? peopleIn(name) : [nameOfChild(name.givenNames, name.familyName)],
  }),
  'person-or-place': (entry: string) => ({ ...peopleAndPlacesIn(entry), numbers: numbersIn(entry) }),
  place: (entry: string) => ({ places: [entry], numbers: numbersIn(entry) }),
  authority: (code: string) => ({ places: nameOfAuthority(code) }),
  number: (number: string) => ({ numbers: [number] }),
  email: (address: string) => ({ numbers: mailboxesIn(address) }),
  date: (date: DateAsKnown) => ({ dates: typeof date === 'string' ? [date] : [date.from, date.to] }),
  time: (time: TimeOfDay) => ({ times: [time] }),
  instant: (instant: Instant) => ({ dates: [civilDateInLondon(instant)], times: [timeOfDayInLondon(instant)] }),
  nothing: () => ({}),
}

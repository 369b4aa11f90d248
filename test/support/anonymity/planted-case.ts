import fc from 'fast-check'
import {
  NotificationSchema,
  type Notification,
  type NotificationInput,
} from '../../../schemas/notification/notification.ts'
import { arbitraryNotification } from '../builders/arbitrary-notification.ts'
import { nhsNumber } from '../builders/nhs-number.ts'
import {
  disguisedDate,
  disguisedNumber,
  disguisedPerson,
  disguisedPlace,
  disguisedPostcode,
  disguisedTime,
} from './disguises.ts'

const GIVEN = [
  'Benjamin',
  'Zoë',
  'Oluwaseun',
  'Katarzyna',
  'Thaddeus',
  'Wilhelmina',
  'Jean-Luc',
  'Xiomara',
  'José',
  'Nia',
  'Łukasz',
  'Jørgen',
  'Ayaan',
  'Bartholomew',
  'D’Arcy',
  'Bo',
]
const FAMILY = [
  'Testperson',
  'Sampleton',
  'O’Madeup',
  'Smythe-Invented',
  'Kowalczyk',
  'Öztürk',
  'MacSynthetic',
  'Li',
  'Pretendović',
  'Nguyen',
  'Quibbleworth',
  'Ghoshal',
]
const PLACES: readonly (readonly [place: string, word: string])[] = [
  ['Imaginary General Hospital', 'Imaginary'],
  ['Quagmire Royal Infirmary', 'Quagmire'],
  ['Zedborough Primary School', 'Zedborough'],
  ['Fictional Lane Surgery', 'Fictional'],
  ['12 Xanadu Road', 'Xanadu'],
  ['Wobblington House', 'Wobblington'],
]
const POSTCODES = ['NN1 1CV', 'EC1A 1BB', 'W1A 0AX', 'B33 8TH', 'CR2 6XH', 'DN55 1PT']

/** Sentences of an account, with places for what should not be in them. */
const SENTENCES = [
  '# was found lifeless in the cot by #.',
  'The child had been seen by # two weeks before, and # thought that a viral illness was likely.',
  'Resuscitation was begun at once and stopped with the agreement of the family; # was present.',
  'Taken by ambulance, with #, in asystole.',
  'Bruising was noted and discussed with # and #.',
  'Past history of epilepsy; last reviewed #.',
  'the family was told (#) and is supported by #',
  'Reported: "#" - no further detail.',
  'Temperature 38.4, saturations 84%, no trace of injury to the brain; colon normal: #.',
]

interface Person {
  readonly given: string
  readonly family: string
}

interface Identities {
  readonly child: Person
  readonly parent: Person
  readonly sibling: Person
  readonly doctor: Person
  readonly keyWorker: Person
  readonly hospital: (typeof PLACES)[number]
  readonly school: (typeof PLACES)[number]
  readonly number: string
  readonly phone: string
  readonly coronerReference: string
  readonly email: string
  readonly postcode: string
  readonly born: string
  readonly died: string
  readonly time: string
}

const person = fc.record({ given: fc.constantFrom(...GIVEN), family: fc.constantFrom(...FAMILY) })
const place = fc.constantFrom(...PLACES)
const day = (min: string, max: string) =>
  fc
    .date({ min: new Date(min), max: new Date(max), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10))
const digits = (length: number) =>
  fc.nat({ max: 10 ** length - 1 }).map((number) => String(number).padStart(length, '0'))

const identities: fc.Arbitrary<Identities> = fc.record({
  child: person,
  parent: person,
  sibling: person,
  doctor: person,
  keyWorker: person,
  hospital: place,
  school: place,
  number: fc.nat({ max: 899_990 }).map(nhsNumber),
  phone: digits(3).map((end) => `01632 960${end}`),
  coronerReference: digits(4).map((end) => `INV-2026-${end}`),
  email: fc.constantFrom('invented.example@nhs.example', 'o.pretend-sample@trust.nhs.example'),
  postcode: fc.constantFrom(...POSTCODES),
  born: day('2008-01-01', '2024-12-31'),
  died: day('2025-01-01', '2025-12-31'),
  time: fc.tuple(fc.nat(23), fc.nat(59)).map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':')),
})

const disguised = (all: Identities): fc.Arbitrary<string> =>
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc
        .constantFrom(all.child, all.parent, all.sibling, all.doctor, all.keyWorker)
        .chain(({ given, family }) => disguisedPerson(given, family)),
    },
    { weight: 2, arbitrary: fc.constantFrom(all.hospital, all.school).chain((one) => disguisedPlace(...one)) },
    { weight: 2, arbitrary: fc.constantFrom(all.number, all.phone, all.coronerReference).chain(disguisedNumber) },
    { weight: 1, arbitrary: disguisedPostcode(all.postcode) },
    { weight: 1, arbitrary: fc.constantFrom(all.email, all.email.toUpperCase()) },
    { weight: 2, arbitrary: fc.constantFrom(all.born, all.died).chain(disguisedDate) },
    { weight: 1, arbitrary: disguisedTime(all.time) },
  )

/** A text and what was planted in it. */
const account = (all: Identities): fc.Arbitrary<{ text: string; planted: string[] }> =>
  fc
    .array(fc.tuple(fc.constantFrom(...SENTENCES), disguised(all), disguised(all)), { minLength: 1, maxLength: 3 })
    .map((sentences) => ({
      text: sentences
        .map(([sentence, one, other]) => sentence.replace('#', () => one).replace('#', () => other))
        .join(' '),
      planted: sentences.flatMap(([sentence, one, other]) => (sentence.split('#').length > 2 ? [one, other] : [one])),
    }))

const whole = ({ given, family }: Person) => `${given} ${family}`

type Fields = Record<string, unknown>

const uncut = (text: string, max: number) =>
  (text.length > max ? text.slice(0, text.lastIndexOf(' ', max)) : text).trim()

/** Every field of the form that holds an identity holds one of these; every text has identities in it. */
function planted(base: NotificationInput, all: Identities, texts: readonly { text: string }[]): Notification {
  let next = 0
  const paragraphs = () => texts[next++ % texts.length]!.text
  const text = (max = 500) => uncut(paragraphs().replaceAll('\n', ' '), max)
  const {
    child,
    death,
    referrer,
    family = {},
    certification = {},
    otherProcesses = {},
  } = base as unknown as Record<string, Fields>
  return NotificationSchema.parse({
    ...base,
    referrer: {
      ...referrer,
      name: `Dr ${whole(all.doctor)}`,
      role: text(200),
      organisation: all.hospital[0],
      phone: all.phone,
      email: all.email,
    },
    child: {
      ...child,
      name: { givenNames: all.child.given, familyName: all.child.family },
      nhsNumber: all.number,
      nhsNumberAbsentReason: undefined,
      dateOfBirth: all.born,
      timeOfBirth: all.time,
      residence: { kind: 'postcode', postcode: all.postcode, address: `${all.school[0]}, ${all.hospital[1]} Town` },
      normallyResidentAuthorityReason: text(),
    },
    death: {
      ...death,
      dateOfDeath: all.died,
      timeOfDeath: undefined,
      placeOfDeathInWords: all.hospital[0],
      circumstances: [paragraphs(), paragraphs()].join('\n'),
      suspectedCause: text(),
      alertReason: text(),
      seniorPractitionerPresent: `Dr ${whole(all.doctor)}, consultant`,
    },
    certification: { ...certification, coronerReference: all.coronerReference, causeIa: text(), causeII: text() },
    family: {
      ...family,
      parentsAndCarers: [{ name: whole(all.parent), relationship: text(200) }],
      siblingsAndOthers: [{ name: whole(all.sibling), relationship: text(200) }],
      keyWorker: { name: whole(all.keyWorker), role: text(200), contact: all.phone },
      faithNeeds: paragraphs(),
    },
    agencies: [{ type: 'school-nursery', name: all.school[0], roleInCase: text(200) }],
    otherProcesses: {
      ...otherProcesses,
      actionsTakenAlready: paragraphs(),
      followUpInWords: text(),
      otherReviewsInWords: text(),
    },
  })
}

/** A notification whose free text is full of what it should not say, and the forms in which it says so. */
export const plantedNotification = (): fc.Arbitrary<{ facts: Notification; planted: string[]; all: Identities }> =>
  fc.tuple(arbitraryNotification(), identities).chain(([base, all]) =>
    fc.array(account(all), { minLength: 4, maxLength: 8 }).map((texts) => ({
      facts: planted(base, all, texts),
      planted: texts.flatMap((one) => one.planted),
      all,
    })),
  )

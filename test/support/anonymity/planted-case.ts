import fc from 'fast-check'
import type { Decided } from '../../../domain/case/events.ts'
import type { AnalysisForm } from '../../../schemas/analysis/analysis-form.ts'
import type { CivilDate } from '../../../schemas/calendar.ts'
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

/** The fields that the group has, with other values where given. */
const withValues = (group: Fields, values: Fields): Fields => ({
  ...group,
  ...Object.fromEntries(Object.entries(values).filter(([field]) => field in group)),
})

/** Gives the accounts out to the texts of a record, one to every third text, so that a thousand records do not take all day. */
function spread(accounts: readonly string[], from: number): () => string {
  let next = from
  return () => (next++ % 3 === 0 ? accounts[next % accounts.length]! : 'Nothing else is known.')
}

/** Every field of the form that holds an identity holds one of these. */
function planted(base: NotificationInput, all: Identities, paragraphs: () => string): Notification {
  const text = (max = 500) => uncut(paragraphs().replaceAll('\n', ' '), max)
  const groups = base as unknown as Record<string, Fields | undefined>
  return NotificationSchema.parse({
    ...base,
    referrer: {
      ...withValues(groups['referrer']!, { consultantName: whole(all.keyWorker) }),
      name: `Dr ${whole(all.doctor)}`,
      role: text(200),
      organisation: all.hospital[0],
      phone: all.phone,
      email: all.email,
    },
    child: {
      ...withValues(groups['child']!, {
        aliases: [`${all.child.given} ${all.parent.family}`],
        normallyResidentAuthorityReason: text(),
      }),
      name: { givenNames: all.child.given, familyName: all.child.family },
      nhsNumber: all.number,
      nhsNumberAbsentReason: undefined,
      dateOfBirth: all.born,
      timeOfBirth: all.time,
      residence: { kind: 'postcode', postcode: all.postcode, address: `${all.school[0]}, ${all.hospital[1]} Town` },
    },
    death: {
      ...withValues(groups['death']!, {
        placeOfEventInWords: all.school[0],
        leadHealthProfessional: `Dr ${whole(all.doctor)}`,
        locationContactNumber: all.phone,
        suspectedCause: text(),
        alertReason: text(),
      }),
      dateOfDeath: all.died,
      timeOfDeath: undefined,
      placeOfDeathInWords: all.hospital[0],
      circumstances: [paragraphs(), paragraphs()].join('\n'),
      seniorPractitionerPresent: `Dr ${whole(all.doctor)}, consultant`,
    },
    certification: {
      ...withValues(groups['certification'] ?? {}, {
        coronerArea: all.hospital[1],
        registrationDistrict: all.school[1],
        medicalExaminerName: whole(all.keyWorker),
        causeIa: text(),
        causeII: text(),
      }),
      coronerReference: all.coronerReference,
    },
    family: {
      ...withValues(groups['family'] ?? {}, {
        carerAtTimeOfDeath: `Mother, ${whole(all.parent)}`,
        faithNeeds: paragraphs(),
      }),
      parentsAndCarers: [{ name: whole(all.parent), relationship: text(200) }],
      siblingsAndOthers: [{ name: whole(all.sibling), relationship: text(200) }],
      keyWorker: { name: whole(all.keyWorker), role: text(200), contact: all.phone },
    },
    agencies: [{ type: 'school-nursery', name: all.school[0], roleInCase: text(200) }],
    otherProcesses: withValues(groups['otherProcesses'] ?? {}, {
      actionsTakenAlready: paragraphs(),
      followUpInWords: text(),
      otherReviewsInWords: text(),
    }),
  })
}

/** What the panel wrote of the case, in every text that it may write. */
function plantedWork(text: () => string, { doctor, phone }: Identities): Decided[] {
  const request = { key: 'key', bodyHash: 'hash' }
  return [
    {
      type: 'KeyWorkerNamed',
      happened: { request, keyWorker: { name: whole(doctor), role: text(), contact: phone } },
    },
    { type: 'CasePlacedOnHold', happened: { request, hold: 'inquest', note: text() } },
    { type: 'FamilyQuestionLogged', happened: { request, number: 1, question: text() } },
    { type: 'FamilyQuestionAnswered', happened: { request, number: 1, answer: text() } },
    {
      type: 'ReviewConcluded',
      happened: {
        request,
        membersPresent: [],
        decidedBy: [],
        overrides: [{ hold: 'inquest', reason: text() }],
        registers: [],
      },
    },
  ]
}

/** An analysis form that names whom it should not. */
function plantedForm(text: () => string): AnalysisForm {
  return {
    formVersion: 'analysis/2026-11',
    meeting: { reviewedOn: '2026-02-03' as CivilDate, documentsAvailable: [text()] },
    causeOfDeath: { text: text(), icd10: 'J45.9' },
    caseSummary: { text: text() },
    serviceProvision: { factors: [{ text: text(), relevance: '2', modifiable: 'yes' }] },
    panelCategory: { reasonable: ['3'], rationale: text() },
    modifiableFactors: { outcome: 'identified', inWords: text() },
    learning: { issues: [text()], learningPoints: [text()], goodPractice: [text()] },
    recommendations: { recommendations: [{ text: text(), level: 'local', addressee: text(), owner: text() }] },
    family: { followUpPlan: text() },
    safeguarding: { referToSafeguardingPartners: false, reason: text() },
  }
}

export interface PlantedCase {
  readonly facts: Notification
  readonly work: readonly Decided[]
  readonly form: AnalysisForm
  /** The forms in which the texts name whom they should not. */
  readonly planted: readonly string[]
}

/** A case whose free text is full of what it should not say. */
export const plantedCase = (): fc.Arbitrary<PlantedCase> =>
  fc.tuple(arbitraryNotification(), identities, fc.nat(2)).chain(([base, all, from]) =>
    fc.array(account(all), { minLength: 3, maxLength: 6 }).map((accounts) => {
      const text = spread(
        accounts.map((one) => one.text),
        from,
      )
      return {
        facts: planted(base, all, text),
        work: plantedWork(text, all),
        form: plantedForm(text),
        planted: accounts.flatMap((one) => one.planted),
      }
    }),
  )

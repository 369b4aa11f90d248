import fc from 'fast-check'
import { AnswerSchema, AssessmentAnswersSchema, CORONER_CIRCUMSTANCES } from '../../../schemas/assessment.ts'
import type { NotificationInput } from '../../../schemas/notification/notification.ts'
import {
  AGENCY_TYPES,
  CATEGORIES_OF_DEATH,
  COUNTRIES,
  ETHNICITIES,
  GENDER_IDENTITIES,
  MODES_OF_DEATH,
  NHS_NUMBER_ABSENT_REASONS,
  OTHER_REVIEWS,
  PLACES,
  POST_MORTEMS,
  SEXES_AT_BIRTH,
} from '../../../schemas/value-sets.ts'
import { nhsNumber } from './nhs-number.ts'

type Fields = Record<string, unknown>

/** Printable text in any script, as a form accepts it and as it comes back. */
const text = (max: number) =>
  fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
    .map((written) => Array.from(written.trim().normalize('NFC')).slice(0, max).join('').trim())
    .filter((written) => /[\p{L}\p{N}\p{P}\p{S}]/u.test(written) && written === written.normalize('NFC'))

const name = text(200)
const code = (set: object) => fc.constantFrom(...Object.keys(set))
const answer = fc.constantFrom(...AnswerSchema.options)
const orNotKnown = <T>(value: fc.Arbitrary<T>) => fc.oneof(value, fc.constant('not-known'))
const pad = (number: number) => String(number).padStart(2, '0')
const time = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map((parts) => parts.map(pad).join(':'))
const day = (from: string, to: string) =>
  fc
    .date({ min: new Date(from), max: new Date(to), noInvalidDate: true })
    .map((instant) => instant.toISOString().slice(0, 10))
const partial = (date: fc.Arbitrary<string>) =>
  fc.tuple(date, fc.constantFrom(4, 7, 10)).map(([whole, length]) => whole.slice(0, length))
const phone = fc.integer({ min: 0, max: 999 }).map((number) => `01632 960${String(number).padStart(3, '0')}`)
const email = fc.constantFrom('invented.example@nhs.example', 'o.pretend-sample@trust.nhs.example')
const postcode = fc.constantFrom('NN1 1CV', 'EC1A 1BB', 'W1A 0AX', 'M1 1AE', 'B33 8TH', 'CR2 6XH', 'DN55 1PT')
const authority = fc.constantFrom('E06000061', 'E08000021', 'E09000012', 'E10000021')
const number = fc.integer({ min: 0, max: 899_990 }).map(nhsNumber)
const whole = (min: number, max: number) => fc.integer({ min, max })
const some = <T>(item: fc.Arbitrary<T>) => fc.array(item, { minLength: 1, maxLength: 3 })

/** Any of the fields, with those that the form requires. */
const fields = (required: Record<string, fc.Arbitrary<unknown>>, optional: Record<string, fc.Arbitrary<unknown>>) =>
  fc.record<Fields>({ ...required, ...optional }, { requiredKeys: Object.keys(required) })

const referrer = fc.oneof(
  ...(['phone', 'email'] as const).map((contact) =>
    fields(
      { name, role: name, [contact]: contact === 'phone' ? phone : email },
      { organisation: name, organisationCode: fc.constant('ZZ999'), consultantName: name },
    ),
  ),
)

const residence = fc.oneof(
  fields({ kind: fc.constant('postcode'), postcode }, { address: name }),
  fields({ kind: fc.constantFrom('no-fixed-abode', 'not-known') }, { address: name }),
  fields({ kind: fc.constant('overseas') }, { country: name, address: name }),
)

const child = fields(
  {
    name: fc.oneof(
      fields({ familyName: name }, { givenNames: name }),
      fields({ givenNames: name }, {}),
      fc.constantFrom('not-yet-named', 'not-known'),
    ),
    dateOfBirth: orNotKnown(partial(day('2000-01-01', '2009-12-31'))),
    residence,
  },
  {
    aliases: some(name),
    sexAtBirth: code(SEXES_AT_BIRTH),
    genderIdentity: code(GENDER_IDENTITIES),
    ethnicity: code(ETHNICITIES),
    ethnicityInWords: name,
    normallyResidentAuthority: authority,
    normallyResidentAuthorityReason: name,
    bornAlive: answer,
    terminationOfPregnancy: answer,
    suspectedStillbirthAtHome: answer,
    gestationAtBirthWeeks: orNotKnown(whole(20, 44)),
    birthWeightGrams: orNotKnown(whole(100, 8000)),
    multipleBirth: answer,
    birthOrder: whole(1, 9),
    learningDisability: answer,
    childProtectionPlan: answer,
    childInNeed: answer,
    asylumSeeking: answer,
    timeOfBirth: orNotKnown(time),
    gestationAtBirthDays: whole(0, 6),
    nhsNumber: number,
    nhsNumberAbsentReason: code(NHS_NUMBER_ABSENT_REASONS),
  },
)

const dateOfDeath = fc.oneof(
  partial(day('2010-01-01', '2025-12-31')),
  fc.tuple(day('2010-01-01', '2017-12-31'), day('2018-01-01', '2025-12-31')).map(([from, to]) => ({ from, to })),
)

const death = fields(
  { dateOfDeath, placeOfDeath: code(PLACES) },
  {
    timeOfDeath: orNotKnown(time),
    placeOfDeathInWords: name,
    authorityOfDeath: authority,
    countryOfDeath: code(COUNTRIES),
    placeOfEvent: code(PLACES),
    placeOfEventInWords: name,
    locationContactNumber: phone,
    seniorPractitionerPresent: name,
    modeOfDeath: code(MODES_OF_DEATH),
    circumstances: fc.tuple(name, name).map((lines) => lines.join('\n')),
    suspectedCause: name,
    suspectedCategory: code(CATEGORIES_OF_DEATH),
    resuscitationAttempted: answer,
    jointAgencyResponseStarted: answer,
    jointAgencyResponseStartedAt: day('2010-01-01', '2025-12-31').map((date) => `${date}T04:00:00.000Z`),
    leadHealthProfessional: name,
    alertNationalDatabase: answer,
    alertReason: name,
  },
)

const answers = fields(
  {},
  Object.fromEntries(
    Object.keys(AssessmentAnswersSchema.shape).map((question) => [
      question,
      question === 'coronerCircumstances'
        ? fc.oneof(fc.constantFrom('none-of-these', 'not-known'), some(fc.constantFrom(...CORONER_CIRCUMSTANCES)))
        : answer,
    ]),
  ),
)

const certification = fields(
  {},
  {
    reportedToCoroner: answer,
    reportedToCoronerOn: day('2010-01-01', '2025-12-31'),
    coronerArea: name,
    coronerReference: name,
    postMortem: code(POST_MORTEMS),
    certificateIssued: answer,
    causeIa: name,
    causeIb: name,
    causeIc: name,
    causeII: name,
    medicalExaminerName: name,
    medicalExaminerOn: day('2010-01-01', '2025-12-31'),
    deathRegistered: answer,
    registrationDistrict: name,
  },
)

const person = {
  relationship: name,
  dateOfBirth: orNotKnown(partial(day('1950-01-01', '2020-12-31'))),
  sex: code(SEXES_AT_BIRTH),
  address: name,
}

const family = fields(
  {},
  {
    parentsAndCarers: some(fields({ name }, { ...person, nhsNumber: number, parentalResponsibility: answer })),
    carerAtTimeOfDeath: name,
    siblingsAndOthers: some(fields({}, { name, ...person, ageYears: orNotKnown(whole(0, 120)), atRisk: answer })),
    keyWorker: fields({ name }, { role: name, contact: name }),
    interpreterNeeded: answer,
    language: name,
    faithNeeds: name,
  },
)

const agencies = some(
  fields(
    { type: code(AGENCY_TYPES) },
    { name, address: name, phone, email, roleInCase: name, sendReportingForm: answer },
  ),
)

const otherProcesses = fields(
  {},
  {
    otherReviews: fc.oneof(fc.constantFrom('none', 'not-known'), some(code(OTHER_REVIEWS))),
    otherReviewsInWords: name,
    actionsTakenAlready: name,
    followUpAppointment: answer,
    followUpInWords: name,
  },
)

/** What the rules between fields ask: a time only with its day, days only with weeks, a number or a reason for none. */
function consistent(notification: Fields): Fields {
  const { child, death } = notification as { child: Fields; death: Fields }
  const isDay = (date: unknown) => typeof date === 'string' && /^\d{4}-\d\d-\d\d$/.test(date)
  const drop = (group: Fields, field: string) => Reflect.deleteProperty(group, field)
  if (!isDay(child['dateOfBirth'])) drop(child, 'timeOfBirth')
  if (!isDay(death['dateOfDeath'])) drop(death, 'timeOfDeath')
  if (!('gestationAtBirthWeeks' in child)) drop(child, 'gestationAtBirthDays')
  if ('nhsNumber' in child) drop(child, 'nhsNumberAbsentReason')
  return notification
}

/** Any notification that the service accepts, every field of the form among them. Children born 2000 to 2009, dead 2010 to 2025. */
export const arbitraryNotification = (): fc.Arbitrary<NotificationInput> =>
  fields(
    { referrer, child, death },
    { formVersion: fc.constant('notification/2026-11'), answers, certification, family, agencies, otherProcesses },
  )
    .map((notification) => consistent(structuredClone(notification)))
    .map((notification) => notification as unknown as NotificationInput)

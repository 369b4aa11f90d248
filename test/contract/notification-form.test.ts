import { NotificationReceiptSchema } from '../../schemas/api.ts'
import { AmendmentSchema, NotificationSchema } from '../../schemas/notification/notification.ts'
import { fieldsOf, inputSchemaOf } from '../support/json-schema.ts'

/** The rows of the national notification form and where each is answered: every field of the form has a place here. */
const rows: readonly (readonly [row: number, asked: string, pointers: string])[] = [
  [1, 'CDOP identifier: given by the service', 'receipt:/reference'],
  [2, 'date of referral: when it was received', 'receipt:/receivedAt'],
  [
    3,
    'referrer',
    '/referrer/name /referrer/role /referrer/organisation /referrer/organisationCode /referrer/email /referrer/phone',
  ],
  [4, 'consultant', '/referrer/consultantName'],
  [5, 'name', '/child/name/familyName /child/name/givenNames'],
  [6, 'aliases', '/child/aliases'],
  [7, 'NHS number', '/child/nhsNumber'],
  [8, 'why there is none', '/child/nhsNumberAbsentReason'],
  [9, 'date and time of birth', '/child/dateOfBirth /child/timeOfBirth'],
  [10, 'sex', '/child/sexAtBirth /child/genderIdentity'],
  [11, 'ethnicity', '/child/ethnicity /child/ethnicityInWords'],
  [12, 'home address, postcode', '/child/residence/kind /child/residence/postcode /child/residence/address'],
  [13, 'authority of normal residence', '/child/normallyResidentAuthority /child/normallyResidentAuthorityReason'],
  [14, 'gestation at birth', '/child/gestationAtBirthWeeks /child/gestationAtBirthDays'],
  [15, 'birth weight', '/child/birthWeightGrams'],
  [16, 'multiple birth', '/child/multipleBirth /child/birthOrder'],
  [17, 'suspected stillbirth at home', '/child/suspectedStillbirthAtHome'],
  [18, 'learning disability', '/child/learningDisability'],
  [
    19,
    'known to social care',
    '/answers/lookedAfter /child/childProtectionPlan /child/childInNeed /child/asylumSeeking',
  ],
  [20, 'date of death', '/death/dateOfDeath/from /death/dateOfDeath/to'],
  [21, 'time of death', '/death/timeOfDeath'],
  [22, 'place of death', '/death/placeOfDeath /death/placeOfDeathInWords'],
  [23, 'place of event', '/death/placeOfEvent /death/placeOfEventInWords'],
  [24, 'telephone and practitioner there', '/death/locationContactNumber /death/seniorPractitionerPresent'],
  [25, 'expected', '/answers/anticipated24HoursBefore /answers/unexpectedCollapseOrIncident'],
  [26, 'confirmed by the designated doctor', 'amendment:/designatedDoctorDecision/expectedness'],
  [27, 'mode of death', '/death/modeOfDeath'],
  [28, 'circumstances', '/death/circumstances'],
  [29, 'suspected cause and category', '/death/suspectedCause /death/suspectedCategory'],
  [30, 'resuscitation', '/death/resuscitationAttempted'],
  [
    31,
    'criteria of a Joint Agency Response',
    '/answers/externalCauses /answers/suddenNoApparentCause /answers/inCustodyOrDetained /answers/suspicionNotNatural /answers/unattendedStillbirth',
  ],
  [
    32,
    'Joint Agency Response',
    '/death/jointAgencyResponseStarted /death/jointAgencyResponseStartedAt /death/leadHealthProfessional',
  ],
  [33, 'alert', '/death/alertNationalDatabase /death/alertReason'],
  [
    34,
    'coroner',
    '/certification/reportedToCoroner /certification/coronerArea /certification/coronerReference /certification/reportedToCoronerOn',
  ],
  [35, 'post-mortem', '/certification/postMortem'],
  [
    36,
    'certificate',
    '/certification/certificateIssued /certification/causeIa /certification/causeIb /certification/causeIc /certification/causeII',
  ],
  [37, 'medical examiner', '/certification/medicalExaminerName /certification/medicalExaminerOn'],
  [38, 'registration', '/certification/deathRegistered /certification/registrationDistrict'],
  [
    39,
    'parents and carers',
    ['name', 'dateOfBirth', 'sex', 'address', 'relationship', 'parentalResponsibility']
      .map((field) => `/family/parentsAndCarers/0/${field}`)
      .join(' '),
  ],
  [40, 'carer at the time', '/family/carerAtTimeOfDeath'],
  [
    41,
    'siblings and others',
    ['name', 'dateOfBirth', 'ageYears', 'sex', 'atRisk']
      .map((field) => `/family/siblingsAndOthers/0/${field}`)
      .join(' '),
  ],
  [42, 'key worker', '/family/keyWorker/name /family/keyWorker/role /family/keyWorker/contact'],
  [43, 'interpreter, language, faith', '/family/interpreterNeeded /family/language /family/faithNeeds'],
  [
    44,
    'agencies',
    ['type', 'name', 'address', 'phone', 'email', 'roleInCase', 'sendReportingForm']
      .map((field) => `/agencies/0/${field}`)
      .join(' '),
  ],
  [45, 'other reviews', '/otherProcesses/otherReviews /otherProcesses/otherReviewsInWords'],
  [46, 'actions taken already', '/otherProcesses/actionsTakenAlready'],
  [47, 'follow-up appointment', '/otherProcesses/followUpAppointment /otherProcesses/followUpInWords'],
]

const pointersOf = (prefix: string, schema: Parameters<typeof inputSchemaOf>[0]) =>
  fieldsOf(inputSchemaOf(schema)).map(({ path }) => `${prefix}/${path.join('/')}`)

const offered = new Set([
  ...pointersOf('', NotificationSchema),
  ...pointersOf('amendment:', AmendmentSchema),
  ...pointersOf('receipt:', NotificationReceiptSchema),
])

describe('the national notification form', () => {
  it.each(rows)('row %i, %s, has its place', (_row, _asked, pointers) => {
    for (const pointer of pointers.split(' ')) expect(offered).toContain(pointer)
  })

  it('has all of its 47 rows here', () => {
    expect(rows.map(([row]) => row)).toEqual(Array.from({ length: 47 }, (_, index) => index + 1))
  })
})

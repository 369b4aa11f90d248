import type { AmendmentInput, NotificationInput } from './notification.ts'

/** Synthetic bodies, one for each situation that a newcomer should see work. Nobody in them ever lived. */
export interface Example<T> {
  readonly summary: string
  readonly value: T
}

const referrer = { name: 'Dr Invented Example', role: 'Consultant paediatrician on call', phone: '01632 960001' }

const minimal: NotificationInput = {
  referrer,
  child: {
    name: { familyName: 'Testperson', givenNames: 'Invented' },
    dateOfBirth: '2018-05-06',
    residence: { kind: 'postcode', postcode: 'NN1 1CV' },
  },
  death: { dateOfDeath: '2025-03-09', placeOfDeath: 'emergency-department' },
}

const newborn: NotificationInput = {
  referrer: { ...referrer, role: 'Consultant neonatologist' },
  child: {
    name: 'not-yet-named',
    nhsNumberAbsentReason: 'nhs-number-not-currently-available',
    dateOfBirth: '2025-03-09',
    timeOfBirth: '03:10',
    sexAtBirth: 'female',
    residence: { kind: 'postcode', postcode: 'NN1 1CV' },
    bornAlive: 'yes',
    terminationOfPregnancy: 'no',
    gestationAtBirthWeeks: 23,
    gestationAtBirthDays: 5,
    birthWeightGrams: 540,
    multipleBirth: 'yes',
    birthOrder: 2,
  },
  death: {
    dateOfDeath: '2025-03-09',
    timeOfDeath: '03:52',
    placeOfDeath: 'labour-ward-delivery-suite',
    placeOfDeathInWords: 'Imaginary General Hospital',
    authorityOfDeath: 'E06000062',
    modeOfDeath: 'planned-palliative-care',
    suspectedCause: 'Extreme prematurity',
    suspectedCategory: '8',
    resuscitationAttempted: 'no',
  },
  answers: {
    anticipated24HoursBefore: 'yes',
    unexpectedCollapseOrIncident: 'no',
    externalCauses: 'no',
    suddenNoApparentCause: 'no',
    inCustodyOrDetained: 'no',
    suspicionNotNatural: 'no',
    unattendedStillbirth: 'no',
    resuscitatedExpectedToDie: 'no',
    abuseOrNeglect: 'no',
    lookedAfter: 'no',
    coronerCircumstances: 'none-of-these',
  },
  family: { parentsAndCarers: [{ name: 'Madeup Testperson', relationship: 'Mother', nhsNumber: '999 000 0026' }] },
}

const unattendedBirth: NotificationInput = {
  referrer: { ...referrer, role: 'Paramedic' },
  child: {
    name: 'not-yet-named',
    dateOfBirth: '2025-03-09',
    residence: { kind: 'not-known' },
    normallyResidentAuthority: 'E06000062',
    bornAlive: 'not-known',
    suspectedStillbirthAtHome: 'yes',
    gestationAtBirthWeeks: 'not-known',
  },
  death: { dateOfDeath: '2025-03-09', placeOfDeath: 'home-of-normal-residence', authorityOfDeath: 'E06000062' },
  answers: { unattendedStillbirth: 'yes', lookedAfter: 'no' },
}

const suspectedAbuse: NotificationInput = {
  referrer,
  child: {
    name: { familyName: 'Sampleton', givenNames: 'Imaginary' },
    nhsNumber: '999 000 0034',
    dateOfBirth: '2022-11-30',
    sexAtBirth: 'male',
    residence: { kind: 'postcode', postcode: 'NN1 1CV', address: '1 Nowhere Street, Imaginary Town' },
    childProtectionPlan: 'yes',
  },
  death: {
    dateOfDeath: { from: '2025-03-08', to: '2025-03-09' },
    placeOfDeath: 'home-of-normal-residence',
    modeOfDeath: 'found-dead-or-collapsed',
    circumstances: 'Found unresponsive at home; injuries that the account given does not explain.',
  },
  answers: {
    anticipated24HoursBefore: 'no',
    externalCauses: 'yes',
    suspicionNotNatural: 'yes',
    abuseOrNeglect: 'yes',
    lookedAfter: 'no',
    coronerCircumstances: ['violence', 'cause-unknown'],
  },
  family: { siblingsAndOthers: [{ name: 'Pretend Sampleton', ageYears: 6, sex: 'female', atRisk: 'yes' }] },
}

const full: NotificationInput = {
  formVersion: 'notification/2026-11',
  referrer: {
    ...referrer,
    organisation: 'Imaginary Hospitals NHS Trust',
    organisationCode: 'ZZ999',
    email: 'invented.example@nhs.example',
    consultantName: 'Dr Madeup Sample',
  },
  child: {
    name: { familyName: 'Testperson', givenNames: 'Invented Zoë' },
    aliases: ['Zoë Madeup'],
    nhsNumber: '999 000 0018',
    dateOfBirth: '2012-02-29',
    timeOfBirth: '16:05',
    sexAtBirth: 'female',
    genderIdentity: 'not-known',
    ethnicity: 'G',
    ethnicityInWords: 'Invented heritage',
    residence: { kind: 'postcode', postcode: 'NN1 1CV', address: '1 Nowhere Street, Imaginary Town' },
    normallyResidentAuthority: 'E06000062',
    normallyResidentAuthorityReason: 'Lived with a relative for the last two years',
    bornAlive: 'yes',
    terminationOfPregnancy: 'no',
    suspectedStillbirthAtHome: 'no',
    gestationAtBirthWeeks: 39,
    gestationAtBirthDays: 4,
    birthWeightGrams: 3250,
    multipleBirth: 'yes',
    birthOrder: 1,
    learningDisability: 'no',
    childProtectionPlan: 'no',
    childInNeed: 'not-known',
    asylumSeeking: 'no',
  },
  death: {
    dateOfDeath: '2025-03-09',
    timeOfDeath: '03:10',
    placeOfDeath: 'emergency-department',
    placeOfDeathInWords: 'Imaginary General Hospital',
    authorityOfDeath: 'E06000062',
    countryOfDeath: 'england',
    placeOfEvent: 'public-place',
    placeOfEventInWords: 'Imaginary Park',
    locationContactNumber: '01632 960002',
    seniorPractitionerPresent: 'Dr Madeup Sample, consultant',
    modeOfDeath: 'witnessed-event',
    circumstances: 'Collapsed while playing football.\nResuscitation was begun at once and was not successful.',
    suspectedCause: 'Cardiac, to be established',
    suspectedCategory: '7',
    resuscitationAttempted: 'yes',
    jointAgencyResponseStarted: 'yes',
    jointAgencyResponseStartedAt: '2025-03-09T04:00:00.000Z',
    leadHealthProfessional: 'Dr Pretend Person',
    alertNationalDatabase: 'yes',
    alertReason: 'A product that other families may have',
  },
  answers: {
    anticipated24HoursBefore: 'no',
    unexpectedCollapseOrIncident: 'yes',
    externalCauses: 'no',
    suddenNoApparentCause: 'yes',
    inCustodyOrDetained: 'no',
    suspicionNotNatural: 'no',
    unattendedStillbirth: 'no',
    resuscitatedExpectedToDie: 'no',
    abuseOrNeglect: 'no',
    lookedAfter: 'no',
    coronerCircumstances: ['cause-unknown'],
  },
  certification: {
    reportedToCoroner: 'yes',
    reportedToCoronerOn: '2025-03-09',
    coronerArea: 'Imaginaryshire',
    coronerReference: 'INV-2025-001',
    postMortem: 'coronial-standard',
    certificateIssued: 'no',
    causeIa: 'Invented disease',
    causeIb: 'Invented disorder',
    causeIc: 'Invented condition',
    causeII: 'Invented circumstance',
    medicalExaminerName: 'Dr Fictional Examiner',
    medicalExaminerOn: '2025-03-11',
    deathRegistered: 'no',
    registrationDistrict: 'Imaginaryshire',
  },
  family: {
    parentsAndCarers: [
      {
        name: 'Madeup Testperson',
        relationship: 'Mother',
        nhsNumber: '999 000 0026',
        dateOfBirth: '1985-06',
        sex: 'female',
        address: '2 Nowhere Street, Imaginary Town',
        parentalResponsibility: 'yes',
      },
    ],
    carerAtTimeOfDeath: 'Madeup Testperson',
    siblingsAndOthers: [
      {
        name: 'Pretend Testperson',
        relationship: 'Brother',
        dateOfBirth: '2017',
        ageYears: 7,
        sex: 'male',
        address: '2 Nowhere Street, Imaginary Town',
        atRisk: 'no',
      },
    ],
    keyWorker: { name: 'Imagined Keyworker', role: 'Bereavement nurse', contact: '01632 960003' },
    interpreterNeeded: 'no',
    language: 'English',
    faithNeeds: 'Burial as soon as it is possible',
  },
  agencies: [
    {
      type: 'gp',
      name: 'Imaginary Town Surgery',
      address: '3 Nowhere Street, Imaginary Town',
      phone: '01632 960004',
      email: 'surgery@nhs.example',
      roleInCase: 'Registered GP',
      sendReportingForm: 'yes',
    },
    { type: 'school-nursery', name: 'Imaginary Primary School', sendReportingForm: 'yes' },
  ],
  otherProcesses: {
    otherReviews: ['coroner', 'patient-safety-incident-investigation'],
    otherReviewsInWords: 'Invented review by the hospital',
    actionsTakenAlready: 'The family has been given the guide for parents and carers.',
    followUpAppointment: 'yes',
    followUpInWords: 'With Dr Madeup Sample in six weeks',
  },
}

export const notificationExamples = {
  minimal: { summary: 'What is known at three in the morning', value: minimal },
  full: { summary: 'Every field of the form', value: full },
  newborn: { summary: 'A second twin who lived 42 minutes', value: newborn },
  unattendedBirth: { summary: 'A birth that nobody attended, signs of life not established', value: unattendedBirth },
  suspectedAbuse: { summary: 'Abuse suspected, time of death not known', value: suspectedAbuse },
} as const satisfies Record<string, Example<NotificationInput>>

export const amendmentExamples = {
  knownByMorning: {
    summary: 'What was not known at night',
    value: {
      basedOn: 1,
      child: { sexAtBirth: 'male', ethnicity: 'A' },
      answers: {
        anticipated24HoursBefore: 'no',
        suddenNoApparentCause: 'yes',
        coronerCircumstances: ['cause-unknown'],
      },
      certification: { reportedToCoroner: 'yes', postMortem: 'coronial-standard' },
      agencies: [{ type: 'gp', name: 'Imaginary Town Surgery', sendReportingForm: 'yes' }],
    },
  },
  designatedDoctorDecision: {
    summary: "The designated doctor's decision, with its reason",
    value: {
      designatedDoctorDecision: {
        expectedness: 'expected',
        jointAgencyResponse: 'not-required',
        reason: 'Known life-limiting condition with an advance care plan; this was its expected end.',
      },
    },
  },
} as const satisfies Record<string, Example<AmendmentInput>>

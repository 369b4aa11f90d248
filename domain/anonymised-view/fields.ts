import { ethnicGroupOf } from '../case/ethnic-group.ts'
import type { Notification } from '../../schemas/notification/notification.ts'
import { exactnessOf, type Life } from './age-in-words.ts'
import {
  asAge,
  asAgeBand,
  asEnglishOrAnother,
  asInterval,
  asIntervalOfInstant,
  asPartOfDay,
  asRoundedGrams,
  asYears,
} from './generalised.ts'
import type { Identity, TreatmentsOf } from './treatment.ts'

const hidden = (identity: Identity) => ({ hidden: identity })

/** Shown under `name`, less exactly; `identity` is what the exact value would give away in a text. */
export const becomes = <T>(name: string, identity: Identity, by: (value: T, life: Life) => unknown) => ({
  becomes: name,
  hidden: identity,
  by,
})

/**
 * What a panel member sees of each field of the notification. Kept: codes that bear on why the child died and what could be learnt.
 * Generalised: times to parts of the day, dates to intervals, ages of adults to five-year bands, birth weight to 50 g, ethnicity to
 * its broad group, language to English or another. Scanned: whatever is told in words. Hidden: all that says who or where.
 * Words for the place are hidden, not scanned: they *are* the place, and its code says what kind it is.
 */
export const fields: TreatmentsOf<Notification> = {
  formVersion: 'coded',
  referrer: {
    fields: {
      name: hidden('person'),
      role: 'scanned',
      organisation: hidden('place'),
      organisationCode: hidden('number'),
      email: hidden('email'),
      phone: hidden('number'),
      consultantName: hidden('person'),
    },
  },
  child: {
    fields: {
      name: hidden('person'),
      aliases: hidden('person'),
      nhsNumber: hidden('number'),
      nhsNumberAbsentReason: 'coded',
      dateOfBirth: hidden('date'),
      timeOfBirth: becomes('timeOfBirth', 'time', asPartOfDay),
      sexAtBirth: 'coded',
      genderIdentity: 'coded',
      ethnicity: becomes('ethnicity', 'nothing', ethnicGroupOf),
      ethnicityInWords: hidden('nothing'),
      residence: {
        fields: { kind: 'coded', postcode: hidden('place'), country: hidden('place'), address: hidden('place') },
      },
      normallyResidentAuthority: hidden('authority'),
      normallyResidentAuthorityReason: 'scanned',
      bornAlive: 'coded',
      terminationOfPregnancy: 'coded',
      suspectedStillbirthAtHome: 'coded',
      gestationAtBirthWeeks: 'coded',
      gestationAtBirthDays: 'coded',
      birthWeightGrams: becomes('birthWeightGrams', 'nothing', asRoundedGrams),
      multipleBirth: 'coded',
      birthOrder: 'coded',
      learningDisability: 'coded',
      childProtectionPlan: 'coded',
      childInNeed: 'coded',
      asylumSeeking: 'coded',
    },
  },
  death: {
    fields: {
      dateOfDeath: becomes('dayOfDeath', 'date', exactnessOf),
      timeOfDeath: becomes('timeOfDeath', 'time', asPartOfDay),
      placeOfDeath: 'coded',
      placeOfDeathInWords: hidden('place'),
      authorityOfDeath: hidden('authority'),
      countryOfDeath: 'coded',
      placeOfEvent: 'coded',
      placeOfEventInWords: hidden('place'),
      locationContactNumber: hidden('number'),
      seniorPractitionerPresent: hidden('person'),
      modeOfDeath: 'coded',
      circumstances: 'scanned',
      suspectedCause: 'scanned',
      suspectedCategory: 'coded',
      resuscitationAttempted: 'coded',
      jointAgencyResponseStarted: 'coded',
      jointAgencyResponseStartedAt: becomes('jointAgencyResponseStartedAt', 'instant', asIntervalOfInstant),
      leadHealthProfessional: hidden('person'),
      alertNationalDatabase: 'coded',
      alertReason: 'scanned',
    },
  },
  answers: {
    fields: {
      anticipated24HoursBefore: 'coded',
      unexpectedCollapseOrIncident: 'coded',
      externalCauses: 'coded',
      suddenNoApparentCause: 'coded',
      inCustodyOrDetained: 'coded',
      suspicionNotNatural: 'coded',
      unattendedStillbirth: 'coded',
      resuscitatedExpectedToDie: 'coded',
      abuseOrNeglect: 'coded',
      lookedAfter: 'coded',
      coronerCircumstances: 'coded',
    },
  },
  certification: {
    fields: {
      reportedToCoroner: 'coded',
      reportedToCoronerOn: becomes('reportedToCoronerOn', 'date', asInterval),
      coronerArea: hidden('place'),
      coronerReference: hidden('number'),
      postMortem: 'coded',
      certificateIssued: 'coded',
      causeIa: 'scanned',
      causeIb: 'scanned',
      causeIc: 'scanned',
      causeII: 'scanned',
      medicalExaminerName: hidden('person'),
      medicalExaminerOn: becomes('medicalExaminerOn', 'date', asInterval),
      deathRegistered: 'coded',
      registrationDistrict: hidden('place'),
    },
  },
  family: {
    fields: {
      parentsAndCarers: {
        each: {
          name: hidden('person'),
          relationship: 'scanned',
          nhsNumber: hidden('number'),
          dateOfBirth: becomes('age', 'date', asAgeBand),
          sex: 'coded',
          address: hidden('place'),
          parentalResponsibility: 'coded',
        },
      },
      carerAtTimeOfDeath: hidden('person'),
      siblingsAndOthers: {
        each: {
          name: hidden('person'),
          relationship: 'scanned',
          ageYears: becomes('age', 'nothing', asYears),
          dateOfBirth: becomes('age', 'date', asAge),
          sex: 'coded',
          address: hidden('place'),
          atRisk: 'coded',
        },
      },
      keyWorker: {
        fields: { name: hidden('person'), role: 'scanned', contact: hidden('person-or-place') },
      },
      interpreterNeeded: 'coded',
      language: becomes('language', 'nothing', asEnglishOrAnother),
      faithNeeds: 'scanned',
    },
  },
  agencies: {
    each: {
      type: 'coded',
      name: hidden('person-or-place'),
      address: hidden('place'),
      phone: hidden('number'),
      email: hidden('email'),
      roleInCase: 'scanned',
      sendReportingForm: 'coded',
    },
  },
  otherProcesses: {
    fields: {
      otherReviews: 'coded',
      otherReviewsInWords: 'scanned',
      actionsTakenAlready: 'scanned',
      followUpAppointment: 'coded',
      followUpInWords: 'scanned',
    },
  },
}

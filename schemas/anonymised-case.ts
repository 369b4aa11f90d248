import * as z from 'zod'
import { ANALYSIS_SECTIONS } from './analysis/analysis-form.ts'
import { HoldReasonSchema, STAGES } from './panel-work/codes.ts'
import { ShownReferenceSchema } from './reference.ts'
import { AnswerSchema, AssessmentAnswersSchema, DutySchema, ExpectednessSchema } from './assessment.ts'
import { AgeBandSchema } from './calendar.ts'
import { FORM_VERSIONS } from './notification/notification.ts'
import {
  AGENCY_TYPES,
  CATEGORIES_OF_DEATH,
  coded,
  COUNTRIES,
  ETHNIC_GROUPS,
  GENDER_IDENTITIES,
  MODES_OF_DEATH,
  NHS_NUMBER_ABSENT_REASONS,
  OTHER_REVIEWS,
  PLACES,
  POST_MORTEMS,
  SEXES_AT_BIRTH,
} from './value-sets.ts'

/** What a mask stands for. `contact` is an e-mail or web address; a telephone number is a `number`, a postcode a `place`. */
export const MASK_KINDS = ['name', 'date', 'time', 'place', 'number', 'contact'] as const
export type MaskKind = (typeof MASK_KINDS)[number]

const MaskCountsSchema = z.array(z.object({ kind: z.enum(MASK_KINDS), count: z.int().min(1) })).meta({
  title: 'Masks',
  description: 'How often each kind of mask stands in the text; empty where nothing was masked.',
})
export type MaskCounts = z.infer<typeof MaskCountsSchema>

/** A text with every identity that was found in it replaced by what it was. */
export const MaskedTextSchema = z
  .object({
    text: z.string().meta({
      description:
        'The words as written, with masks: `[name]`, `[place]`, `[number]`, `[contact]`, `[date]` or `[date: 3 days before death]`, `[time]` or `[time: night]`.',
      examples: ['[name] was found by [name] at [time: night], [date: day of death].'],
    }),
    masked: MaskCountsSchema,
  })
  .meta({ title: 'Masked text' })
export type MaskedText = z.infer<typeof MaskedTextSchema>

const text = (title: string) => MaskedTextSchema.optional().meta({ title })
const answer = (title: string) => AnswerSchema.optional().meta({ title })

const AGE = 'In words: days before 28 days, weeks before the first birthday, then completed years.'
const INTERVAL = 'Interval to the death or the birth in words, or `not known`.'
const PART_OF_DAY =
  '`night` from midnight, `morning` from 6, `afternoon` from 12, `evening` from 18 o’clock; or `not-known`.'

const partOfDay = (title: string) =>
  z.enum(['night', 'morning', 'afternoon', 'evening', 'not-known']).optional().meta({ title, description: PART_OF_DAY })
const interval = (title: string) => z.string().optional().meta({ title, description: INTERVAL })

const AnonymisedChildSchema = z
  .object({
    nhsNumberAbsentReason: coded(NHS_NUMBER_ABSENT_REASONS).optional(),
    timeOfBirth: partOfDay('Time of birth'),
    sexAtBirth: coded(SEXES_AT_BIRTH).optional(),
    genderIdentity: coded(GENDER_IDENTITIES).optional(),
    ethnicity: z
      .enum(ETHNIC_GROUPS)
      .optional()
      .meta({ title: 'Ethnic group', description: 'The broad group only, as the national database publishes it.' }),
    residence: z.object({
      kind: z.enum(['postcode', 'no-fixed-abode', 'overseas', 'not-known']).meta({
        title: 'Kind of residence',
        description: '`postcode` says that one is recorded, and no more; for deprivation see `deprivationDecile`.',
      }),
    }),
    normallyResidentAuthorityReason: text('Why another local authority than the postcode’s'),
    bornAlive: answer('Born alive'),
    terminationOfPregnancy: answer('Termination of pregnancy'),
    suspectedStillbirthAtHome: answer('Suspected stillbirth at home'),
    gestationAtBirthWeeks: z.union([z.int(), z.literal('not-known')]).optional(),
    gestationAtBirthDays: z.int().optional(),
    birthWeightGrams: z
      .union([z.int(), z.literal('not-known')])
      .optional()
      .meta({
        title: 'Birth weight',
        description: 'Grams, to the nearest 50: an exact birth weight is often announced.',
      }),
    multipleBirth: answer('Multiple birth'),
    birthOrder: z.int().optional(),
    learningDisability: answer('Learning disability'),
    childProtectionPlan: answer('Child protection plan'),
    childInNeed: answer('Child in need'),
    asylumSeeking: answer('Asylum seeking'),
  })
  .meta({ title: 'Child' })

const AnonymisedDeathSchema = z
  .object({
    dayOfDeath: z.string().meta({
      title: 'How exactly the day of death is known',
      description:
        '`known`, `known to 3 days` for a child found some time after death, `known to the month` or `known to the year`.',
    }),
    timeOfDeath: partOfDay('Time of death'),
    placeOfDeath: coded(PLACES),
    countryOfDeath: coded(COUNTRIES).optional(),
    placeOfEvent: coded(PLACES).optional(),
    modeOfDeath: coded(MODES_OF_DEATH).optional(),
    circumstances: text('Circumstances'),
    suspectedCause: text('Suspected cause'),
    suspectedCategory: coded(CATEGORIES_OF_DEATH).optional(),
    resuscitationAttempted: answer('Resuscitation attempted'),
    jointAgencyResponseStarted: answer('Joint Agency Response started'),
    jointAgencyResponseStartedAt: interval('When the Joint Agency Response started'),
    alertNationalDatabase: answer('Alert the national database'),
    alertReason: text('Reason for the alert'),
  })
  .meta({ title: 'Death' })

const AnonymisedCertificationSchema = z
  .object({
    reportedToCoroner: answer('Reported to the coroner'),
    reportedToCoronerOn: interval('When the death was reported to the coroner'),
    postMortem: coded(POST_MORTEMS).optional(),
    certificateIssued: answer('Medical certificate of cause of death issued'),
    causeIa: text('Cause of death Ia'),
    causeIb: text('Cause of death Ib'),
    causeIc: text('Cause of death Ic'),
    causeII: text('Cause of death II'),
    medicalExaminerOn: interval('When the medical examiner scrutinised the death'),
    deathRegistered: answer('Death registered'),
  })
  .meta({ title: 'Certification' })

const AnonymisedFamilySchema = z
  .object({
    parentsAndCarers: z
      .array(
        z.object({
          relationship: text('Relationship to the child'),
          age: z.string().optional().meta({
            title: 'Age at the death',
            description: 'Five-year band, for example `25 to 29 years`, or `not known`.',
          }),
          sex: coded(SEXES_AT_BIRTH).optional(),
          parentalResponsibility: answer('Has parental responsibility'),
        }),
      )
      .optional(),
    siblingsAndOthers: z
      .array(
        z.object({
          relationship: text('Relationship to the child'),
          age: z.string().optional().meta({ title: 'Age at the death', description: AGE }),
          sex: coded(SEXES_AT_BIRTH).optional(),
          atRisk: answer('At risk'),
        }),
      )
      .optional(),
    keyWorker: z.object({ role: text('Role') }).optional(),
    interpreterNeeded: answer('Interpreter needed'),
    language: z.enum(['english', 'another', 'not-known']).optional().meta({
      title: 'Language',
      description: 'Whether the family prefers English: a rare language would name the family.',
    }),
    faithNeeds: text('Faith and cultural needs'),
  })
  .meta({ title: 'Family and household' })

const AnonymisedAgencySchema = z
  .object({
    type: coded(AGENCY_TYPES),
    roleInCase: text('Role in the case'),
    sendReportingForm: answer('Send a reporting form'),
  })
  .meta({ title: 'Agency' })

const AnonymisedProcessesSchema = z
  .object({
    otherReviews: z.union([z.enum(['none', 'not-known']), z.array(coded(OTHER_REVIEWS))]).optional(),
    otherReviewsInWords: text('Other reviews in words'),
    actionsTakenAlready: text('Actions taken already'),
    followUpAppointment: answer('Follow-up appointment'),
    followUpInWords: text('Follow-up in words'),
  })
  .meta({ title: 'Other processes' })

/** A notification's facts without identities: the fields that a panel learns from, under the names of the form. */
export const AnonymisedFactsSchema = z
  .object({
    formVersion: z.enum(FORM_VERSIONS),
    referrer: z.object({ role: MaskedTextSchema.meta({ title: 'Role of who notified' }) }),
    child: AnonymisedChildSchema,
    death: AnonymisedDeathSchema,
    answers: AssessmentAnswersSchema,
    certification: AnonymisedCertificationSchema.optional(),
    family: AnonymisedFamilySchema.optional(),
    agencies: z.array(AnonymisedAgencySchema).optional(),
    otherProcesses: AnonymisedProcessesSchema.optional(),
  })
  .meta({ title: 'Facts without identities' })
export type AnonymisedFacts = z.infer<typeof AnonymisedFactsSchema>

/**
 * A case as panel members and the chair see it (R41): age not dates, decile not postcode, no name of a person, place or organisation;
 * every free text scanned, with what was masked shown as masked.
 */
export const AnonymisedCaseSchema = z
  .object({
    reference: ShownReferenceSchema,
    stage: z.enum(STAGES),
    ageAtDeath: z.string().meta({
      title: 'Age at death',
      description: `${AGE} Hours on the first day where both times are known; \`6 to 7 years\` where the dates leave it open; or \`not known\`.`,
      examples: ['3 days', '7 weeks', '4 years'],
    }),
    ageBand: AgeBandSchema,
    notified: z.string().meta({ title: 'When the death was first notified', description: INTERVAL }),
    residence: z.enum(['england', 'outside-england', 'not-known']),
    deprivationDecile: z.union([z.int().min(1).max(10), z.literal('not-known')]).meta({
      description:
        'Index of Multiple Deprivation of the home, 1 the most deprived; `not-known` where the directory of postcodes has none.',
    }),
    assessment: z
      .object({
        expectedness: ExpectednessSchema,
        jointAgencyResponse: DutySchema,
        coroner: DutySchema,
        socialCare: DutySchema,
        nationalPanel: DutySchema,
        lookedAfterChild: DutySchema,
        decidedByDesignatedDoctor: z.boolean(),
      })
      .nullable()
      .meta({ description: 'What the law required; null until the death is categorised.' }),
    decision: z
      .object({
        expectedness: z.enum(['expected', 'unexpected']).optional(),
        jointAgencyResponse: z.enum(['required', 'not-required']).optional(),
        reason: MaskedTextSchema,
      })
      .nullable()
      .meta({ description: "The designated doctor's decision that stands, if any." }),
    facts: AnonymisedFactsSchema.meta({
      description:
        'What all notifiers said: the first one’s facts, their gaps filled by the others; answers on the safe side.',
    }),
    furtherNotifications: z.array(AnonymisedFactsSchema).meta({
      description: 'What each further notifier of the child said, in their own words; empty where only one notified.',
    }),
    holds: z
      .array(
        z.object({
          hold: HoldReasonSchema,
          since: z.string().meta({ title: 'Since when', description: INTERVAL }),
          note: text('Note'),
        }),
      )
      .meta({ description: 'What the case waits for.' }),
    keyWorker: z
      .object({ role: text('Role'), named: z.string().meta({ title: 'When named', description: INTERVAL }) })
      .nullable()
      .meta({ description: 'That somebody is there for the family, and as what; null until named.' }),
    familyQuestions: z
      .array(z.object({ question: MaskedTextSchema, answers: z.array(MaskedTextSchema) }))
      .meta({ description: 'What the family asked, and what they were answered.' }),
    conclusions: z
      .array(
        z.object({
          reviewed: z.string().meta({ title: 'When reviewed', description: INTERVAL }),
          overrides: z.array(z.object({ hold: HoldReasonSchema, reason: MaskedTextSchema })).meta({
            title: 'Holds overridden',
            description: 'What the panel did not wait for, and why.',
          }),
        }),
      )
      .meta({ description: 'Each time that the panel reviewed the death.' }),
    givenAwayOnForm: z.array(z.object({ section: z.enum(ANALYSIS_SECTIONS), masked: MaskCountsSchema })).meta({
      title: 'Given away on the analysis form',
      description:
        'Sections of the analysis form in whose texts an identity was found, and of which kinds. The form is shown as it was written, so whoever prepares the case says these in another way.',
    }),
  })
  .meta({
    title: 'Case without identities',
    description:
      'For panel members and the chair. Free text was scanned for what the record knows; a reader may still meet what it does not.',
  })
export type AnonymisedCase = z.infer<typeof AnonymisedCaseSchema>

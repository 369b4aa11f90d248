import * as z from 'zod'
import { AnswerSchema } from '../assessment.ts'
import { PartialDateSchema, TimeOfDaySchema } from '../calendar.ts'
import { NhsNumberSchema } from '../nhs-number.ts'
import {
  choicesOf,
  coded,
  ETHNICITIES,
  GENDER_IDENTITIES,
  NHS_NUMBER_ABSENT_REASONS,
  SEXES_AT_BIRTH,
} from '../value-sets.ts'
import { DATASET, DERIVED, INITIAL_FORM, MEMORY, NCMD_2021, NCMD_2022 } from './sources.ts'
import { AuthoritySchema, line, LINE, orNotKnown, PostcodeSchema, rule } from './text.ts'

const NEEDS_A_NAME = 'Give a family name, given names or both; for a baby without a name answer not-yet-named.'

const WrittenNameSchema = z
  .object({
    familyName: line(LINE)
      .optional()
      .meta({ title: 'Family name', examples: ['Testperson'] }),
    givenNames: line(LINE)
      .optional()
      .meta({
        title: 'Given names',
        description: 'All given names; left out for a baby not yet named.',
        examples: ['Invented'],
      }),
  })
  .check(rule('required', NEEDS_A_NAME, ({ familyName, givenNames }) => (familyName ?? givenNames) !== undefined))

const address = line(500)
  .optional()
  .meta({
    title: 'Address',
    description: 'As much of the address as is known, on one line.',
    examples: ['1 Nowhere Street, Imaginary Town'],
  })

/** Where the child normally lived, which decides the panel that reviews. */
const ResidenceSchema = z
  .discriminatedUnion(
    'kind',
    [
      z.object({
        kind: z.literal('postcode'),
        postcode: PostcodeSchema.meta({
          title: 'Postcode',
          description: 'UK postcode. One that the directory does not have yet is accepted.',
          examples: ['NN1 1CV'],
        }),
        address,
      }),
      z.object({ kind: z.literal('no-fixed-abode'), address }),
      z.object({
        kind: z.literal('overseas'),
        country: line(LINE)
          .optional()
          .meta({ title: 'Country', examples: ['Elsewhere'] }),
        address,
      }),
      z.object({ kind: z.literal('not-known'), address }),
    ],
    { error: 'Say which kind of residence it is: postcode, no-fixed-abode, overseas or not-known.' },
  )
  .meta({
    title: 'Normal residence',
    description:
      '`postcode` with the postcode, `no-fixed-abode`, `overseas` (outside England, without a UK postcode) or `not-known`.',
    source: `${DATASET}; ${INITIAL_FORM}`,
  })

const yesNo = (title: string, description: string, source: string) =>
  AnswerSchema.optional().meta({ title, description, examples: ['not-known'], source })

/** The child who died, including what decides whether the death is reviewed at all (R1 to R3). */
export const ChildSchema = z
  .object({
    name: z.union([WrittenNameSchema, z.enum(['not-yet-named', 'not-known'])], { error: NEEDS_A_NAME }).meta({
      title: 'Name',
      description: 'Family and given names; `not-yet-named` for a newborn baby; `not-known` while nobody knows.',
      source: `${DATASET}; not yet named: derived`,
    }),
    aliases: z
      .array(line(LINE))
      .min(1)
      .max(10)
      .optional()
      .meta({
        title: 'Other names',
        description: 'Other names by which the child was known.',
        examples: [['Madeup Testperson']],
        source: INITIAL_FORM,
      }),
    nhsNumber: NhsNumberSchema.optional(),
    nhsNumberAbsentReason: coded(NHS_NUMBER_ABSENT_REASONS)
      .optional()
      .meta({
        title: 'Why there is no NHS number',
        description: `${choicesOf(NHS_NUMBER_ABSENT_REASONS)}. With neither this nor a number, the number counts as not currently available.`,
        source: NCMD_2022,
      }),
    dateOfBirth: orNotKnown(
      PartialDateSchema,
      'Write as much of the date as is known: 2026, 2026-03 or 2026-03-09.',
    ).meta({
      title: 'Date of birth',
      description: 'As far as it is known: year, year-month or year-month-day; or `not-known`.',
      examples: ['2014-05-06', '2014-05', 'not-known'],
      source: DATASET,
    }),
    timeOfBirth: orNotKnown(TimeOfDaySchema, 'Write the time in 24 hours, for example 03:10.')
      .optional()
      .meta({
        title: 'Time of birth',
        description: 'Time of day in England; for a baby who lived minutes or hours.',
        examples: ['03:10'],
        source: DATASET,
      }),
    sexAtBirth: coded(SEXES_AT_BIRTH)
      .optional()
      .meta({
        title: 'Sex at birth',
        description: `As observed at birth: ${choicesOf(SEXES_AT_BIRTH)}.`,
        source: 'PRSB sex and gender standard; codes from memory',
      }),
    genderIdentity: coded(GENDER_IDENTITIES)
      .optional()
      .meta({
        title: 'Gender identity',
        description: `${choicesOf(GENDER_IDENTITIES)}.`,
        source: 'NHS Data Dictionary, gender identity code',
      }),
    ethnicity: coded(ETHNICITIES)
      .optional()
      .meta({
        title: 'Ethnicity',
        description: `National code of the NHS Data Dictionary: ${choicesOf(ETHNICITIES)}.`,
        source: `NHS Data Dictionary, ethnic category; ${DATASET}`,
      }),
    ethnicityInWords: line(LINE)
      .optional()
      .meta({
        title: 'Ethnicity in words',
        description: 'As the family puts it, where no code fits.',
        examples: ['Invented heritage'],
        source: INITIAL_FORM,
      }),
    residence: ResidenceSchema,
    normallyResidentAuthority: AuthoritySchema.optional().meta({
      title: 'Local authority of normal residence',
      description: 'ONS code. Found from the postcode; give it where there is none, or where it is another.',
      examples: ['E06000061'],
      source: DERIVED,
    }),
    normallyResidentAuthorityReason: line(500)
      .optional()
      .meta({
        title: 'Why that local authority',
        description: "Reason for giving another authority than the postcode's.",
        examples: ['Lived with a relative for the last two years'],
        source: DERIVED,
      }),
    bornAlive: yesNo(
      'Born alive',
      'Did the child show any sign of life after birth? For deaths around birth.',
      DERIVED,
    ),
    terminationOfPregnancy: yesNo(
      'Termination of pregnancy',
      'Was this a planned termination of pregnancy within the law?',
      DERIVED,
    ),
    suspectedStillbirthAtHome: yesNo(
      'Suspected stillbirth at home',
      'Was this a suspected stillbirth outside hospital with no healthcare professional in attendance?',
      NCMD_2021,
    ),
    gestationAtBirthWeeks: orNotKnown(z.int().min(20).max(44), 'Give completed weeks, from 20 to 44.')
      .optional()
      .meta({
        title: 'Gestation at birth, weeks',
        description: 'Completed weeks, 20 to 44; asked for a child under one year.',
        examples: [39],
        source: MEMORY,
      }),
    gestationAtBirthDays: z
      .int()
      .min(0)
      .max(6)
      .optional()
      .meta({
        title: 'Gestation at birth, days',
        description: 'Days beyond the completed weeks, 0 to 6.',
        examples: [4],
        source: MEMORY,
      }),
    birthWeightGrams: orNotKnown(z.int().min(100).max(8000), 'Give whole grams, from 100 to 8000.')
      .optional()
      .meta({
        title: 'Birth weight',
        description: 'Grams, 100 to 8000.',
        examples: [3250],
        source: MEMORY,
      }),
    multipleBirth: yesNo('Multiple birth', 'Was the child one of twins, triplets or more?', MEMORY),
    birthOrder: z
      .int()
      .min(1)
      .max(9)
      .optional()
      .meta({
        title: 'Birth order',
        description: 'Of a multiple birth, which: 1 for the first-born. Keeps twins apart.',
        examples: [2],
        source: DERIVED,
      }),
    learningDisability: yesNo(
      'Learning disability',
      'Did the child, aged 4 or over, have a learning disability?',
      'LeDeR guidance; field from memory',
    ),
    childProtectionPlan: yesNo('Child protection plan', 'Was the child on a child protection plan?', MEMORY),
    childInNeed: yesNo('Child in need', 'Was the child a child in need?', MEMORY),
    asylumSeeking: yesNo('Asylum seeking', 'Was the child or the family seeking asylum?', MEMORY),
  })
  .meta({ title: 'Child' })

import * as z from 'zod'
import { AnswerSchema } from '../assessment.ts'
import { DateRangeSchema, InstantSchema, PartialDateSchema, TimeOfDaySchema } from '../calendar.ts'
import { CATEGORIES_OF_DEATH, choicesOf, coded, COUNTRIES, MODES_OF_DEATH, PLACES } from '../value-sets.ts'
import { AGENCY_FORM, DATASET, DERIVED, INITIAL_FORM, MEMORY, NCMD_2022 } from './sources.ts'
import { AuthoritySchema, line, LINE, orNotKnown, PARAGRAPHS, paragraphs, PhoneSchema } from './text.ts'

/** When, where and how the child died, as far as it is known. */
export const DeathSchema = z
  .object({
    dateOfDeath: z
      .union([PartialDateSchema, DateRangeSchema], {
        error: 'Give the date as far as it is known, or from and to: last seen alive, and found.',
      })
      .meta({
        title: 'Date of death',
        description:
          'Year-month-day, or as much as is known; or the range `from` (last known alive) `to` (found), for a child found dead.',
        examples: ['2026-03-09', { from: '2026-03-07', to: '2026-03-09' }],
        source: DATASET,
      }),
    timeOfDeath: orNotKnown(TimeOfDaySchema, 'Write the time in 24 hours, for example 03:10.')
      .optional()
      .meta({
        title: 'Time of death',
        description: 'Time of day in England.',
        examples: ['03:10'],
        source: DATASET,
      }),
    placeOfDeath: coded(PLACES).meta({
      title: 'Place of death',
      description: `Where the child is believed to have died: ${choicesOf(PLACES)}.`,
      examples: ['emergency-department'],
      source: `${INITIAL_FORM}; ${AGENCY_FORM}`,
    }),
    placeOfDeathInWords: line(500)
      .optional()
      .meta({
        title: 'Place of death in words',
        description: 'Name of the hospital, or address; needed in words where the place is `other`.',
        examples: ['Imaginary General Hospital'],
        source: AGENCY_FORM,
      }),
    authorityOfDeath: AuthoritySchema.optional().meta({
      title: 'Local authority where the child died',
      description: 'ONS code; its panel is told of a death that another panel reviews.',
      examples: ['E06000061'],
      source: DERIVED,
    }),
    countryOfDeath: coded(COUNTRIES)
      .optional()
      .meta({ title: 'Country of death', description: `${choicesOf(COUNTRIES)}.`, source: DERIVED }),
    placeOfEvent: coded(PLACES)
      .optional()
      .meta({
        title: 'Place of the event',
        description: 'Where the event that led directly to the death happened; the choices of `placeOfDeath`.',
        examples: ['public-place'],
        source: INITIAL_FORM,
      }),
    placeOfEventInWords: line(500)
      .optional()
      .meta({
        title: 'Place of the event in words',
        examples: ['Imaginary Park'],
        source: INITIAL_FORM,
      }),
    locationContactNumber: PhoneSchema.optional().meta({
      title: 'Telephone at the place of death',
      examples: ['01632 960002'],
      source: DATASET,
    }),
    seniorPractitionerPresent: line(LINE)
      .optional()
      .meta({
        title: 'Senior practitioner present',
        description: 'Name and role of the most senior practitioner at the death.',
        examples: ['Dr Madeup Sample, consultant'],
        source: DATASET,
      }),
    modeOfDeath: coded(MODES_OF_DEATH)
      .optional()
      .meta({ title: 'Mode of death', description: `${choicesOf(MODES_OF_DEATH)}.`, source: AGENCY_FORM }),
    circumstances: paragraphs(PARAGRAPHS)
      .optional()
      .meta({
        title: 'Circumstances',
        description: 'Outline of the circumstances that led to the death, in plain sentences.',
        examples: ['Found unresponsive in the cot in the early morning; resuscitation was not successful.'],
        source: INITIAL_FORM,
      }),
    suspectedCause: line(500)
      .optional()
      .meta({
        title: 'Suspected cause',
        description: 'In words, as understood now.',
        examples: ['Not apparent'],
        source: 'NCMD data release 2021: received within 48 hours',
      }),
    suspectedCategory: coded(CATEGORIES_OF_DEATH)
      .optional()
      .meta({
        title: 'Suspected category',
        description: `Provisional; where several apply the lowest number: ${choicesOf(CATEGORIES_OF_DEATH)}.`,
        examples: ['10'],
        source: MEMORY,
      }),
    resuscitationAttempted: AnswerSchema.optional().meta({
      title: 'Resuscitation attempted',
      examples: ['yes'],
      source: AGENCY_FORM,
    }),
    jointAgencyResponseStarted: AnswerSchema.optional().meta({
      title: 'Joint Agency Response started',
      description: 'Has a Joint Agency Response been started?',
      examples: ['yes'],
      source: MEMORY,
    }),
    jointAgencyResponseStartedAt: InstantSchema.optional().meta({
      title: 'When the Joint Agency Response started',
      description: 'A moment in UTC, with milliseconds.',
      examples: ['2026-03-09T04:00:00.000Z'],
      source: MEMORY,
    }),
    leadHealthProfessional: line(LINE)
      .optional()
      .meta({
        title: 'Lead health professional',
        description: 'Doctor or senior nurse who co-ordinates the health part of the Joint Agency Response.',
        examples: ['Dr Pretend Person'],
        source: MEMORY,
      }),
    alertNationalDatabase: AnswerSchema.optional().meta({
      title: 'Alert the national database',
      description: 'Should the National Child Mortality Database be alerted to this death?',
      examples: ['no'],
      source: NCMD_2022,
    }),
    alertReason: line(500)
      .optional()
      .meta({
        title: 'Reason for the alert',
        examples: ['A product that other families may have'],
        source: NCMD_2022,
      }),
  })
  .meta({ title: 'Death' })

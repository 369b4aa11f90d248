import * as z from 'zod'
import { AnswerSchema } from '../assessment.ts'
import { PartialDateSchema } from '../calendar.ts'
import { NhsNumberSchema } from '../nhs-number.ts'
import { coded, SEXES_AT_BIRTH } from '../value-sets.ts'
import { DATASET, INITIAL_FORM, MEMORY } from './sources.ts'
import { line, LINE, orNotKnown, paragraphs } from './text.ts'

const name = line(LINE).meta({ title: 'Name', examples: ['Madeup Testperson'] })
const dateOfBirth = orNotKnown(PartialDateSchema, 'Write as much of the date as is known: 1990, 1990-03 or 1990-03-09.')
  .optional()
  .meta({ title: 'Date of birth', description: 'As far as it is known.', examples: ['1990-03', 'not-known'] })
const sex = coded(SEXES_AT_BIRTH)
  .optional()
  .meta({ title: 'Sex', examples: ['female'] })
const address = line(500)
  .optional()
  .meta({
    title: 'Address',
    description: "Where it is not the child's.",
    examples: ['2 Nowhere Street, Imaginary Town'],
  })

const ParentOrCarerSchema = z
  .object({
    name,
    relationship: line(LINE)
      .optional()
      .meta({ title: 'Relationship to the child', examples: ['Mother'] }),
    nhsNumber: NhsNumberSchema.optional().meta({
      description: "A mother's, which helps to tell a baby's record apart.",
    }),
    dateOfBirth,
    sex,
    address,
    parentalResponsibility: AnswerSchema.optional().meta({ title: 'Has parental responsibility', examples: ['yes'] }),
  })
  .meta({ title: 'Parent or carer' })

const SiblingOrOtherSchema = z
  .object({
    name: name.optional(),
    relationship: line(LINE)
      .optional()
      .meta({ title: 'Relationship to the child', examples: ['Brother'] }),
    dateOfBirth,
    ageYears: orNotKnown(z.int().min(0).max(120), 'Give completed years.')
      .optional()
      .meta({
        title: 'Age',
        description: 'Completed years, where the date of birth is not known.',
        examples: [7],
      }),
    sex,
    address,
    atRisk: AnswerSchema.optional().meta({
      title: 'At risk',
      description: 'Is this child potentially at risk?',
      examples: ['not-known'],
    }),
  })
  .meta({ title: 'Sibling or other child' })

/** The family and the household. */
export const FamilySchema = z
  .object({
    parentsAndCarers: z
      .array(ParentOrCarerSchema)
      .min(1)
      .max(10)
      .optional()
      .meta({
        title: 'Parents and carers',
        source: `${DATASET}; ${INITIAL_FORM}`,
      }),
    carerAtTimeOfDeath: line(LINE)
      .optional()
      .meta({
        title: 'Carer at the time of death',
        description: 'Who was looking after the child.',
        examples: ['Madeup Testperson'],
        source: DATASET,
      }),
    siblingsAndOthers: z.array(SiblingOrOtherSchema).min(1).max(20).optional().meta({
      title: 'Siblings and other children',
      description: 'Other children in the household or affected, including those potentially at risk.',
      source: DATASET,
    }),
    keyWorker: z
      .object({
        name,
        role: line(LINE)
          .optional()
          .meta({ title: 'Role', examples: ['Bereavement nurse'] }),
        contact: line(LINE)
          .optional()
          .meta({ title: 'Contact', examples: ['01632 960003'] }),
      })
      .optional()
      .meta({
        title: 'Key worker',
        description: 'The single point of contact for the bereaved family.',
        source: 'Child death review toolkit (NIHR)',
      }),
    interpreterNeeded: AnswerSchema.optional().meta({ title: 'Interpreter needed', examples: ['no'], source: MEMORY }),
    language: line(LINE)
      .optional()
      .meta({
        title: 'Language',
        description: 'Language the family prefers.',
        examples: ['Welsh'],
        source: MEMORY,
      }),
    faithNeeds: paragraphs(2000)
      .optional()
      .meta({
        title: 'Faith and cultural needs',
        examples: ['Burial as soon as it is possible'],
        source: MEMORY,
      }),
  })
  .meta({ title: 'Family and household' })

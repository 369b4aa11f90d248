import * as z from 'zod'
import { AnswerSchema } from '../assessment.ts'
import { AGENCY_TYPES, choicesOf, coded, OTHER_REVIEWS } from '../value-sets.ts'
import { INITIAL_FORM, MEMORY, NCMD_GUIDANCE } from './sources.ts'
import { EmailSchema, line, LINE, paragraphs, PhoneSchema } from './text.ts'

const AgencySchema = z
  .object({
    type: coded(AGENCY_TYPES).meta({
      title: 'Kind of agency',
      description: `${choicesOf(AGENCY_TYPES)}.`,
      examples: ['gp'],
    }),
    name: line(LINE)
      .optional()
      .meta({
        title: 'Name',
        description: 'Of the professional, the agency or both.',
        examples: ['Imaginary Town Surgery'],
      }),
    address: line(500)
      .optional()
      .meta({ title: 'Address', examples: ['3 Nowhere Street, Imaginary Town'] }),
    phone: PhoneSchema.optional().meta({ title: 'Telephone', examples: ['01632 960004'] }),
    email: EmailSchema.optional().meta({ title: 'E-mail address', examples: ['surgery@nhs.example'] }),
    roleInCase: line(LINE)
      .optional()
      .meta({ title: 'Role in the case', examples: ['Registered GP'] }),
    sendReportingForm: AnswerSchema.optional().meta({
      title: 'Send a reporting form',
      description: 'Should this agency be asked for a reporting form?',
      examples: ['yes'],
    }),
  })
  .meta({ title: 'Agency' })

/** Everyone who cared for the child: the reason the form exists. */
export const AgenciesSchema = z
  .array(AgencySchema)
  .min(1)
  .max(30)
  .meta({
    title: 'Agencies',
    description: 'The professionals and agencies that cared for the child, as completely as is known.',
    source: `${INITIAL_FORM}; ${NCMD_GUIDANCE}`,
  })

const REVIEWS_MEND = 'List the reviews under way or likely, or answer none or not-known.'

/** Other reviews of the same death, and what was done already. */
export const OtherProcessesSchema = z
  .object({
    otherReviews: z
      .union([z.enum(['none', 'not-known']), z.array(coded(OTHER_REVIEWS)).min(1).max(20)], { error: REVIEWS_MEND })
      .optional()
      .meta({
        title: 'Other reviews',
        description: `Under way or likely: \`none\`, \`not-known\`, or a list of ${choicesOf(OTHER_REVIEWS)}.`,
        examples: [['coroner'], 'not-known'],
        source: `${INITIAL_FORM}; list from memory`,
      }),
    otherReviewsInWords: line(500)
      .optional()
      .meta({
        title: 'Other reviews in words',
        examples: ['Invented review by the hospital'],
        source: MEMORY,
      }),
    actionsTakenAlready: paragraphs(2000)
      .optional()
      .meta({
        title: 'Actions taken already',
        examples: ['The family has been given the guide for parents and carers.'],
        source: INITIAL_FORM,
      }),
    followUpAppointment: AnswerSchema.optional().meta({
      title: 'Follow-up appointment',
      description: 'Has the family been offered a follow-up appointment?',
      examples: ['yes'],
      source: INITIAL_FORM,
    }),
    followUpInWords: line(500)
      .optional()
      .meta({
        title: 'Follow-up in words',
        examples: ['With Dr Madeup Sample in six weeks'],
        source: INITIAL_FORM,
      }),
  })
  .meta({ title: 'Other processes' })

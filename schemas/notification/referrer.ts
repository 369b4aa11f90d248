import * as z from 'zod'
import { INITIAL_FORM } from './sources.ts'
import { EmailSchema, formatted, line, LINE, PhoneSchema } from './text.ts'

/** Who notifies the death, and how to reach them. */
export const ReferrerSchema = z
  .object({
    name: line(LINE).meta({
      title: 'Your name',
      description: 'Full name of the person who notifies the death.',
      examples: ['Dr Invented Example'],
      source: INITIAL_FORM,
    }),
    role: line(LINE).meta({
      title: 'Your role',
      description: 'Profession and position, in words.',
      examples: ['Consultant paediatrician on call'],
      source: INITIAL_FORM,
    }),
    organisation: line(LINE)
      .optional()
      .meta({
        title: 'Your organisation',
        description: 'Name of the trust, practice, service or authority.',
        examples: ['Imaginary Hospitals NHS Trust'],
        source: INITIAL_FORM,
      }),
    organisationCode: formatted(/^[A-Z0-9]{3,12}$/, 'Give the ODS code: 3 to 12 letters and digits.', (text) =>
      text.toUpperCase(),
    )
      .optional()
      .meta({
        title: 'ODS code',
        description: 'Organisation Data Service code of the organisation.',
        examples: ['ZZ999'],
        source: INITIAL_FORM,
      }),
    email: EmailSchema.optional().meta({
      title: 'Your e-mail address',
      description: 'A secure address, used for questions about this death. Give this or a telephone number.',
      examples: ['invented.example@nhs.example'],
      source: INITIAL_FORM,
    }),
    phone: PhoneSchema.optional().meta({
      title: 'Your telephone number',
      description: 'Number, extension or bleep. Give this or an e-mail address.',
      examples: ['01632 960001', 'bleep 2222'],
      source: INITIAL_FORM,
    }),
    consultantName: line(LINE)
      .optional()
      .meta({
        title: 'Consultant',
        description: 'Consultant paediatrician, or other consultant, responsible for the child.',
        examples: ['Dr Madeup Sample'],
        source: INITIAL_FORM,
      }),
  })
  .meta({ title: 'Referrer', anyOf: [{ required: ['email'] }, { required: ['phone'] }] })

import * as z from 'zod'
import { line, LINE } from '../notification/text.ts'
import { AGENCY_TYPES, choicesOf, coded } from '../value-sets.ts'
import type { AgencyFormCode } from './codes.ts'
import { FORM_SECTIONS } from './sections.ts'

/** Whom to ask: an agency that the notification names, or another one. */
export const AskedAgencySchema = z
  .union(
    [
      z.object({
        position: z
          .int()
          .min(1)
          .max(30)
          .meta({ title: 'Position', description: 'Among the agencies of the notification, from 1.', examples: [1] }),
      }),
      z.object({
        name: line(LINE).meta({
          title: 'Name',
          description: 'Of the professional, the agency or both.',
          examples: ['Imaginary Town Surgery'],
        }),
        type: coded(AGENCY_TYPES)
          .optional()
          .meta({ title: 'Kind of agency', description: `${choicesOf(AGENCY_TYPES)}.` }),
        role: line(LINE)
          .optional()
          .meta({ title: 'Role in the case', examples: ['School nurse'] }),
      }),
    ],
    { error: 'Give the position of an agency that the notification names, or the name of another.' },
  )
  .meta({ title: 'Agency' })

export const SectionsSchema = z
  .array(z.string().max(100))
  .min(1)
  .max(20)
  .meta({
    title: 'Sections',
    description: 'Sections of the form to ask for; all where it is left out.',
    examples: [['summary']],
  })

/** A form is asked for by sections that it has, each once. */
export const sectionsWanted = z.check<{ form: AgencyFormCode; sections?: string[] | undefined }>(
  ({ value, issues }) => {
    const known: readonly string[] = FORM_SECTIONS[value.form]
    for (const [index, section] of (value.sections ?? []).entries())
      if (!known.includes(section) || value.sections?.indexOf(section) !== index)
        issues.push({
          code: 'custom',
          input: section,
          path: ['sections', index],
          message: `Name sections of this form, each once: ${known.join(', ')}.`,
          params: { code: 'not-a-choice' },
        })
  },
)

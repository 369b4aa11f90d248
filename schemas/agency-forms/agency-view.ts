import * as z from 'zod'
import { InstantSchema } from '../calendar.ts'
import { ChildSchema } from '../notification/child.ts'
import { DeathSchema } from '../notification/death.ts'
import { PanelNameSchema } from '../panel.ts'
import { FormSessionSchema } from './agency.ts'
import { AgencyFormCodeSchema } from './codes.ts'
import { LinkTokenSchema, PasscodeSchema } from './link.ts'
import { SectionAnswersSchema } from './record.ts'

/** What somebody at an agency sees. The function knows it by type only, so that it stays small. */

const SectionViewSchema = z
  .object({
    section: z.string(),
    title: z.string(),
    version: z.int().min(0),
    text: SectionAnswersSchema.nullable().meta({ description: 'What stands; null before anything is written.' }),
    alternatives: z
      .array(z.object({ version: z.int(), text: SectionAnswersSchema }))
      .meta({ description: 'Texts of others who had not seen the one that stands: choose before you submit.' }),
    known: z
      .record(z.string(), z.unknown())
      .meta({ description: 'Answers that the panel has already, by question: add only what is new.' }),
    questions: z.record(z.string(), z.unknown()).meta({ description: 'The section as JSON Schema.' }),
  })
  .meta({ title: 'Section of a form' })

/** One agency's own form, and nothing else of the case. */
export const AgencyFormSchema = z
  .object({
    form: AgencyFormCodeSchema,
    title: z.string(),
    standing: z.enum(['awaited', 'answered']),
    askedBy: PanelNameSchema,
    dueAt: InstantSchema,
    expiresAt: InstantSchema,
    child: z
      .object({
        name: ChildSchema.shape.name,
        dateOfBirth: ChildSchema.shape.dateOfBirth,
        nhsNumber: ChildSchema.shape.nhsNumber,
        dateOfDeath: DeathSchema.shape.dateOfDeath,
      })
      .nullable()
      .meta({ description: 'Enough to find the child among those whom you know; null once the form is sent.' }),
    sections: z
      .array(SectionViewSchema)
      .meta({ description: 'The sections that your link opens; none once it is sent.' }),
    may: z.array(z.enum(['write', 'choose', 'hand-over', 'submit'])).meta({ description: 'What you may do.' }),
  })
  .meta({ title: "Agency's form" })
export type AgencyForm = z.infer<typeof AgencyFormSchema>

export const OpenedFormSchema = AgencyFormSchema.extend({
  session: FormSessionSchema.meta({ description: 'Keep it: the link opens no more. Send it as `Form-Session`.' }),
}).meta({ title: 'Form as opened' })
export type OpenedForm = z.infer<typeof OpenedFormSchema>

export const AfterActSchema = AgencyFormSchema.extend({
  outcome: z.enum(['saved', 'beside', 'unchanged', 'handed-over', 'submitted']).meta({
    description: '`beside`: others wrote meanwhile, and both texts are kept until somebody chooses.',
  }),
  unrecognisedFields: z.int().min(0).optional().meta({ description: 'Fields sent that are not asked; they are kept.' }),
  link: z
    .object({ token: LinkTokenSchema, passcode: PasscodeSchema, expiresAt: InstantSchema })
    .optional()
    .meta({ description: "A colleague's link and passcode, this once: give them by two ways." }),
}).meta({ title: 'Form after an act' })
export type AfterAct = z.infer<typeof AfterActSchema>

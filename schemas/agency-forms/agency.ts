import * as z from 'zod'
import { InstantSchema } from '../calendar.ts'
import { ChildSchema } from '../notification/child.ts'
import { DeathSchema } from '../notification/death.ts'
import type { Example } from '../notification/examples.ts'
import { PanelNameSchema } from '../panel.ts'
import { sectionAnswersFields } from './answers.ts'
import { AgencyFormCodeSchema } from './codes.ts'
import { LinkTokenSchema, PasscodeSchema, SECRET_PATTERN } from './link.ts'
import { SectionAnswersSchema } from './record.ts'

/** The agency's side: what somebody without an account sends, and what they see. */

export const OpenLinkSchema = z
  .object({ link: LinkTokenSchema, passcode: PasscodeSchema })
  .meta({ title: 'Link and passcode' })

export const openLinkExamples = {
  asGiven: {
    summary: 'Link from an e-mail, passcode over the telephone',
    value: { link: 'Qm9ndXMtbGluay10b2tlbi1mb3ItZXhhbXBsZXMtMTI', passcode: '204816' },
  },
  another: {
    summary: 'A colleague opens the section that was handed on to them',
    value: { link: 'SW52ZW50ZWQtdG9rZW4tb2YtYS1jb2xsZWFndWUtMTI', passcode: '000731' },
  },
} satisfies Record<string, Example<z.input<typeof OpenLinkSchema>>>

export const FormSessionSchema = z
  .string()
  .regex(SECRET_PATTERN)
  .meta({
    description: 'The secret that the link was exchanged for.',
    examples: ['Qm9ndXMtc2Vzc2lvbi1vZi1hbi1hZ2VuY3ktMDAwMDE'],
  })

const section = z
  .string()
  .max(100)
  .meta({ title: 'Section', description: 'Its name in the form.', examples: ['summary'] })
const basedOn = z
  .int()
  .min(0)
  .meta({ title: 'Based on version', description: 'Version of the section that you saw; 0 for an empty one.' })

export const AnswerActSchema = z
  .discriminatedUnion(
    'act',
    [
      z
        .object({ act: z.literal('write'), section, basedOn, ...sectionAnswersFields })
        .meta({ title: 'write', description: 'Save a section. If others wrote meanwhile, both texts are kept.' }),
      z
        .object({
          act: z.literal('choose'),
          section,
          basedOn,
          alternative: z.int().min(1).meta({ title: 'Alternative', description: 'Version of the text kept beside.' }),
          choice: z.enum(['keep-current', 'take-alternative']).meta({ title: 'Choice' }),
        })
        .meta({ title: 'choose', description: 'Choose which of two texts of a section stands.' }),
      z
        .object({
          act: z.literal('hand-over'),
          section,
          expiresAt: InstantSchema.optional().meta({
            title: 'Expires at',
            description: 'Never later than your own link, which it is where this is left out.',
          }),
        })
        .meta({ title: 'hand-over', description: 'Make a link for a colleague, to one section and nothing else.' }),
      z
        .object({ act: z.literal('submit') })
        .meta({ title: 'submit', description: 'Send the form to the panel. It cannot be changed afterwards.' }),
    ],
    { error: 'Name one of these acts: write, choose, hand-over, submit.' },
  )
  .meta({ title: 'Act on a form' })

export const answerActExamples = {
  write: {
    summary: 'Save what the agency holds',
    value: {
      act: 'write',
      section: 'summary',
      basedOn: 0,
      answers: { resuscitationAttempted: 'yes' },
      notKnown: ['modeOfDeath'],
      notHeld: ['events'],
    },
  },
  choose: {
    summary: 'Take the text of a colleague',
    value: { act: 'choose', section: 'summary', basedOn: 2, alternative: 2, choice: 'take-alternative' },
  },
  handOver: { summary: 'Let a colleague fill in a section', value: { act: 'hand-over', section: 'parenting' } },
  submit: { summary: 'Send it', value: { act: 'submit' } },
} satisfies Record<string, Example<z.input<typeof AnswerActSchema>>>

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

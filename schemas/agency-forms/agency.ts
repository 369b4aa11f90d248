import * as z from 'zod'
import { InstantSchema } from '../calendar.ts'
import type { Example } from '../notification/examples.ts'
import { sectionAnswersFields } from './answers.ts'
import { LinkTokenSchema, PasscodeSchema, SECRET_PATTERN } from './link.ts'

/** What somebody at an agency sends, who has no account. */

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

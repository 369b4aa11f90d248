import * as z from 'zod'
import { AGENCIES_REPRESENTED, DisciplineSchema } from '../analysis/panel.ts'
import { CivilDateSchema, TimeOfDaySchema } from '../calendar.ts'
import type { Example } from '../notification/examples.ts'
import { line, LINE, paragraphs, PARAGRAPHS, rule } from '../notification/text.ts'
import { choicesOf, coded } from '../value-sets.ts'
import { ReviewRouteSchema, ThemeSchema } from '../triage.ts'

/** What a panel says of its meetings. */

const MOST_MEMBERS = 60

export const MemberSchema = z
  .object({
    subject: z
      .string()
      .min(1)
      .max(128)
      .meta({ description: 'Pseudonym of the person, as the identity provider gives it.' }),
    discipline: DisciplineSchema,
  })
  .meta({ title: 'Member of a meeting' })

const oncePerPerson = rule<readonly { readonly subject: string }[]>(
  'contradiction',
  'Name everybody once, with what they sit on the panel for.',
  (members) => new Set(members.map(({ subject }) => subject)).size === members.length,
)
const members = z.array(MemberSchema).max(MOST_MEMBERS).check(oncePerPerson)
const apologies = z
  .array(z.string().min(1).max(128))
  .max(MOST_MEMBERS)
  .optional()
  .meta({ title: 'Apologies', description: 'Pseudonyms of those who will not come, or did not.' })

const when = {
  date: CivilDateSchema.meta({ title: 'Date', examples: ['2026-12-09'] }),
  startsAt: TimeOfDaySchema.meta({ title: 'Starts at', examples: ['09:30'] }),
}
const place = line(LINE).meta({ title: 'Place', description: 'An address, or `online`.', examples: ['online'] })

export const PlannedMeetingSchema = z
  .object({
    ...when,
    place,
    kind: ReviewRouteSchema,
    theme: ThemeSchema.optional(),
    members: members.optional().meta({ title: 'Invited', description: 'Whoever is asked to come.' }),
  })
  .refine(({ kind, theme }) => (kind === 'themed-panel') === (theme !== undefined), {
    path: ['theme'],
    params: { code: 'contradiction' },
    error: 'Name the theme of a panel with one theme, and of no other.',
  })
  .meta({ title: 'Planned meeting' })
export type PlannedMeeting = z.infer<typeof PlannedMeetingSchema>

const basedOn = z
  .int()
  .min(1)
  .optional()
  .meta({
    title: 'Based on version',
    description: 'Version of the meeting that you saw. If it has changed since, nothing is done.',
    examples: [1],
  })

const form = <N extends string, S extends z.core.$ZodLooseShape>(name: N, description: string, fields: S) =>
  z.object({ change: z.literal(name), ...fields, basedOn }).meta({ title: name, description })

const CHANGES = ['re-date', 'settle-members', 'cancel', 'record-attendance'] as const

export const ChangeOfMeetingSchema = z
  .discriminatedUnion(
    'change',
    [
      form('re-date', 'Move the meeting to another day, time or place. Its cases stay listed for it.', {
        ...when,
        place: place.optional(),
      }),
      form('settle-members', 'Say anew who is invited and who has sent apologies.', { invited: members, apologies }),
      form('cancel', 'Cancel the meeting. Its cases go back to those that are ready for the panel.', {
        reason: paragraphs(PARAGRAPHS).meta({ title: 'Reason', description: 'The members see it.' }),
      }),
      form('record-attendance', 'Record who was there, once the meeting has begun; again to correct it.', {
        present: members,
        apologies,
        agencies: z
          .array(coded(AGENCIES_REPRESENTED))
          .max(Object.keys(AGENCIES_REPRESENTED).length)
          .optional()
          .meta({ title: 'Agencies represented', description: `${choicesOf(AGENCIES_REPRESENTED)}.` }),
      }),
    ],
    { error: `Name one of these changes: ${CHANGES.join(', ')}.` },
  )
  .meta({ title: 'Change of a meeting' })
export type ChangeOfMeeting = z.infer<typeof ChangeOfMeetingSchema>
export type ChangeOfMeetingInput = z.input<typeof ChangeOfMeetingSchema>

export const meetingExamples = {
  panel: {
    summary: 'A meeting of the full panel',
    value: {
      date: '2026-12-09',
      startsAt: '09:30',
      place: 'online',
      kind: 'full-panel',
      members: [
        { subject: '5d1c2a', discipline: 'designated-doctor' },
        { subject: '9be044', discipline: 'childrens-social-care' },
      ],
    },
  },
  themed: {
    summary: 'A meeting with one theme',
    value: {
      date: '2027-01-20',
      startsAt: '13:00',
      place: 'Council House, Room 4',
      kind: 'themed-panel',
      theme: 'suicide',
    },
  },
} as const satisfies Record<string, Example<z.input<typeof PlannedMeetingSchema>>>

export const changeOfMeetingExamples = {
  're-date': {
    summary: 'A week later, if nobody has changed it since version 1',
    value: { change: 're-date', date: '2026-12-16', startsAt: '09:30', basedOn: 1 },
  },
  'settle-members': {
    summary: 'Who is to come',
    value: { change: 'settle-members', invited: [{ subject: '5d1c2a', discipline: 'designated-doctor' }] },
  },
  cancel: { summary: 'Too few can come', value: { change: 'cancel', reason: 'There would be no quorum.' } },
  'record-attendance': {
    summary: 'Who was there',
    value: {
      change: 'record-attendance',
      present: [{ subject: '5d1c2a', discipline: 'designated-doctor' }],
      agencies: ['paediatrics', 'childrens-social-care'],
    },
  },
} as const satisfies Record<(typeof CHANGES)[number], Example<ChangeOfMeetingInput>>

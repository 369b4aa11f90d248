import * as z from 'zod'
import { AgencyFormCodeSchema, FormRequestIdSchema } from '../agency-forms/codes.ts'
import { AskedAgencySchema, sectionsWanted, SectionsSchema } from '../agency-forms/asking.ts'
import { CivilDateSchema, InstantSchema } from '../calendar.ts'
import type { Example } from '../notification/examples.ts'
import { line, LINE, paragraphs, PARAGRAPHS } from '../notification/text.ts'
import { PanelCodeSchema } from '../panel.ts'
import { DisciplineSchema } from '../analysis/panel.ts'
import { MeetingReferenceSchema, ReferenceSchema } from '../reference.ts'
import { CircumstanceSchema, SupplementaryFormCodeSchema } from '../supplementary/form-list.ts'
import { ReviewRouteSchema, ThemeSchema } from '../triage.ts'
import { ACTIONS, HoldReasonSchema, RetractionReasonSchema, STAGES } from './codes.ts'

const basedOn = z
  .int()
  .min(1)
  .optional()
  .meta({
    title: 'Based on version',
    description:
      'Version of the case that you saw. If the case has changed since, nothing is done and the answer shows what others did.',
    examples: [7],
  })

/** What one person asks to be done to one case: one form for each action, told apart by `action`. */
const form = <N extends (typeof ACTIONS)[number], S extends z.core.$ZodLooseShape>(
  name: N,
  description: string,
  fields: S,
) => z.object({ action: z.literal(name), ...fields, basedOn }).meta({ title: name, description })

const text = (title: string, description: string) => paragraphs(PARAGRAPHS).meta({ title, description })

const despiteHolds = text(
  'Why despite the holds',
  'Why the panel goes on although the case waits for others (R42); needed from the listing on while there are holds.',
).optional()
const subject = line(128).meta({
  title: 'Member',
  description: 'Pseudonym of a member, as their token has it.',
  examples: ['5d1c0a52'],
})

const otherCase = (description: string) =>
  ReferenceSchema.meta({ title: 'Other case', description, examples: ['8QZT-1R0V-5NHC-E2M6'] })

export const ActionSchema = z
  .discriminatedUnion(
    'action',
    [
      form('claim', 'Take the case in hand for some hours, or for some more: others see it and keep off.', {}),
      form('release', 'Give back a claim before it runs out.', {}),
      form('move-to-stage', 'Move the case to a stage that may follow.', {
        stage: z.enum(STAGES).meta({ title: 'Stage', examples: ['child-death-review-meeting'] }),
        despiteHolds,
      }),
      form('place-on-hold', 'Record that the case waits for the outcome of something else. There may be several.', {
        hold: HoldReasonSchema,
        note: text('Note', 'What is known of it, such as when it may end.').optional(),
      }),
      form('lift-hold', 'Record that what the case waited for is over.', {
        hold: HoldReasonSchema,
        outcome: text('Outcome', 'What came of it.').optional(),
      }),
      form(
        'join',
        'Join the case to another about the same child. This one ends; the other goes on with its notifications.',
        {
          into: otherCase('The case that goes on.'),
        },
      ),
      form('separate', 'Declare that another case is about another child: neither is flagged to the other again.', {
        from: otherCase('The case about another child.'),
        reason: text('Reason', 'How you know; kept on both cases.').optional(),
      }),
      form('transfer', 'Hand the case to another panel, which has it at once.', {
        to: PanelCodeSchema,
        note: text('Handover note', 'What the other panel has to know; both panels see it.'),
      }),
      form('accept-transfer', 'Confirm that your panel has taken over a case handed to it.', {}),
      form('retract', 'Take back a notification made in error. A case without any other ends.', {
        notification: ReferenceSchema.meta({ title: 'Notification', examples: ['K3M9-QFX7-2D4H-W8TN'] }),
        reason: RetractionReasonSchema,
        explanation: text('Explanation', 'Kept in the record.').optional(),
      }),
      form('reopen', 'Take up again a case that the panel has reviewed. Its first conclusion is kept.', {
        reason: text('Reason', 'What is new.'),
      }),
      form('change-triage', 'Have the death reviewed another way than the rules say, or back. Every reason is kept.', {
        route: ReviewRouteSchema,
        theme: ThemeSchema.optional().meta({ description: 'Needed for a themed panel, and only there.' }),
        reason: text('Reason', 'Why the death should be reviewed there.'),
      }),
      form(
        'declare-conflict',
        'Declare that you are too near to the case to review it: its analysis is closed to you.',
        {
          note: text('Note', 'What the conflict is, as far as you want to say.').optional(),
        },
      ),
      form('withdraw-conflict', 'Withdraw your conflict of interest. Both stay on the case.', {
        reason: text('Reason', 'Why it is none, or none any more.'),
      }),
      form('conclude', 'Conclude the review as the panel decided it. What stands in the way is told all at once.', {
        membersPresent: z
          .array(z.object({ subject, discipline: DisciplineSchema }))
          .max(50)
          .meta({ title: 'Members present', description: 'Who was there, and what they sit on the panel for.' }),
        decidedBy: z
          .array(subject)
          .max(50)
          .meta({ title: 'Decided by', description: 'Members who took the decision.' }),
        overrides: z
          .array(z.object({ hold: HoldReasonSchema, reason: text('Reason', 'Why the panel need not wait for it.') }))
          .max(20)
          .default([])
          .meta({ title: 'Overrides', description: 'Holds that are open still, and why the panel concludes (R42).' }),
      }),
      form('name-key-worker', 'Record who is the key worker of the family.', {
        name: line(LINE).meta({ title: 'Name', examples: ['Nell Nurse'] }),
        role: line(LINE)
          .optional()
          .meta({ title: 'Role', examples: ['Bereavement nurse'] }),
        contact: line(LINE)
          .optional()
          .meta({ title: 'How to reach them', examples: ['01632 960005'] }),
        inContactSince: InstantSchema.optional().meta({
          title: 'In contact since',
          description: 'When the key worker first reached the family.',
        }),
      }),
      form('log-family-question', 'Record a question that the family asks the review to answer.', {
        question: text('Question', "In the family's own words."),
      }),
      form('list-for-meeting', 'List the case for a meeting of the panel, or for another one than before.', {
        meeting: MeetingReferenceSchema.meta({ title: 'Meeting', examples: ['5T7C-9XKD-2M4P-QR8W'] }),
        despiteHolds,
      }),
      form('answer-family-question', 'Record an answer, or more of one.', {
        question: z
          .int()
          .min(1)
          .meta({ title: 'Number of the question', examples: [1] }),
        answer: text('Answer', 'What the family is told.'),
      }),
      form(
        'set-circumstances',
        'Record what bears on which supplementary forms the case needs, besides what notifiers said.',
        {
          circumstances: z
            .array(CircumstanceSchema)
            .max(20)
            .meta({ title: 'Circumstances', description: 'All that apply now.', examples: [['drowning']] }),
        },
      ),
      form('add-form', 'Add a supplementary form to those that the rules say the case needs.', {
        form: SupplementaryFormCodeSchema.meta({ title: 'Form' }),
        reason: text('Reason', 'Why the case needs it.'),
      }),
      form('remove-form', 'Take out a supplementary form that the case does not need.', {
        form: SupplementaryFormCodeSchema.meta({ title: 'Form' }),
        reason: text('Reason', 'Why the case does not need it.'),
      }),
      form(
        'request-form',
        'Ask one agency for a form. The answer has, this once, a link and a passcode: give them to the agency by two ways.',
        {
          form: AgencyFormCodeSchema,
          agency: AskedAgencySchema,
          sections: SectionsSchema.optional(),
          dueOn: CivilDateSchema.optional().meta({
            title: 'Due on',
            description: 'Last day for the answer; by the rule of the panel where it is left out.',
          }),
        },
      ).check(sectionsWanted),
      form('renew-form-link', 'Give out a new link and passcode; every link of the request from before is dead.', {
        request: FormRequestIdSchema,
      }),
      form('withdraw-form-request', 'Ask for the form no longer; its links are dead.', {
        request: FormRequestIdSchema,
        reason: text('Reason', 'Why it is not needed any more.'),
      }),
    ],
    { error: `Name one of these actions: ${ACTIONS.join(', ')}.` },
  )
  .meta({ title: 'Action', description: 'What is to be done to the case.' })
export type Action = z.infer<typeof ActionSchema>
export type ActionInput = z.input<typeof ActionSchema>

/** One working body of every action. */
export const actionExamples = {
  claim: { summary: 'Take the case in hand', value: { action: 'claim' } },
  release: { summary: 'Give it back', value: { action: 'release' } },
  'move-to-stage': {
    summary: 'Move it on, if nobody has changed it since version 7',
    value: { action: 'move-to-stage', stage: 'child-death-review-meeting', basedOn: 7 },
  },
  'place-on-hold': {
    summary: 'Wait for an inquest',
    value: { action: 'place-on-hold', hold: 'inquest', note: 'Opened and adjourned; listed for the spring.' },
  },
  'lift-hold': { summary: 'The inquest is over', value: { action: 'lift-hold', hold: 'inquest' } },
  join: { summary: 'Join it to the case that goes on', value: { action: 'join', into: '8QZT-1R0V-5NHC-E2M6' } },
  separate: {
    summary: 'They are twins',
    value: { action: 'separate', from: '8QZT-1R0V-5NHC-E2M6', reason: 'Twins: two NHS numbers.' },
  },
  transfer: {
    summary: 'Hand it to another panel',
    value: { action: 'transfer', to: 'leeds', note: 'The family had moved in the week before; their GP confirms it.' },
  },
  'accept-transfer': { summary: 'Confirm that it has arrived', value: { action: 'accept-transfer' } },
  retract: {
    summary: 'Notified under the wrong name',
    value: { action: 'retract', notification: 'K3M9-QFX7-2D4H-W8TN', reason: 'wrong-child' },
  },
  reopen: {
    summary: 'Something new came to light',
    value: { action: 'reopen', reason: 'The trust has found a second set of notes.' },
  },
  'change-triage': {
    summary: 'Review it with others of its kind',
    value: { action: 'change-triage', route: 'themed-panel', theme: 'malignancy', reason: 'A series on one ward.' },
  },
  'declare-conflict': {
    summary: 'Declare a conflict of interest',
    value: { action: 'declare-conflict', note: 'I cared for the child.' },
  },
  'withdraw-conflict': {
    summary: 'Withdraw it',
    value: { action: 'withdraw-conflict', reason: 'It was another child.' },
  },
  conclude: {
    summary: 'Conclude the review without waiting for an inquest',
    value: {
      action: 'conclude',
      membersPresent: [
        { subject: '5d1c0a52', discipline: 'designated-doctor' },
        { subject: '9be40c17', discipline: 'childrens-social-care' },
      ],
      decidedBy: ['5d1c0a52', '9be40c17'],
      overrides: [{ hold: 'inquest', reason: 'The coroner agrees that the panel need not wait.' }],
    },
  },
  'name-key-worker': {
    summary: 'Name the key worker',
    value: { action: 'name-key-worker', name: 'Nell Nurse', role: 'Bereavement nurse', contact: '01632 960005' },
  },
  'log-family-question': {
    summary: 'What the family asks',
    value: { action: 'log-family-question', question: 'Could somebody have come sooner?' },
  },
  'answer-family-question': {
    summary: 'What they are told',
    value: { action: 'answer-family-question', question: 1, answer: 'The ambulance was there within six minutes.' },
  },
  'list-for-meeting': {
    summary: 'List it for a meeting',
    value: { action: 'list-for-meeting', meeting: '5T7C-9XKD-2M4P-QR8W' },
  },
  'set-circumstances': {
    summary: 'The child drowned',
    value: { action: 'set-circumstances', circumstances: ['drowning'] },
  },
  'add-form': {
    summary: 'A form that no rule asks for',
    value: { action: 'add-form', form: 'epilepsy', reason: 'Seizures are mentioned in the ambulance record.' },
  },
  'remove-form': {
    summary: 'A form that is not needed after all',
    value: { action: 'remove-form', form: 'care-pathway', reason: 'The child was dead on arrival.' },
  },
  'request-form': {
    summary: 'Ask the first agency of the notification',
    value: { action: 'request-form', form: 'reporting', agency: { position: 1 }, dueOn: '2026-04-01' },
  },
  'renew-form-link': {
    summary: 'The link was lost',
    value: { action: 'renew-form-link', request: 'K3M9QFX72D4HW8TN.9' },
  },
  'withdraw-form-request': {
    summary: 'Asked the wrong agency',
    value: { action: 'withdraw-form-request', request: 'K3M9QFX72D4HW8TN.9', reason: 'They never saw the child.' },
  },
} as const satisfies Record<(typeof ACTIONS)[number], Example<ActionInput>>

import * as z from 'zod'
import { AssessmentAnswersSchema, DesignatedDoctorDecisionSchema } from '../assessment.ts'
import { AgenciesSchema, OtherProcessesSchema } from './agencies.ts'
import { CertificationSchema } from './certification.ts'
import { ChildSchema } from './child.ts'
import { DeathSchema } from './death.ts'
import { FamilySchema } from './family.ts'
import { ReferrerSchema } from './referrer.ts'
import { paragraphs, rule } from './text.ts'

/** Every form the service has ever taken answers on, the current one last. */
export const FORM_VERSIONS = ['notification/2026-11'] as const
const CURRENT_FORM_VERSION = 'notification/2026-11' satisfies (typeof FORM_VERSIONS)[number]

/**
 * The notification form. Required is only what a doctor can know at three in the morning: who notifies and how to reach them, the
 * child's name, date of birth and residence, the date and place of death; and of these name, date of birth, residence and place may
 * be answered *not known*. Rules between fields are in `consistency.ts`; whether the death is in scope, the domain decides.
 */
export const NotificationSchema = z
  .object({
    formVersion: z.enum(FORM_VERSIONS).default(CURRENT_FORM_VERSION).meta({
      title: 'Form version',
      description: 'Version of the form that was answered; stored with the answers. Left out: the current one.',
    }),
    referrer: ReferrerSchema,
    child: ChildSchema,
    death: DeathSchema,
    answers: AssessmentAnswersSchema.prefault({}).meta({
      title: 'What decides the next steps',
      description: 'Each question answered `yes`, `no` or `not-known`; unknown is taken on the safe side.',
    }),
    certification: CertificationSchema.optional(),
    family: FamilySchema.optional(),
    agencies: AgenciesSchema.optional(),
    otherProcesses: OtherProcessesSchema.optional(),
  })
  .meta({
    title: 'Notification',
    description: 'Notification of the death of a child. Fields it does not know are accepted, counted and kept.',
  })
export type Notification = z.infer<typeof NotificationSchema>
export type NotificationInput = z.input<typeof NotificationSchema>

export type Child = Notification['child']
export type Death = Notification['death']

/** The answers one by one, none of them filled in: what an amendment leaves out must stay as it was. */
const amendedAnswers = Object.fromEntries(
  Object.entries(AssessmentAnswersSchema.shape).map(([question, answer]) => [
    question,
    answer.unwrap().optional().meta({ description: 'As in the notification. Left out, the answer stays as it was.' }),
  ]),
) as {
  [Q in keyof typeof AssessmentAnswersSchema.shape]: z.ZodOptional<
    ReturnType<(typeof AssessmentAnswersSchema.shape)[Q]['unwrap']>
  >
}

const DecisionSchema = DesignatedDoctorDecisionSchema.extend({
  reason: paragraphs(2000)
    .min(10)
    .meta({ title: 'Reason', examples: ['Known life-limiting condition; this was its expected end.'] }),
})
  .check(
    rule(
      'required',
      'Decide expectedness, the Joint Agency Response or both.',
      ({ expectedness, jointAgencyResponse }) => (expectedness ?? jointAgencyResponse) !== undefined,
    ),
  )
  .meta({
    title: "Designated doctor's decision",
    description:
      'Expectedness or Joint Agency Response decided against the answers, with the reason. Only by a designated doctor.',
  })

/**
 * What was not known at night. Group by group the fields given replace those of the notification, each as a whole (a list too), and
 * what is left out stays. To take an answer back, answer *not known*.
 */
export const AmendmentSchema = z
  .object({
    basedOn: z
      .int()
      .min(1)
      .optional()
      .meta({
        title: 'Based on',
        description: 'Version of the notification that was looked at; refused as a conflict if it has changed since.',
        examples: [1],
      }),
    referrer: ReferrerSchema.partial().optional(),
    child: ChildSchema.partial().optional(),
    death: DeathSchema.partial().optional(),
    answers: z.object(amendedAnswers).optional(),
    certification: CertificationSchema.optional(),
    family: FamilySchema.optional(),
    agencies: AgenciesSchema.optional(),
    otherProcesses: OtherProcessesSchema.optional(),
    designatedDoctorDecision: DecisionSchema.optional(),
  })
  .check(
    rule('required', 'Give at least one field to add or correct.', (amendment: object) =>
      Object.entries(amendment).some(([group, given]) => group !== 'basedOn' && given !== undefined),
    ),
  )
  .meta({
    title: 'Amendment',
    description: 'What was not known at first. Fields given replace those of the notification; what is left out stays.',
  })
export type Amendment = z.infer<typeof AmendmentSchema>
export type AmendmentInput = z.input<typeof AmendmentSchema>

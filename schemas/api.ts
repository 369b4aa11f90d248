import * as z from 'zod'
import { AssessmentSchema, DesignatedDoctorDecisionSchema, DutySchema, ExpectednessSchema } from './assessment.ts'
import { ROLES } from './access.ts'
import { AgeBandSchema, InstantSchema } from './calendar.ts'
import { EVENT_TYPES } from './case-events.ts'
import { CLOCK_RULE_IDS, ClockSchema } from './clocks.ts'
import { FORM_VERSIONS, NotificationSchema } from './notification/notification.ts'
import { StillNeededSchema } from './notification/still-needed.ts'

/** What the service answers and the parameters it takes. What it is sent is in `notification/`. */

const ShownReferenceSchema = z
  .string()
  .regex(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$/)
  .meta({
    description: 'Names a notification or a case, and says nothing about the child.',
    examples: ['K3M9-QFX7-2D4H-W8TN'],
  })

const PanelCodeSchema = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'Give the code of a panel: small letters, digits and hyphens.')
  .max(80)
  .meta({ description: 'Code of a child death overview panel.', examples: ['northamptonshire'] })

const PanelNameSchema = z.object({ code: PanelCodeSchema, name: z.string() }).meta({ title: 'Panel' })

/** Which panel reviews, and by what right. */
export const ReviewingPanelSchema = PanelNameSchema.extend({
  basis: z.enum(['must', 'may', 'provisional']).meta({
    description:
      '`must`: panel of normal residence (Children Act 2004 s16M(1)). `may`: of the place of death (s16M(2)). `provisional`: the residence is not known yet.',
  }),
  reason: z.string().meta({ description: 'Why this panel, in plain words.' }),
}).meta({ title: 'Reviewing panel' })

export const ScopeSchema = z
  .object({
    status: z.enum(['in-scope', 'scope-pending', 'out-of-scope']).meta({
      description: '`scope-pending` is treated as in scope. `out-of-scope` only where later facts took a case out.',
    }),
    reasons: z
      .array(z.object({ code: z.string(), rule: z.string(), text: z.string() }))
      .meta({ description: 'Code, rule and words of the guidance; empty for a death in scope.' }),
  })
  .meta({ title: 'Scope' })

/** Answer to a notification or an amendment: what the law requires next. */
export const NotificationReceiptSchema = z
  .object({
    reference: ShownReferenceSchema,
    receivedAt: InstantSchema,
    version: z.int().min(1).meta({ description: 'Version of the notification: 1, and 1 more with every amendment.' }),
    formVersion: z.enum(FORM_VERSIONS),
    scope: ScopeSchema,
    assessment: AssessmentSchema,
    clocks: z.array(ClockSchema),
    panel: ReviewingPanelSchema,
    stillNeeded: z.array(StillNeededSchema),
    unrecognisedFields: z.int().min(0).meta({ description: 'Fields sent that the form does not have; they are kept.' }),
  })
  .meta({ title: 'Receipt of a notification' })
export type NotificationReceipt = z.infer<typeof NotificationReceiptSchema>

/** A notifier's own notification. It says nothing of other notifications of the same child. */
export const NotificationViewSchema = NotificationReceiptSchema.omit({ unrecognisedFields: true })
  .extend({
    standing: z.string().meta({ description: 'Where the case stands, in plain words.' }),
    amendedAt: z.array(InstantSchema).meta({ description: 'When it was amended, the first amendment first.' }),
    facts: NotificationSchema.meta({ description: 'The answers as amended.' }),
  })
  .meta({ title: 'Own notification' })
export type NotificationView = z.infer<typeof NotificationViewSchema>

export const OwnNotificationsSchema = z
  .object({ notifications: z.array(z.object({ reference: ShownReferenceSchema, receivedAt: InstantSchema })) })
  .meta({ title: 'Own notifications', description: 'The newest first.' })
export type OwnNotifications = z.infer<typeof OwnNotificationsSchema>

export const STAGES = ['notified', 'information-gathering'] as const

export const QUEUE_FLAGS = [
  'possible-duplicate',
  'provisional-panel',
  'scope-pending',
  'out-of-scope',
  'several-notifications',
  'facts-changed',
] as const

const NextClockSchema = z
  .object({
    rule: z.enum(CLOCK_RULE_IDS),
    name: z.string().meta({ description: 'What has to happen.' }),
    dueAt: InstantSchema,
    overdue: z.boolean(),
  })
  .meta({ title: 'Next clock' })

export const QueueEntrySchema = z
  .object({
    reference: ShownReferenceSchema,
    stage: z.enum(STAGES),
    expectedness: ExpectednessSchema,
    jointAgencyResponse: DutySchema,
    ageBand: AgeBandSchema,
    nextClock: NextClockSchema.nullable().meta({ description: 'The next unmet deadline; null when none runs.' }),
    flags: z.array(z.enum(QUEUE_FLAGS)),
    receivedAt: InstantSchema,
  })
  .meta({ title: 'Case in a queue', description: 'Codes and times only: no identity.' })
export type QueueEntry = z.infer<typeof QueueEntrySchema>

export const QueuePageSchema = z
  .object({
    panel: PanelNameSchema,
    cases: z.array(QueueEntrySchema).meta({ description: 'The next due first.' }),
    nextCursor: z
      .string()
      .optional()
      .meta({ description: 'Give it as `cursor` for the next page; absent on the last.' }),
  })
  .meta({ title: 'Page of a queue' })
export type QueuePage = z.infer<typeof QueuePageSchema>

export const NoticesSchema = z
  .object({
    panel: PanelNameSchema,
    notices: z.array(z.object({ reference: ShownReferenceSchema, reviewedBy: PanelNameSchema, at: InstantSchema })),
  })
  .meta({
    title: 'Notices',
    description: "Deaths in the panel's area that another panel reviews (R4). The newest first.",
  })
export type Notices = z.infer<typeof NoticesSchema>

const ActorSchema = z
  .discriminatedUnion('kind', [
    z.object({
      kind: z.literal('person'),
      subject: z.string().meta({ description: 'Pseudonym of the person, as the identity provider gives it.' }),
      roles: z.array(z.enum(ROLES)),
    }),
    z.object({ kind: z.literal('step'), step: z.string().meta({ description: 'Step of the service.' }) }),
  ])
  .meta({ title: 'Who did it' })

const CaseNotificationSchema = z
  .object({
    reference: ShownReferenceSchema,
    receivedAt: InstantSchema,
    by: ActorSchema,
    version: z.int().min(1),
    amendedAt: z.array(InstantSchema),
    facts: NotificationSchema.meta({ description: 'The answers as amended.' }),
  })
  .meta({ title: 'Notification of a case' })

const ResidenceFoundSchema = z
  .object({
    kind: z.enum(['england', 'outside-england', 'not-known']),
    authority: z.string().optional().meta({ description: 'ONS code of the upper-tier local authority.' }),
    from: z.enum(['postcode', 'stated']).optional(),
    deprivationDecile: z.int().min(1).max(10).optional().meta({
      description: 'Index of Multiple Deprivation of the postcode, 1 the most deprived.',
    }),
  })
  .meta({ title: 'Residence as found' })

/** The whole record, for the panel that owns it. */
export const CaseSchema = z
  .object({
    reference: ShownReferenceSchema,
    version: z.int().min(1).meta({ description: 'How many events have happened.' }),
    openedAt: InstantSchema,
    stage: z.enum(STAGES),
    ageBand: AgeBandSchema,
    scope: ScopeSchema,
    flags: z.array(z.enum(QUEUE_FLAGS)),
    residence: ResidenceFoundSchema,
    panel: ReviewingPanelSchema.nullable().meta({ description: 'Null until the case is routed.' }),
    informedPanels: z.array(PanelNameSchema),
    categorisation: z
      .object({ at: InstantSchema, assessment: AssessmentSchema })
      .nullable()
      .meta({ description: 'Null until the death is categorised.' }),
    decision: z
      .object({ at: InstantSchema, by: ActorSchema, decided: DesignatedDoctorDecisionSchema })
      .nullable()
      .meta({ description: "The designated doctor's decision that stands, if any." }),
    clocks: z.array(ClockSchema),
    notifications: z.array(CaseNotificationSchema).min(1),
    possibleDuplicates: z.array(
      z.object({ reference: ShownReferenceSchema, likeness: z.enum(['same-nhs-number', 'alike']) }),
    ),
  })
  .meta({ title: 'Case' })
export type CaseRecord = z.infer<typeof CaseSchema>

export const HistorySchema = z
  .object({
    reference: ShownReferenceSchema,
    entries: z.array(
      z.object({
        sequence: z.int().min(1),
        at: InstantSchema,
        by: ActorSchema,
        what: z.enum(EVENT_TYPES),
        meaning: z.string().meta({ description: 'What happened, in plain words.' }),
        codes: z.record(z.string(), z.string()).meta({
          description: 'Codes that say more, such as the outcome; never an identity or free text.',
          examples: [{ expectedness: 'unexpected' }],
        }),
      }),
    ),
  })
  .meta({ title: 'History', description: 'Everything that happened to the case, in order.' })
export type History = z.infer<typeof HistorySchema>

const MAX_PAGE = 100

const limit = z.coerce
  .number({ error: 'Give a whole number.' })
  .int()
  .min(1)
  .max(MAX_PAGE)
  .default(25)
  .meta({ description: `Entries a page, 1 to ${MAX_PAGE}.` })

export const QueueQuerySchema = z.object({
  state: z
    .enum(['open', 'closed'])
    .default('open')
    .meta({ description: 'Which cases; ignored where `stage` is given.' }),
  stage: z.enum(STAGES).optional().meta({ description: 'Only cases at this stage.' }),
  cursor: z.string().min(1).max(2000).optional().meta({ description: '`nextCursor` of the page before.' }),
  limit,
})

export const ListQuerySchema = z.object({ limit })

export const PanelParametersSchema = z.object({ panel: PanelCodeSchema })

/** Visible ASCII, as a header carries it. */
export const IdempotencyKeySchema = z
  .string()
  .regex(/^[\x21-\x7e]{1,255}$/, 'Give 1 to 255 visible ASCII characters.')
  .meta({
    description:
      'Your own number of this request: send the same again, and nothing happens twice. A new one for a new request.',
    examples: ['8e03978e-40d5-43e8-bc93-6894a57f9324'],
  })

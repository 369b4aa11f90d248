import * as z from 'zod'
import { FormsOfCaseSchema } from './agency-forms/record.ts'
import { AssessmentSchema, DesignatedDoctorDecisionSchema, DutySchema, ExpectednessSchema } from './assessment.ts'
import { AgeBandSchema, InstantSchema } from './calendar.ts'
import { CLOCK_RULE_IDS, ClockSchema, MomentSchema } from './clocks.ts'
import { ActorSchema, ChainedEntrySchema, ReadingEntrySchema } from './history.ts'
import { FORM_VERSIONS, NotificationSchema } from './notification/notification.ts'
import { StillNeededSchema } from './notification/still-needed.ts'
import { PanelNameSchema } from './panel.ts'
import { HoldReasonSchema, STAGES } from './panel-work/codes.ts'
import { panelWorkFields } from './panel-work/record.ts'
import { ClaimSchema } from './panel-work/case-now.ts'
import { ShownReferenceSchema } from './reference.ts'

/** What the service answers. The parameters it takes are in `parameters.ts`, what it is sent in `notification/`. */

/** Which panel reviews, and by what right. */
export const ReviewingPanelSchema = PanelNameSchema.extend({
  basis: z.enum(['must', 'may', 'provisional', 'transferred']).meta({
    description:
      '`must`: panel of normal residence (Children Act 2004 s16M(1)). `may`: of the place of death (s16M(2)). `provisional`: the residence is not known yet. `transferred`: another panel handed the case over.',
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

export const QUEUE_FLAGS = [
  'possible-duplicate',
  'provisional-panel',
  'scope-pending',
  'out-of-scope',
  'several-notifications',
  'facts-changed',
  'transferred-in',
  'facts-name-another-panel',
  'reopened',
  'facts-changed-since-review',
  'to-be-listed-again',
  'forms-awaited',
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
    holds: z.array(HoldReasonSchema).meta({ description: 'What the case waits for.' }),
    claim: ClaimSchema.nullable().meta({ description: 'Who has the case in hand; null when nobody has.' }),
    flags: z.array(z.enum(QUEUE_FLAGS)),
    receivedAt: InstantSchema,
  })
  .meta({ title: 'Case in a queue', description: 'Codes and times only: no identity.' })
export type QueueEntry = z.infer<typeof QueueEntrySchema>

export const QueuePageSchema = z
  .object({
    panel: PanelNameSchema,
    cases: z
      .array(QueueEntrySchema)
      .meta({ description: 'Open cases: the next due first. Closed ones: the last closed first.' }),
    nextCursor: z
      .string()
      .optional()
      .meta({ description: 'Give it as `cursor` for the next page; absent on the last.' }),
  })
  .meta({ title: 'Page of a queue' })
export type QueuePage = z.infer<typeof QueuePageSchema>

export const FoundCasesSchema = z
  .object({
    panel: PanelNameSchema,
    cases: z.array(QueueEntrySchema).max(1).meta({ description: 'The case, or none where your panel has none.' }),
  })
  .meta({ title: 'Found cases' })
export type FoundCases = z.infer<typeof FoundCasesSchema>

export const NoticesSchema = z
  .object({
    panel: PanelNameSchema,
    notices: z.array(
      z.object({
        reference: ShownReferenceSchema,
        what: z.enum(['died-in-area', 'handed-over', 'retracted']).meta({
          description:
            "`died-in-area`: a death in the panel's area that another panel reviews (R4). `handed-over`: a case that this panel transferred. `retracted`: such a case came to its end, as it was notified in error.",
        }),
        reviewedBy: PanelNameSchema,
        at: InstantSchema,
        note: z.string().optional().meta({ description: 'Handover note.' }),
        acceptedAt: InstantSchema.optional().meta({ description: 'When the other panel confirmed the handover.' }),
      }),
    ),
  })
  .meta({ title: 'Notices', description: 'Cases of another panel that this panel is told of. The newest first.' })
export type Notices = z.infer<typeof NoticesSchema>

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
    recordedMoments: z
      .array(
        z.object({
          moment: MomentSchema,
          happenedAt: InstantSchema,
          recordedAt: InstantSchema,
          by: ActorSchema,
          rule: z.enum(CLOCK_RULE_IDS).optional().meta({ description: "Absent where the panel's work showed it." }),
          note: z.string().optional(),
        }),
      )
      .meta({
        description: 'What started clocks and met them, besides the notifications; of one moment the last stands.',
      }),
    notifications: z.array(CaseNotificationSchema).min(1),
    possibleDuplicates: z.array(
      z.object({ reference: ShownReferenceSchema, likeness: z.enum(['same-nhs-number', 'alike']) }),
    ),
    forms: FormsOfCaseSchema,
    ...panelWorkFields,
  })
  .meta({ title: 'Case' })
export type CaseRecord = z.infer<typeof CaseSchema>

export const HistorySchema = z
  .object({
    reference: ShownReferenceSchema,
    entries: z.array(ChainedEntrySchema),
    readings: z.array(ReadingEntrySchema).meta({ description: 'Who read what of the case, this reading included.' }),
    whole: z.boolean().meta({
      description:
        'Whether every entry and every reading is there as it was written. False: somebody changed the record; tell those who run the service.',
    }),
  })
  .meta({ title: 'History', description: 'Everything that happened to the case and everyone who read it, in order.' })
export type History = z.infer<typeof HistorySchema>

export const ReadingsSchema = HistorySchema.pick({ reference: true, readings: true, whole: true }).meta({
  title: 'Readings of a case',
  description: 'Everyone who read the case, in order.',
})
export type Readings = z.infer<typeof ReadingsSchema>

/** The clocks of a case after a record. */
export const ClocksOfCaseSchema = z
  .object({
    reference: ShownReferenceSchema,
    version: z.int().min(1).meta({ description: 'How many events have happened.' }),
    clocks: z.array(ClockSchema),
  })
  .meta({ title: 'Clocks of a case' })
export type ClocksOfCase = z.infer<typeof ClocksOfCaseSchema>

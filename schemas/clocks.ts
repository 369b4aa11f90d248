import * as z from 'zod'
import { InstantSchema } from './calendar.ts'

/** The deadlines of child death review, numbered as in the glossary's table of clocks. */
export const CLOCK_RULE_IDS = [
  'D1',
  'D2',
  'D3',
  'D4',
  'D5',
  'D6',
  'D7',
  'D8',
  'D9',
  'D10',
  'D11',
  'D12',
  'D13',
  'D14',
  'D15',
  'D16',
  'D17',
  'D18',
  'D19',
  'D20',
] as const
export type ClockRuleId = (typeof CLOCK_RULE_IDS)[number]

/** Moments that start a clock, stop one, or both. */
export const MOMENTS = [
  'death',
  'notification-received',
  'national-database-notified',
  'joint-agency-meeting-held',
  'joint-visit-made',
  'post-mortem-done',
  'coroner-informed',
  'coroner-decided',
  'coroner-told-panel',
  'inquest-concluded',
  'certificate-released',
  'death-registered',
  'registrar-told-panel',
  'abuse-or-neglect-suspected',
  'sent-to-national-panel',
  'rapid-review-sent',
  'practice-review-decided',
  'practice-review-published',
  'key-worker-in-contact',
  'reporting-forms-requested',
  'reporting-forms-returned',
  'review-meeting-held',
  'review-meeting-report-received',
  'panel-review-held',
  'perinatal-audit-notified',
] as const
export const MomentSchema = z.enum(MOMENTS)
export type Moment = z.infer<typeof MomentSchema>

export const LIMIT_UNITS = ['hours', 'calendarDays', 'workingDays', 'weeks', 'months'] as const

/**
 * How long a clock runs. Hours are elapsed time, through nights and weekends. All others end with the last millisecond
 * of a day in England; the day on which the clock started does not count.
 */
export const LimitSchema = z.object({
  unit: z.enum(LIMIT_UNITS),
  n: z.int().min(1).max(100),
})
export type Limit = z.infer<typeof LimitSchema>

/** Who hears of a missed deadline, the nearest first. */
export const ADDRESSEES = ['panel', 'chair', 'partners'] as const
export const AddresseeSchema = z.enum(ADDRESSEES).meta({
  description: 'The panel itself, its chair, or the child death review partners who answer for it.',
})
export type Addressee = z.infer<typeof AddresseeSchema>

const EscalationSchema = z.object({
  level: z.int().min(2).meta({ description: 'Level 1 is the alert to the panel; each one above reaches further.' }),
  to: AddresseeSchema,
  at: InstantSchema.meta({ description: 'When it was escalated.' }),
})

/** One deadline of one case. */
export const ClockSchema = z
  .object({
    rule: z.enum(CLOCK_RULE_IDS).meta({ description: 'Number of the rule in the set of clock rules.' }),
    name: z.string().meta({ description: 'What has to happen, in plain words.' }),
    whoActs: z.string().meta({ description: 'Who has to act.' }),
    startedBy: MomentSchema.meta({ description: 'What started the clock.' }),
    startedAt: InstantSchema.meta({ description: 'When it started.' }),
    startIsEarliestPossible: z.literal(true).optional().meta({
      description: 'The time of death is not known: the clock is counted from the earliest moment it can have been.',
    }),
    otherStart: z.object({ startedBy: MomentSchema, startedAt: InstantSchema }).optional().meta({
      description: 'The start that other areas count from, where sources disagree; kept so that both can be reckoned.',
    }),
    dueAt: InstantSchema.meta({ description: 'The last moment at which the deadline is met.' }),
    metAt: InstantSchema.optional().meta({ description: 'When it was done, in time or late; absent while it is not.' }),
    missedAt: InstantSchema.optional().meta({
      description: 'When the service recorded that the deadline had passed unmet. It stays when the clock is met late.',
    }),
    escalations: z.array(EscalationSchema).optional().meta({
      description: 'To whom the missed deadline was escalated, and when; absent while only the panel has been told.',
    }),
    supersededAt: InstantSchema.optional().meta({
      description: 'When changed facts replaced or ended this clock. It no longer runs and stays visible.',
    }),
  })
  .meta({ title: 'Clock', description: 'A deadline: what started it, when it is due, and when it was met.' })
export type Clock = z.infer<typeof ClockSchema>

/** How a clock stands at a moment. */
export const CLOCK_STANDINGS = ['met', 'met-late', 'missed', 'running', 'superseded'] as const
export const ClockStandingSchema = z.enum(CLOCK_STANDINGS).meta({
  description:
    '`met` in time, `met-late` after the deadline, `missed`: passed and still not met, `running`, or `superseded` by changed facts or rules.',
})
export type ClockStanding = z.infer<typeof ClockStandingSchema>

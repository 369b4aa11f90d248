import * as z from 'zod'
import { ExpectednessSchema } from './assessment.ts'
import { CivilDateSchema } from './calendar.ts'
import { CLOCK_RULE_IDS } from './clocks.ts'
import { PanelCodeSchema } from './panel.ts'
import { HoldReasonSchema, STAGES } from './panel-work/codes.ts'
import { ReferenceSchema } from './reference.ts'

/** Parameters that the service takes. Apart from what it answers (`api.ts`), which functions know by type only: they stay small. */

const MAX_PAGE = 100

const limit = z.coerce
  .number({ error: 'Give a whole number.' })
  .int()
  .min(1)
  .max(MAX_PAGE)
  .default(25)
  .meta({ description: `Entries a page, 1 to ${MAX_PAGE}.` })

/** States and stages in which no clock runs any more. */
const OVER: readonly string[] = ['closed', 'retracted', 'joined']

export const QueueQuerySchema = z
  .object({
    state: z
      .enum(['open', 'closed'])
      .default('open')
      .meta({ description: 'Which cases; ignored where `stage` is given.' }),
    stage: z.enum(STAGES).optional().meta({ description: 'Only cases at this stage.' }),
    expectedness: ExpectednessSchema.optional().meta({ description: 'Only deaths so categorised.' }),
    hold: HoldReasonSchema.optional().meta({ description: 'Only cases that wait for this.' }),
    overdue: z
      .enum(['true', 'false'])
      .optional()
      .meta({ description: '`true`: only cases whose next clock is past due; `false`: only the others.' }),
    cursor: z.string().min(1).max(2000).optional().meta({ description: '`nextCursor` of the page before.' }),
    limit,
  })
  .refine(({ state, stage = state, overdue }) => overdue === undefined || !OVER.includes(stage), {
    path: ['overdue'],
    error: 'Leave it out: only open cases have clocks that run.',
  })

export const ListQuerySchema = z.object({ limit })

export const PanelParametersSchema = z.object({ panel: PanelCodeSchema })

export const MeetingParametersSchema = PanelParametersSchema.extend({
  meeting: z
    .string()
    .regex(/^[A-Za-z0-9-]{1,64}$/)
    .meta({ description: 'Names the meeting.', examples: ['2026-12-03'] }),
})

export const FindQuerySchema = z.object({
  reference: ReferenceSchema.meta({
    description: 'Of the case, of a notification in it, or of a case that was joined to it; as shown or as spoken.',
    examples: ['K3M9-QFX7-2D4H-W8TN'],
  }),
})

export const ClockParametersSchema = z.object({
  reference: ReferenceSchema.meta({
    description: 'As shown, or without hyphens, in any case.',
    examples: ['K3M9-QFX7-2D4H-W8TN'],
  }),
  rule: z.enum(CLOCK_RULE_IDS).meta({ description: 'Number of the rule that the clock follows.', examples: ['D3'] }),
})

export const ComplianceQuerySchema = z.object({
  from: CivilDateSchema.optional().meta({
    description: 'First day on which the cases were notified; a year before the last day where it is left out.',
    examples: ['2025-04-01'],
  }),
  to: CivilDateSchema.optional().meta({
    description: 'Last day, included; today where it is left out. At most a year after the first.',
    examples: ['2026-03-31'],
  }),
})

/** Visible ASCII, as a header carries it. */
export const IdempotencyKeySchema = z
  .string()
  .regex(/^[\x21-\x7e]{1,255}$/, 'Give 1 to 255 visible ASCII characters.')
  .meta({
    description:
      'Your own number of this request: send the same again, and nothing happens twice. A new one for a new request.',
    examples: ['8e03978e-40d5-43e8-bc93-6894a57f9324'],
  })

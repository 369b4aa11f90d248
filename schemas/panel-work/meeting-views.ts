import * as z from 'zod'
import { AGENCIES_REPRESENTED } from '../analysis/panel.ts'
import { ExpectednessSchema } from '../assessment.ts'
import { AgeBandSchema, CivilDateSchema, InstantSchema, TimeOfDaySchema } from '../calendar.ts'
import { ActorSchema } from '../history.ts'
import { PanelNameSchema } from '../panel.ts'
import { ShownReferenceSchema } from '../reference.ts'
import { coded } from '../value-sets.ts'
import { HoldReasonSchema, STAGES } from './codes.ts'
import { MEETING_CHANGES, MEETING_STATES } from './meeting-codes.ts'
import { ReviewRouteSchema, ThemeSchema } from '../triage.ts'
import { MemberSchema } from './meetings.ts'

/** What the service answers about meetings. */

const when = { date: CivilDateSchema, startsAt: TimeOfDaySchema }

export const MeetingSchema = z
  .object({
    reference: ShownReferenceSchema.meta({ description: 'Names the meeting.', examples: ['5T7C-9XKD-2M4P-QR8W'] }),
    version: z.int().min(1).meta({ description: 'How often it was written; give it as `basedOn`.' }),
    kind: ReviewRouteSchema,
    theme: ThemeSchema.optional(),
    ...when,
    place: z.string(),
    state: z.enum(MEETING_STATES),
    cancelledBecause: z.string().optional(),
    invited: z.array(MemberSchema),
    apologies: z.array(z.string()).meta({ description: 'Pseudonyms of those who will not come, or did not.' }),
    present: z.array(MemberSchema).meta({ description: 'Who was there; empty until that is recorded.' }),
    agencies: z.array(coded(AGENCIES_REPRESENTED)).meta({ description: 'Agencies represented.' }),
    quorum: z
      .object({ reached: z.boolean(), missing: z.array(z.string()) })
      .meta({ description: 'Among those present; before the meeting, among those invited without apologies.' }),
    changes: z
      .array(
        z.object({
          what: z.enum(MEETING_CHANGES),
          at: InstantSchema,
          by: ActorSchema,
          heldBefore: z.object(when).optional().meta({ description: 'Day and time before it was re-dated.' }),
        }),
      )
      .meta({ description: 'What was done to the meeting, in order.' }),
  })
  .meta({ title: 'Meeting of a panel' })
export type MeetingView = z.infer<typeof MeetingSchema>

export const MeetingsSchema = z
  .object({
    panel: PanelNameSchema,
    upcoming: z.array(MeetingSchema).meta({ description: 'Still to come, the next first.' }),
    past: z.array(MeetingSchema).meta({ description: 'Over or cancelled, the last first.' }),
  })
  .meta({ title: 'Meetings' })
export type MeetingsView = z.infer<typeof MeetingsSchema>

export const AgendaCaseSchema = z
  .object({
    number: z.int().min(1).meta({ description: 'Its place on the agenda: the first listed comes first.' }),
    reference: ShownReferenceSchema,
    ageBand: AgeBandSchema,
    expectedness: ExpectednessSchema,
    stage: z.enum(STAGES),
    holds: z.array(HoldReasonSchema).meta({ description: 'What the case waits for.' }),
    missing: z.array(z.string()).meta({ description: 'What the record does not have yet, in plain words.' }),
  })
  .meta({ title: 'Case on an agenda', description: 'Codes only: no identity and nothing that anyone wrote.' })

export const AgendaSchema = MeetingSchema.extend({
  panel: PanelNameSchema,
  cases: z.array(AgendaCaseSchema),
  leftOut: z
    .int()
    .min(0)
    .meta({ description: 'How many cases are left out because you declared a conflict of interest.' }),
}).meta({ title: 'Agenda', description: 'A meeting with the cases listed for it.' })
export type Agenda = z.infer<typeof AgendaSchema>

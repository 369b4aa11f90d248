import * as z from 'zod'
import { InstantSchema } from '../calendar.ts'
import { ACTIONS, HoldReasonSchema, STAGES } from './codes.ts'

export const ClaimSchema = z
  .object({
    by: z.string().meta({ description: 'Pseudonym of the person who has the case in hand.' }),
    until: InstantSchema.meta({ description: 'When the claim ends by itself.' }),
  })
  .meta({ title: 'Claim' })

export const AllowedActionSchema = z
  .object({
    action: z.enum(ACTIONS),
    stages: z.array(z.enum(STAGES)).optional().meta({ description: 'Stages to which you may move the case.' }),
  })
  .meta({ title: 'Allowed action' })

/** Where a case stands: codes, pseudonyms and times only, so that it may be shown to whoever works on the case. */
export const CaseNowSchema = z
  .object({
    version: z.int().min(1).meta({ description: 'How many events have happened; give it as `basedOn`.' }),
    stage: z.enum(STAGES),
    claim: ClaimSchema.nullable().meta({ description: 'Who has the case in hand; null when nobody has.' }),
    holds: z.array(HoldReasonSchema),
    allowed: z.array(AllowedActionSchema).meta({ description: 'What you may do now.' }),
  })
  .meta({ title: 'Where a case stands' })
export type CaseNow = z.infer<typeof CaseNowSchema>

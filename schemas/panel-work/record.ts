import * as z from 'zod'
import { InstantSchema } from '../calendar.ts'
import { ActorSchema } from '../history.ts'
import { PanelNameSchema } from '../panel.ts'
import { ShownReferenceSchema } from '../reference.ts'
import { GivenLinkSchema } from '../agency-forms/link.ts'
import { HoldReasonSchema, RetractionReasonSchema } from './codes.ts'
import { ConclusionSchema, ConflictSchema, TriageSchema } from './review.ts'
import { AllowedActionSchema, ClaimSchema, CaseNowSchema } from './case-now.ts'

const signed = { at: InstantSchema, by: ActorSchema }

/** What the panel did with the case; free text is in the record only. */
export const panelWorkFields = {
  claim: ClaimSchema.nullable().meta({ description: 'Who has the case in hand; null when nobody has.' }),
  holds: z
    .array(z.object({ hold: HoldReasonSchema, note: z.string().optional(), ...signed }))
    .meta({ description: 'What the case waits for.' }),
  conclusions: z
    .array(ConclusionSchema)
    .meta({ description: 'Each time the panel reviewed it; the first stays when a case is reopened.' }),
  triage: TriageSchema,
  conflicts: z.array(ConflictSchema).meta({ description: 'Conflicts of interest, withdrawn ones too.' }),
  keyWorker: z
    .object({
      name: z.string(),
      role: z.string().optional(),
      contact: z.string().optional(),
      inContactSince: InstantSchema.optional(),
      ...signed,
    })
    .nullable()
    .meta({ description: 'Who is there for the family; null until named.' }),
  familyQuestions: z.array(
    z.object({
      number: z.int().min(1),
      question: z.string(),
      ...signed,
      answers: z.array(z.object({ answer: z.string(), ...signed })),
    }),
  ),
  transfer: z
    .object({
      from: PanelNameSchema,
      to: PanelNameSchema,
      note: z.string(),
      ...signed,
      acceptedAt: InstantSchema.optional(),
    })
    .nullable()
    .meta({ description: 'The last handover between panels; null where there was none.' }),
  joinedTo: ShownReferenceSchema.nullable().meta({ description: 'The case that this one goes on in.' }),
  separated: z
    .array(z.object({ others: z.array(ShownReferenceSchema), reason: z.string().optional(), ...signed }))
    .meta({ description: 'Cases that people declared to be about another child, and how they know.' }),
  joinedFrom: z.array(ShownReferenceSchema).meta({ description: 'Cases that were joined to this one.' }),
  retracted: z.array(
    z.object({
      reference: ShownReferenceSchema,
      reason: RetractionReasonSchema,
      explanation: z.string().optional(),
      ...signed,
    }),
  ),
  allowed: z.array(AllowedActionSchema).meta({ description: 'What you may do now.' }),
}

/** Where a case stands after an action. */
export const WorkedSchema = CaseNowSchema.extend({
  reference: ShownReferenceSchema,
  link: GivenLinkSchema.optional().meta({
    description: 'Of a form that was requested, and of a link that was renewed: this once.',
  }),
  joinedTo: ShownReferenceSchema.optional().meta({ description: 'The case that this one now goes on in.' }),
}).meta({ title: 'Case after an action' })
export type Worked = z.infer<typeof WorkedSchema>

import * as z from 'zod'
import { InstantSchema } from '../calendar.ts'
import { ActorSchema } from '../history.ts'
import { CircumstanceSchema, SupplementaryFormCodeSchema } from '../supplementary/form-list.ts'
import { sectionAnswersFields } from './answers.ts'
import {
  AgencyFormCodeSchema,
  FORM_REQUEST_STANDINGS,
  FormRequestIdSchema,
  LINK_REFUSALS,
  LINK_STANDINGS,
} from './codes.ts'

/** What a section says, as the case keeps it. */
export const SectionAnswersSchema = z
  .object({
    ...sectionAnswersFields,
    unrecognised: z
      .string()
      .optional()
      .meta({ description: 'What was sent beyond the form, as JSON text: kept, never read.' }),
  })
  .meta({ title: 'Answers of a section' })

const agencyFields = { type: z.string().optional(), name: z.string().optional(), role: z.string().optional() }

const NeededFormSchema = z
  .object({
    form: SupplementaryFormCodeSchema,
    standing: z.enum(['needed', 'removed']),
    byRule: z
      .array(z.object({ rule: z.string(), because: z.string() }))
      .meta({ description: 'The rules that speak for it, each with its reason.' }),
    adjustment: z
      .object({
        act: z.enum(['add', 'remove']),
        reason: z.string(),
        by: z.string().meta({ description: 'Pseudonym of the person.' }),
        at: InstantSchema,
      })
      .nullable()
      .meta({ description: 'The last decision of a person about it: it outranks the rules.' }),
    lookAgain: z.boolean().meta({ description: 'It was removed, and a rule speaks for it now that did not then.' }),
  })
  .meta({ title: 'Supplementary form of a case' })

const FormRequestSchema = z
  .object({
    request: FormRequestIdSchema,
    form: AgencyFormCodeSchema,
    agency: z.object({ position: z.int().optional(), ...agencyFields }),
    sections: z.array(z.string()),
    requestedAt: InstantSchema,
    by: ActorSchema,
    dueAt: InstantSchema,
    overdue: z.boolean(),
    standing: z.enum(FORM_REQUEST_STANDINGS),
    links: z.array(
      z.object({
        number: z.int(),
        for: z.enum(['agency', 'colleague']),
        sections: z.array(z.string()),
        standing: z.enum(LINK_STANDINGS),
        expiresAt: InstantSchema,
        refusals: z.array(z.object({ because: z.enum(LINK_REFUSALS), at: InstantSchema })),
      }),
    ),
    answered: z
      .object({ at: InstantSchema, answers: z.record(z.string(), SectionAnswersSchema) })
      .nullable()
      .meta({ description: 'What the agency sent, by section; nothing of it is shown before.' }),
    withdrawn: z.object({ at: InstantSchema, by: ActorSchema, reason: z.string() }).nullable(),
  })
  .meta({ title: 'Form asked of an agency' })

/** The forms of a case: which it needs and why, whom to ask, and what was asked and answered. */
export const FormsOfCaseSchema = z
  .object({
    rulesVersion: z.string().meta({ description: 'Version of the rules that say which forms a case needs.' }),
    circumstances: z.array(CircumstanceSchema).meta({ description: 'As caseworkers recorded them.' }),
    needed: z.array(NeededFormSchema).meta({ description: 'Supplementary forms that rules or people brought up.' }),
    agencies: z
      .array(
        z.object({
          position: z.int(),
          ...agencyFields,
          wantsReportingForm: z.string().optional().meta({ description: "The notifier's advice, if any." }),
          reportingForm: z.enum([...FORM_REQUEST_STANDINGS, 'not-asked']),
        }),
      )
      .meta({ description: 'Agencies of the notification. A reporting form goes to every one.' }),
    requests: z.array(FormRequestSchema),
  })
  .meta({ title: 'Forms of a case' })
export type FormsOfCase = z.infer<typeof FormsOfCaseSchema>

import * as z from 'zod'

/** *Not known* is an answer of its own; an answer left out counts as not known. */
export const AnswerSchema = z.enum(['yes', 'no', 'not-known'])
export type Answer = z.infer<typeof AnswerSchema>

const answer = (description: string) =>
  AnswerSchema.default('not-known').meta({ description: `${description} An answer left out counts as not known.` })

/** The five criteria of the guidance for a Joint Agency Response (R10 a to e), and presentation near death (R12). */
export const JAR_CRITERIA = [
  'externalCauses',
  'suddenNoApparentCause',
  'inCustodyOrDetained',
  'suspicionNotNatural',
  'unattendedStillbirth',
  'resuscitatedExpectedToDie',
] as const
export type JarCriterion = (typeof JAR_CRITERIA)[number]

/** Circumstances of the Notification of Deaths Regulations 2019, regulation 3 (R20). */
export const CORONER_CIRCUMSTANCES = [
  'poisoning',
  'toxic-substance',
  'medicinal-product-or-drug',
  'violence',
  'trauma-or-injury',
  'self-harm',
  'neglect',
  'medical-treatment-or-procedure',
  'employment',
  'otherwise-unnatural',
  'cause-unknown',
  'custody-or-state-detention',
  'no-attending-practitioner',
  'identity-unknown',
] as const
export const CoronerCircumstanceSchema = z.enum(CORONER_CIRCUMSTANCES)
export type CoronerCircumstance = z.infer<typeof CoronerCircumstanceSchema>

/** What the notifier is asked so that the service can say what the law requires next. */
export const AssessmentAnswersSchema = z.object({
  anticipated24HoursBefore: answer(
    'Was the death anticipated as a significant possibility 24 hours before it? (definition of unexpected death)',
  ),
  unexpectedCollapseOrIncident: answer(
    'Did a similarly unexpected collapse or incident lead to the death, or precipitate the events that did?',
  ),
  externalCauses: answer('Is the death, or could it be, due to external causes? (R10a)'),
  suddenNoApparentCause: answer(
    'Was the death sudden, with no immediately apparent cause (including sudden unexpected death in infancy or childhood)? (R10b)',
  ),
  inCustodyOrDetained: answer('Was the child in custody, or detained under the Mental Health Act? (R10c)'),
  suspicionNotNatural: answer(
    'Do the initial circumstances raise any suspicion that the death may not have been natural? (R10d)',
  ),
  unattendedStillbirth: answer(
    'Was this a birth with no healthcare professional in attendance, with signs of life not established? (R10e)',
  ),
  resuscitatedExpectedToDie: answer(
    'Was the child brought to hospital near death and resuscitated, and expected to die? (R12; from memory, to be verified)',
  ),
  abuseOrNeglect: answer('Is abuse or neglect known or suspected? (R30)'),
  lookedAfter: answer('Was the child looked after by a local authority? (R32)'),
  coronerCircumstances: z
    .union([
      z.enum(['none-of-these', 'not-known']),
      z.array(CoronerCircumstanceSchema).min(1).max(CORONER_CIRCUMSTANCES.length),
    ])
    .default('not-known')
    .meta({
      description:
        'Circumstances in which a death must be referred to the coroner (Notification of Deaths Regulations 2019, regulation 3; R20): those that apply, `none-of-these`, or `not-known`.',
    }),
})
export type AssessmentAnswers = z.infer<typeof AssessmentAnswersSchema>

/** One reason for an outcome: which rule, what was answered, and the words of the guidance. */
export const ReasonSchema = z.object({
  rule: z.string().meta({ description: 'Number of the rule in the rule set, for example `R10b`.' }),
  answered: AnswerSchema.meta({ description: 'The answer that led here; `not-known` is taken on the safe side.' }),
  text: z.string().meta({ description: 'The rule in the words of the guidance.' }),
})
export type Reason = z.infer<typeof ReasonSchema>

export const EXPECTEDNESS = ['expected', 'unexpected', 'not-yet-known'] as const
export const ExpectednessSchema = z.enum(EXPECTEDNESS).meta({
  description: 'Not yet known is treated as unexpected until the designated doctor says otherwise.',
})
export type Expectedness = z.infer<typeof ExpectednessSchema>

/** Required: the answers say so. Required-until-known: an answer is missing, and the safe side is to act. */
export const DUTIES = ['required', 'required-until-known', 'not-required'] as const
export const DutySchema = z.enum(DUTIES).meta({
  description: '`required-until-known`: an answer is missing, so the duty stands until it is known.',
})
export type Duty = z.infer<typeof DutySchema>

/** A designated doctor's decision against the answers: needs a reason and stays visible. */
export const DesignatedDoctorDecisionSchema = z.object({
  expectedness: z.enum(['expected', 'unexpected']).optional(),
  jointAgencyResponse: z.enum(['required', 'not-required']).optional(),
  reason: z.string().trim().min(10).max(2000),
})
export type DesignatedDoctorDecision = z.infer<typeof DesignatedDoctorDecisionSchema>

const outcome = <T extends z.ZodType>(value: T) => z.object({ outcome: value, reasons: z.array(ReasonSchema) })

/** What the law requires next, each with its reasons in the words of the guidance. */
export const AssessmentSchema = z.object({
  ruleSetVersion: z.string(),
  expectedness: outcome(ExpectednessSchema),
  jointAgencyResponse: outcome(DutySchema),
  coroner: outcome(DutySchema).meta({
    description: 'Referral to the senior coroner for the area where the body lies.',
  }),
  socialCare: outcome(DutySchema).meta({
    description: "Telling the local authority's children's social care at once.",
  }),
  nationalPanel: outcome(DutySchema).meta({
    description:
      'Serious incident notification to the Child Safeguarding Practice Review Panel within 5 working days (R30).',
  }),
  lookedAfterChild: outcome(DutySchema).meta({
    description: 'Notification of the Secretary of State and Ofsted of the death of a looked-after child (R32).',
  }),
  decidedByDesignatedDoctor: z.boolean(),
})
export type Assessment = z.infer<typeof AssessmentSchema>

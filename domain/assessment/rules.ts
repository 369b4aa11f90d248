import type { AssessmentAnswers, JarCriterion } from '../../schemas/assessment.ts'

/** Changes whenever a rule, its words or its consequence changes; stored with every categorisation. */
export const RULE_SET_VERSION = '2026-11'

/**
 * The rules in the words of the guidance. Sources: *Child Death Review: Statutory and Operational Guidance (England)* 2018 for
 * U1, U2 and R10; the Notification of Deaths Regulations 2019 for R20; *Working Together to Safeguard Children* and Children
 * Act 2004 s16C(1) for R30 and R32. R12 is from memory, to be verified.
 */
export const rules = {
  U1: 'A death is unexpected where it was not anticipated as a significant possibility 24 hours before it.',
  U2: 'A death is unexpected where a similarly unexpected collapse or incident led to it, or precipitated the events that led to it.',
  R10a: 'A Joint Agency Response is required where the death is or could be due to external causes.',
  R10b: 'A Joint Agency Response is required where the death is sudden and there is no immediately apparent cause.',
  R10c: 'A Joint Agency Response is required where the death occurs in custody, or where the child was detained under the Mental Health Act.',
  R10d: 'A Joint Agency Response is required where the initial circumstances raise any suspicion that the death may not have been natural.',
  R10e: 'A Joint Agency Response is required for a stillbirth where no healthcare professional was in attendance.',
  R12: 'A Joint Agency Response starts at presentation where a child is brought to hospital near death, is resuscitated and is expected to die.',
  R20: 'A registered medical practitioner must notify the senior coroner for the area where the body lies when a circumstance of regulation 3 applies.',
  R30: 'Where a child dies and abuse or neglect is known or suspected, the local authority must notify the Child Safeguarding Practice Review Panel within 5 working days.',
  R32: 'The local authority must notify the Secretary of State and Ofsted when a looked-after child dies.',
  DD: 'The designated doctor for child deaths decided otherwise; the reason is kept with the decision.',
} as const
export type RuleId = keyof typeof rules

/** Which rule each criterion of the Joint Agency Response answers to. */
export const jarRules = {
  externalCauses: 'R10a',
  suddenNoApparentCause: 'R10b',
  inCustodyOrDetained: 'R10c',
  suspicionNotNatural: 'R10d',
  unattendedStillbirth: 'R10e',
  resuscitatedExpectedToDie: 'R12',
} as const satisfies Record<JarCriterion, RuleId>

/** What is assumed until somebody answers: nothing is known. */
export const nothingKnown: AssessmentAnswers = {
  anticipated24HoursBefore: 'not-known',
  unexpectedCollapseOrIncident: 'not-known',
  externalCauses: 'not-known',
  suddenNoApparentCause: 'not-known',
  inCustodyOrDetained: 'not-known',
  suspicionNotNatural: 'not-known',
  unattendedStillbirth: 'not-known',
  resuscitatedExpectedToDie: 'not-known',
  abuseOrNeglect: 'not-known',
  lookedAfter: 'not-known',
  coronerCircumstances: 'not-known',
}

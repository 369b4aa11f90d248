import { CORONER_CIRCUMSTANCES, type AssessmentAnswers, type JarCriterion } from '../../../schemas/assessment.ts'
import { notKnownYet, yesNoNotKnown } from '../form/choices.ts'
import type { Field } from '../form/field.ts'
import type { Step } from '../form/step.ts'
import { coronerWords } from '../words/coroner.ts'

type Question = Exclude<keyof AssessmentAnswers, 'coronerCircumstances'>

/** The questions that decide what must happen next, as a person is asked them. What each means in law is in the rules. */
export const questionWords = {
  anticipated24HoursBefore: 'Was it thought likely, 24 hours before, that the child might die?',
  unexpectedCollapseOrIncident: 'Did a sudden collapse or incident that nobody expected lead to the death?',
  externalCauses: 'Was the death due to an external cause, or could it have been?',
  suddenNoApparentCause: 'Was the death sudden, with no cause that was apparent at once?',
  inCustodyOrDetained: 'Was the child in custody, or detained under the Mental Health Act?',
  suspicionNotNatural: 'Is there anything at first sight to suggest that the death was not natural?',
  unattendedStillbirth: 'Was this a birth without a healthcare professional, with no sign of life established?',
  resuscitatedExpectedToDie: 'Was the child brought to hospital near death, resuscitated, and expected to die?',
  abuseOrNeglect: 'Is abuse or neglect known or suspected?',
  lookedAfter: 'Was the child looked after by a local authority?',
} as const satisfies Record<Question, string>

const hints: Partial<Record<Question, string>> = {
  externalCauses: 'For example an accident, an injury, drowning or poisoning.',
  suddenNoApparentCause: 'This includes sudden unexpected death in infancy or childhood.',
  lookedAfter: 'In care, or in accommodation that the local authority provided.',
}

const asked = (question: Question): Field => ({
  name: question,
  at: `/answers/${question}`,
  label: questionWords[question],
  ...(hints[question] !== undefined && { hint: hints[question] }),
  kind: 'choice',
  look: 'inline',
  choices: yesNoNotKnown,
})

export const expected: Step = {
  path: 'expected',
  title: 'Whether the death was expected',
  before: ['If you do not know yet, say so. The death is then treated as unexpected until somebody knows.'],
  fields: [asked('anticipated24HoursBefore'), asked('unexpectedCollapseOrIncident')],
}

const CRITERIA = [
  'externalCauses',
  'suddenNoApparentCause',
  'inCustodyOrDetained',
  'suspicionNotNatural',
  'resuscitatedExpectedToDie',
] as const satisfies readonly JarCriterion[]

export const jointAgencyResponse: Step = {
  path: 'joint-agency-response',
  title: 'Whether several agencies must act together',
  before: [
    'One “yes” means that a Joint Agency Response is needed: health, police and social care find out together what happened, and look after the family, beginning at once.',
    'Until an answer is known, the safe side is taken: a Joint Agency Response is started.',
  ],
  fields: CRITERIA.map(asked),
}

export const unattendedBirth: Step = {
  path: 'unattended-birth',
  title: 'A birth without help',
  fields: [asked('unattendedStillbirth')],
}

export const coroner: Step = {
  path: 'coroner',
  title: 'Whether the coroner must be told',
  before: [
    'The coroner is the judge who looks into deaths that may not be natural. A doctor must tell them where one of these is suspected to have caused the death, or applies.',
  ],
  fields: [
    {
      name: 'coronerCircumstances',
      at: '/answers/coronerCircumstances',
      label: 'Which of these apply?',
      kind: 'choices',
      choices: CORONER_CIRCUMSTANCES.map((code) => ({ value: code, text: coronerWords[code] })),
      instead: [{ value: 'none-of-these', text: 'None of these' }, notKnownYet],
    },
  ],
}

export const safeguarding: Step = {
  path: 'safeguarding',
  title: 'Safeguarding',
  before: ['The answers decide whether the local authority must be told, so that other children are safe.'],
  fields: [asked('abuseOrNeglect'), asked('lookedAfter')],
}

import type { CoronerCircumstance } from '../../../schemas/assessment.ts'

/** The circumstances of the Notification of Deaths Regulations 2019, regulation 3, in words. */
export const coronerWords = {
  poisoning: 'Poisoning, also by something harmless in small amounts',
  'toxic-substance': 'Contact with a toxic substance',
  'medicinal-product-or-drug': 'A medicine, a controlled drug or a psychoactive substance',
  violence: 'Violence',
  'trauma-or-injury': 'Trauma or injury',
  'self-harm': 'Self-harm',
  neglect: 'Neglect, including self-neglect',
  'medical-treatment-or-procedure': 'Medical treatment or a procedure',
  employment: 'Injury or disease from employment',
  'otherwise-unnatural': 'Unnatural in another way',
  'cause-unknown': 'The cause of death is unknown',
  'custody-or-state-detention': 'The child was in custody or otherwise in state detention',
  'no-attending-practitioner': 'No doctor attended the child who could certify the death',
  'identity-unknown': 'The child’s identity is not known',
} as const satisfies Record<CoronerCircumstance, string>

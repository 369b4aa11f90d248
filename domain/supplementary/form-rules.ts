import type { CategoryOfDeath } from '../../schemas/analysis/categories.ts'
import type { AssessmentAnswers, CoronerCircumstance } from '../../schemas/assessment.ts'
import type { AgeBand } from '../../schemas/calendar.ts'
import type { Death } from '../../schemas/notification/notification.ts'
import type { Circumstance, SupplementaryFormCode } from '../../schemas/supplementary/form-list.ts'

type Place = Death['placeOfDeath']

/** Changes whenever a rule below does; stored with what it led to. */
export const FORM_RULES_VERSION = 'forms-1'

/** What decides which supplementary forms a case needs. */
export interface FormFacts {
  readonly circumstances: readonly Circumstance[]
  readonly suspectedCategory?: CategoryOfDeath | 'not-known' | undefined
  readonly ageBand: AgeBand
  readonly placeOfDeath: Place
  readonly answers: Pick<AssessmentAnswers, 'suddenNoApparentCause' | 'abuseOrNeglect' | 'coronerCircumstances'>
}

/** Why a case needs a form. A form is asked for on what is known: it costs people's time, and a later answer still brings it. */
export interface FormRule {
  readonly id: string
  readonly form: SupplementaryFormCode
  readonly because: string
  readonly applies: (facts: FormFacts) => boolean
}

/**
 * A contributing circumstance brings its form. Asthma and anaphylaxis: "where either contributed"; the events are those that brought
 * a form with the former Form B; the others from memory, verify.
 */
const FORM_OF_CIRCUMSTANCE = {
  asthma: 'asthma-anaphylaxis',
  anaphylaxis: 'asthma-anaphylaxis',
  'cardiac-condition': 'cardiac',
  'chromosomal-genetic-congenital': 'chromosomal-genetic-congenital',
  'diabetic-ketoacidosis': 'diabetic-ketoacidosis',
  epilepsy: 'epilepsy',
  malignancy: 'oncology',
  infection: 'infection',
  drowning: 'drowning',
  'fire-burns-electrocution': 'fire-burns-electrocution',
  poisoning: 'poisoning',
  'substance-misuse': 'substance-misuse',
  'suicide-self-harm': 'suicide-self-harm',
  'vehicle-collision': 'vehicle-collision',
  'violence-maltreatment': 'violence-maltreatment',
  'other-injury': 'other-injury',
} as const satisfies Record<Circumstance, SupplementaryFormCode>

/** From memory, verify. Categories 5 and 6 are too wide to ask for one form; 3 is below. */
const FORM_OF_CATEGORY = {
  1: 'violence-maltreatment',
  2: 'suicide-self-harm',
  4: 'oncology',
  7: 'chromosomal-genetic-congenital',
  8: 'delivery-suite-neonatal-unit',
  9: 'infection',
  10: 'sudden-unexpected-death',
} as const satisfies Partial<Record<CategoryOfDeath, SupplementaryFormCode>>

/** Circumstances of the Notification of Deaths Regulations 2019 that name what a form asks about (derived). */
const FORM_OF_CORONER_CIRCUMSTANCE = {
  poisoning: 'poisoning',
  'toxic-substance': 'poisoning',
  violence: 'violence-maltreatment',
  neglect: 'violence-maltreatment',
  'self-harm': 'suicide-self-harm',
} as const satisfies Partial<Record<CoronerCircumstance, SupplementaryFormCode>>

/** Delivery suite, labour ward and neonatal unit are the published form's own name; intensive care from memory, verify. */
const FORM_OF_PLACE = {
  'labour-ward-delivery-suite': 'delivery-suite-neonatal-unit',
  'neonatal-unit': 'delivery-suite-neonatal-unit',
  'intensive-care-unit': 'intensive-care',
} as const satisfies Partial<Record<Place, SupplementaryFormCode>>

const HOSPITAL: readonly Place[] = [
  'emergency-department',
  'paediatric-ward',
  'neonatal-unit',
  'intensive-care-unit',
  'labour-ward-delivery-suite',
  'hospital-other',
]
const diedInHospital = ({ placeOfDeath }: FormFacts) => HOSPITAL.includes(placeOfDeath)

const coronerNames = ({ answers }: FormFacts, circumstance: CoronerCircumstance) =>
  Array.isArray(answers.coronerCircumstances) && answers.coronerCircumstances.includes(circumstance)

/** Circumstances that have an injury form of their own. */
const SPECIFIC_INJURIES: readonly Circumstance[] = [
  'anaphylaxis',
  'drowning',
  'fire-burns-electrocution',
  'poisoning',
  'suicide-self-harm',
  'vehicle-collision',
  'violence-maltreatment',
]

const isInjuryOfNoOtherForm = (facts: FormFacts) =>
  (facts.suspectedCategory === '3' || coronerNames(facts, 'trauma-or-injury')) &&
  !facts.circumstances.some((circumstance) => SPECIFIC_INJURIES.includes(circumstance))

const entriesOf = <K extends string, V>(map: Readonly<Partial<Record<K, V>>>) => Object.entries(map) as [K, V][]

const byAnotherFact: readonly FormRule[] = [
  {
    id: 'sudden',
    form: 'sudden-unexpected-death',
    because: 'The death was sudden, with no immediately apparent cause (R10b).',
    applies: ({ answers }) => answers.suddenNoApparentCause === 'yes',
  },
  {
    id: 'abuse-or-neglect',
    form: 'violence-maltreatment',
    because: 'Abuse or neglect is known or suspected (R30).',
    applies: ({ answers }) => answers.abuseOrNeglect === 'yes',
  },
  {
    id: 'other-injury',
    form: 'other-injury',
    because: 'The death followed an injury that no other form asks about (from memory, verify).',
    applies: isInjuryOfNoOtherForm,
  },
  {
    id: 'neonatal-in-hospital',
    form: 'delivery-suite-neonatal-unit',
    because: 'The baby died in hospital before 28 completed days (from memory, verify).',
    applies: (facts) => facts.ageBand === '0-27 days' && diedInHospital(facts),
  },
  {
    id: 'died-in-hospital',
    form: 'care-pathway',
    because: 'The child died in hospital (from memory, verify).',
    applies: diedInHospital,
  },
]

/** Every rule. The order is that of the reasons a person is shown. */
export const formRules: readonly FormRule[] = [
  ...entriesOf(FORM_OF_CIRCUMSTANCE).map(([circumstance, form]) => ({
    id: `circumstance:${circumstance}`,
    form,
    because: 'It is among the circumstances of the death.',
    applies: ({ circumstances }: FormFacts) => circumstances.includes(circumstance),
  })),
  ...entriesOf<CategoryOfDeath, SupplementaryFormCode>(FORM_OF_CATEGORY).map(([category, form]) => ({
    id: `category:${category}`,
    form,
    because: `Category ${category} is suspected (from memory, verify).`,
    applies: ({ suspectedCategory }: FormFacts) => suspectedCategory === category,
  })),
  ...entriesOf<CoronerCircumstance, SupplementaryFormCode>(FORM_OF_CORONER_CIRCUMSTANCE).map(
    ([circumstance, form]) => ({
      id: `coroner:${circumstance}`,
      form,
      because: 'It is among the circumstances for which the coroner was told (R20).',
      applies: (facts: FormFacts) => coronerNames(facts, circumstance),
    }),
  ),
  ...entriesOf<Place, SupplementaryFormCode>(FORM_OF_PLACE).map(([place, form]) => ({
    id: `place:${place}`,
    form,
    because: 'The child died there.',
    applies: ({ placeOfDeath }: FormFacts) => placeOfDeath === place,
  })),
  ...byAnotherFact,
]

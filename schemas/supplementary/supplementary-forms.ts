import * as z from 'zod'
import { SUPPLEMENTARY_FORMS, type SupplementaryFormCode } from './form-list.ts'
import * as external from './external-forms.ts'
import * as medical from './medical-forms.ts'
import { form, type Part } from './question.ts'

const named = <C extends SupplementaryFormCode, P extends Readonly<Record<string, Part>>>(code: C, parts: P) =>
  form(code, { title: SUPPLEMENTARY_FORMS[code].label, source: SUPPLEMENTARY_FORMS[code].source }, parts)

/** The schema of each supplementary form: parts that can be sent and handed on one by one, questions that depend on answers. */
export const supplementaryForms = {
  'asthma-anaphylaxis': named('asthma-anaphylaxis', medical.asthmaAnaphylaxis),
  cardiac: named('cardiac', medical.cardiac),
  'care-pathway': named('care-pathway', medical.carePathway),
  'chromosomal-genetic-congenital': named('chromosomal-genetic-congenital', medical.chromosomalGeneticCongenital),
  'delivery-suite-neonatal-unit': named('delivery-suite-neonatal-unit', medical.deliverySuiteNeonatalUnit),
  'diabetic-ketoacidosis': named('diabetic-ketoacidosis', medical.diabeticKetoacidosis),
  drowning: named('drowning', external.drowning),
  epilepsy: named('epilepsy', medical.epilepsy),
  'fire-burns-electrocution': named('fire-burns-electrocution', external.fireBurnsElectrocution),
  infection: named('infection', medical.infection),
  'intensive-care': named('intensive-care', medical.intensiveCare),
  oncology: named('oncology', medical.oncology),
  'other-injury': named('other-injury', external.otherInjury),
  poisoning: named('poisoning', external.poisoning),
  'substance-misuse': named('substance-misuse', external.substanceMisuse),
  'sudden-unexpected-death': named('sudden-unexpected-death', external.suddenUnexpectedDeath),
  'suicide-self-harm': named('suicide-self-harm', external.suicideSelfHarm),
  'vehicle-collision': named('vehicle-collision', external.vehicleCollision),
  'violence-maltreatment': named('violence-maltreatment', external.violenceMaltreatment),
} as const satisfies Record<SupplementaryFormCode, z.ZodObject>

type AnyForm = (typeof supplementaryForms)[SupplementaryFormCode]

/** Any supplementary form, told apart by its `form`. */
export const SupplementaryFormSchema = z
  .discriminatedUnion('form', Object.values(supplementaryForms) as [AnyForm, ...AnyForm[]])
  .meta({ title: 'Supplementary reporting form' })
export type SupplementaryForm = z.infer<typeof SupplementaryFormSchema>

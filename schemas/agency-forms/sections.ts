import type { ReportingFormSchema } from '../supplementary/reporting-form.ts'
import type { supplementaryForms } from '../supplementary/supplementary-forms.ts'
import type { AgencyFormCode } from './codes.ts'

type Forms = { reporting: typeof ReportingFormSchema } & typeof supplementaryForms
type SectionOf<F extends AgencyFormCode> = Exclude<keyof Forms[F]['shape'], 'form' | 'formVersion'>

/**
 * The sections of each form by name, apart from their questions: whoever asks for a form needs no more, and the questions would weigh
 * on every cold start. The compiler refuses a name that the form does not have, a test one that is left out.
 */
export const FORM_SECTIONS = {
  reporting: ['summary', 'child', 'familyAndEnvironment', 'parenting', 'serviceProvision'],
  'asthma-anaphylaxis': ['condition'],
  cardiac: ['condition'],
  'care-pathway': ['beforeHospital', 'transport', 'emergencyCare', 'inpatientCare', 'criticalCare', 'endOfLifeCare'],
  'chromosomal-genetic-congenital': ['condition'],
  'delivery-suite-neonatal-unit': ['birth', 'neonatalCare'],
  'diabetic-ketoacidosis': ['condition'],
  drowning: ['event'],
  epilepsy: ['condition'],
  'fire-burns-electrocution': ['event'],
  infection: ['condition'],
  'intensive-care': ['stay'],
  oncology: ['condition'],
  'other-injury': ['event'],
  poisoning: ['event'],
  'substance-misuse': ['event'],
  'sudden-unexpected-death': ['sleep', 'background'],
  'suicide-self-harm': ['event', 'before'],
  'vehicle-collision': ['event'],
  'violence-maltreatment': ['event'],
} as const satisfies { readonly [F in AgencyFormCode]: readonly SectionOf<F>[] }

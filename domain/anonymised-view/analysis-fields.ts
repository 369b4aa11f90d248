import type { AnalysisForm } from '../../schemas/analysis/analysis-form.ts'
import type { MaskedText } from '../../schemas/anonymised-case.ts'
import { becomes } from './fields.ts'
import { asInterval } from './generalised.ts'
import type { TreatmentsOf } from './treatment.ts'

const domain = { fields: { factors: { each: { text: 'scanned', relevance: 'coded', modifiable: 'coded' } } } } as const
const formerDomain = { fields: { factors: { each: { text: 'scanned', relevance: 'coded' } } } } as const
const category = { fields: { reasonable: 'coded', choice: 'coded', rationale: 'scanned' } } as const

/** What is shown of each answer of the analysis form. It should name nobody, but people type it. */
export const analysisFields: TreatmentsOf<AnalysisForm> = {
  formVersion: 'coded',
  meeting: {
    fields: {
      reviewedOn: becomes('reviewedOn', 'date', asInterval),
      agenciesRepresented: 'coded',
      documentsAvailable: 'scanned',
    },
  },
  causeOfDeath: { fields: { text: 'scanned', icd10: becomes('icd10', 'nothing', (code: string) => code) } },
  caseSummary: { fields: { text: 'scanned' } },
  child: domain,
  socialEnvironment: domain,
  physicalEnvironment: domain,
  serviceProvision: domain,
  childsNeeds: formerDomain,
  familyAndEnvironment: formerDomain,
  parentingCapacity: formerDomain,
  proposedCategory: category,
  panelCategory: category,
  modifiableFactors: { fields: { outcome: 'coded', inWords: 'scanned' } },
  learning: { fields: { issues: 'scanned', learningPoints: 'scanned', goodPractice: 'scanned' } },
  recommendations: {
    fields: {
      recommendations: {
        each: {
          text: 'scanned',
          level: 'coded',
          addressee: 'scanned',
          owner: 'scanned',
          dueOn: becomes('dueOn', 'nothing', asInterval),
        },
      },
      noActionReason: 'scanned',
    },
  },
  family: { fields: { followUpPlan: 'scanned' } },
  safeguarding: { fields: { referToSafeguardingPartners: 'coded', reason: 'scanned' } },
}

/** The form with every open text scanned; its codes as they are. */
export type AnonymisedAnalysis = Masked<AnalysisForm>

type Masked<T> = T extends string
  ? string extends T
    ? MaskedText
    : T
  : T extends object
    ? { readonly [F in keyof T]: Masked<T[F]> }
    : T

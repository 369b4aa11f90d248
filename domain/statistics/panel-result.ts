import type { AnalysisSections, ModifiableFactorsOutcome } from '../../schemas/analysis/analysis-form.ts'
import type { Factor } from '../../schemas/analysis/factors.ts'
import { categoryByRule } from '../analysis/category.ts'
import { isModifiableFactor, modifiableFactorsAgree } from '../analysis/modifiable-factors.ts'
import { valueOf, type SectionedForm } from '../analysis/sectioned-form.ts'

/** What a panel decided, as the statistics count it. */
export interface PanelResult {
  readonly category: string
  readonly 'modifiable-factors': string
  readonly 'factors-in-the-child': string
  readonly 'factors-in-the-social-environment': string
  readonly 'factors-in-the-physical-environment': string
  readonly 'factors-in-the-service': string
}

const OUTCOMES = {
  identified: 'present',
  'none-identified': 'none',
  'insufficient-information': 'insufficient-information',
} as const satisfies Record<ModifiableFactorsOutcome, string>

/** Reads the form as it stood when the review was concluded; what it does not say counts as not known. */
export function panelResult(form: SectionedForm<AnalysisSections> | undefined): PanelResult {
  const said = form && {
    category: categoryByRule(valueOf(form, 'panelCategory'))?.category,
    outcome: valueOf(form, 'modifiableFactors')?.outcome,
  }
  const factorsIn = (domain: 'child' | 'socialEnvironment' | 'physicalEnvironment' | 'serviceProvision') =>
    modifiableAmong(form && valueOf(form, domain)?.factors)
  return {
    category: said?.category ?? 'not-known',
    'modifiable-factors': OUTCOMES[said?.outcome ?? 'insufficient-information'],
    'factors-in-the-child': factorsIn('child'),
    'factors-in-the-social-environment': factorsIn('socialEnvironment'),
    'factors-in-the-physical-environment': factorsIn('physicalEnvironment'),
    'factors-in-the-service': factorsIn('serviceProvision'),
  }
}

/** A domain that nobody wrote on was not looked at; and a factor of which nobody knows is not *none*. */
function modifiableAmong(factors: readonly Factor[] | undefined): string {
  if (!factors) return 'insufficient-information'
  if (factors.some(isModifiableFactor)) return 'present'
  return modifiableFactorsAgree('none-identified', factors) ? 'none' : 'insufficient-information'
}

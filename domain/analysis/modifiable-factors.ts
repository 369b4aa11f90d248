import type { AnalysisSections, ModifiableFactorsOutcome } from '../../schemas/analysis/analysis-form.ts'
import type { Factor } from '../../schemas/analysis/factors.ts'
import { valueOf, type SectionedForm } from './sectioned-form.ts'

const DOMAINS = ['child', 'socialEnvironment', 'physicalEnvironment', 'serviceProvision'] as const

/** Every factor of the four domains, in the order of the form. */
export const factorsOf = (form: SectionedForm<AnalysisSections>): Factor[] =>
  DOMAINS.flatMap((domain) => valueOf(form, domain)?.factors ?? [])

/**
 * A modifiable factor may have contributed to the death, and might be modified by a locally or nationally achievable intervention
 * (wording of 2018 from memory, verify). One that is unlikely to have contributed is not one, however easily modified.
 */
export const isModifiableFactor = ({ relevance, modifiable }: Factor): boolean =>
  mayHaveContributed(relevance) && modifiable === 'yes'

const mayHaveContributed = (relevance: Factor['relevance']) => relevance === '2'

/** Whether the answer for the death as a whole agrees with the factors that the form lists. */
export function modifiableFactorsAgree(outcome: ModifiableFactorsOutcome, factors: readonly Factor[]): boolean {
  const oneIsListed = factors.some(isModifiableFactor)
  return oneIsListed === (outcome === 'identified') && (outcome !== 'none-identified' || !factors.some(isUndecided))
}

/** It may have contributed, and nobody knows whether it could have been modified: that is not *none identified*. */
const isUndecided = ({ relevance, modifiable }: Factor) => mayHaveContributed(relevance) && modifiable === 'not-known'

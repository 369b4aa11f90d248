import { isModifiableFactor, modifiableFactorsAgree } from '../../../../domain/analysis/modifiable-factors.ts'
import type { ModifiableFactorsOutcome } from '../../../../schemas/analysis/analysis-form.ts'
import { MODIFIABLE_FACTORS } from '../../../../schemas/analysis/modifiable-factors.ts'

const RELEVANCE = ['0', '1', '2'] as const
const MODIFIABLE = ['yes', 'no', 'not-known'] as const
const OUTCOMES = Object.keys(MODIFIABLE_FACTORS) as ModifiableFactorsOutcome[]

const every = RELEVANCE.flatMap((relevance) =>
  MODIFIABLE.map((modifiable) => ({ text: 'Invented factor', relevance, modifiable })),
)
const outcomesAgreeing = (...factors: typeof every) =>
  OUTCOMES.filter((outcome) => modifiableFactorsAgree(outcome, factors))

describe('modifiable factors', () => {
  it('are exactly those that may have contributed and might be modified', () => {
    expect(every.filter(isModifiableFactor)).toEqual([{ text: 'Invented factor', relevance: '2', modifiable: 'yes' }])
  })

  it.each(every)('with one factor of relevance $relevance, modifiable $modifiable, have these answers', (factor) => {
    const { relevance, modifiable } = factor
    const expected =
      relevance !== '2' || modifiable === 'no'
        ? ['none-identified', 'insufficient-information']
        : modifiable === 'yes'
          ? ['identified']
          : ['insufficient-information']
    expect(outcomesAgreeing(factor)).toEqual(expected)
  })

  it('of any two factors are identified as soon as one of them is', () => {
    for (const one of every)
      for (const other of every)
        expect(outcomesAgreeing(one, other).includes('identified')).toBe([one, other].some(isModifiableFactor))
  })

  it('without factors are none, or a matter of information', () => {
    expect(outcomesAgreeing()).toEqual(['none-identified', 'insufficient-information'])
  })
})

import type { AnalysisSections } from '../../schemas/analysis/analysis-form.ts'
import type { Answer } from '../../schemas/assessment.ts'
import { valueOf, type SectionedForm } from './sectioned-form.ts'

/** Why a panel has to decide about a referral. */
export type ReferralGround = 'category-1' | 'abuse-suspected' | 'abuse-not-ruled-out'

const WORDS: Readonly<Record<ReferralGround, string>> = {
  'category-1': 'deliberately inflicted injury, abuse or neglect is among the categories that could reasonably apply',
  'abuse-suspected': 'abuse or neglect is known or suspected',
  'abuse-not-ruled-out': 'nobody has answered whether abuse or neglect is known or suspected',
}

export const groundInWords = (ground: ReferralGround): string => WORDS[ground]

/**
 * R43: where a panel suspects abuse or neglect, the safeguarding partners and the Child Safeguarding Practice Review Panel are told
 * even at that late stage. Category 1 counts as soon as either the proposer or the panel thought it reasonable, and an answer not
 * known counts as a ground, on the safe side.
 * @param abuseOrNeglect the case's answer to whether abuse or neglect is known or suspected (R30)
 */
export function groundsForReferral(form: SectionedForm<AnalysisSections>, abuseOrNeglect: Answer): ReferralGround[] {
  const reasonable = [valueOf(form, 'proposedCategory'), valueOf(form, 'panelCategory')].flatMap(
    (judgement) => judgement?.reasonable ?? [],
  )
  return [
    ...(reasonable.includes('1') ? ['category-1' as const] : []),
    ...(abuseOrNeglect === 'yes' ? ['abuse-suspected' as const] : []),
    ...(abuseOrNeglect === 'not-known' ? ['abuse-not-ruled-out' as const] : []),
  ]
}

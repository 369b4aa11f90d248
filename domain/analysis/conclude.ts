import type { AnalysisSection, AnalysisSections } from '../../schemas/analysis/analysis-form.ts'
import type { Answer } from '../../schemas/assessment.ts'
import { categoryByRule } from './category.ts'
import { factorsOf, modifiableFactorsAgree } from './modifiable-factors.ts'
import { missingForQuorum, type PanelMember, type Quorum } from './quorum.ts'
import { groundInWords, groundsForReferral } from './safeguarding.ts'
import { sectionsToChoose, valueOf, type SectionedForm } from './sectioned-form.ts'

/** Something that a case waits for before the panel should complete (R42). */
export interface OpenHold {
  readonly id: string
  /** In words, for example "the inquest". */
  readonly waitsFor: string
}

/** A decision to conclude although a hold is open. */
export interface HoldOverride {
  readonly hold: string
  readonly reason: string
}

/** All that a conclusion rests on. */
export interface Conclusion {
  readonly form: SectionedForm<AnalysisSections>
  /** Holds that nobody has lifted. */
  readonly holds: readonly OpenHold[]
  readonly overrides: readonly HoldOverride[]
  readonly quorum: Quorum
  readonly membersPresent: readonly PanelMember[]
  /** Subjects of the members who declared a conflict of interest in this case. */
  readonly conflicts: readonly string[]
  /** Subjects of the members who took the decision. */
  readonly decidedBy: readonly string[]
  /** The case's answer to whether abuse or neglect is known or suspected (R30). */
  readonly abuseOrNeglect: Answer
}

export type ObstacleCode =
  | 'hold-open'
  | 'override-without-reason'
  | 'no-quorum'
  | 'nobody-decided'
  | 'decided-with-conflict'
  | 'decided-but-absent'
  | 'texts-to-choose'
  | 'no-category'
  | 'category-against-hierarchy'
  | 'no-rationale'
  | 'modifiable-factors-unanswered'
  | 'modifiable-factors-contradicted'
  | 'no-recommendation-and-no-reason'
  | 'recommendation-without-addressee'
  | 'referral-undecided'
  | 'referral-without-reason'

/** What stands in the way of a conclusion, and what would be allowed or is needed, in words. */
export interface Obstacle {
  readonly code: ObstacleCode
  readonly needed: string
  /** Where on the form it can be mended. */
  readonly section?: AnalysisSection
  /** The hold or the member that it is about. */
  readonly about?: string
}

/**
 * Everything that stands in the way of concluding, all at once; an empty list lets the chair conclude.
 * R42 (holds), quorum and conflicts of interest (from memory, verify), the form's own answers, R43 (referral) and R45 (addressees).
 */
export const concludingObstacles = (conclusion: Conclusion): Obstacle[] => checks.flatMap((check) => check(conclusion))

type Check = (conclusion: Conclusion) => Obstacle[]

const isBlank = (text: string | undefined) => text === undefined || text.trim() === ''

const openHolds: Check = ({ holds, overrides }) =>
  holds.flatMap(({ id, waitsFor }): Obstacle[] => {
    const forThis = overrides.filter(({ hold }) => hold === id)
    if (forThis.some(({ reason }) => !isBlank(reason))) return []
    if (forThis.length > 0)
      return [
        { code: 'override-without-reason', about: id, needed: `Say why the panel need not wait for ${waitsFor}.` },
      ]
    const needed = `Wait for ${waitsFor} and lift the hold, or conclude without it and give the reason.`
    return [{ code: 'hold-open', about: id, needed }]
  })

/** A member with a conflict of interest is not in the decision, and so does not count towards the quorum either. */
const quorum: Check = ({ quorum, membersPresent, conflicts }) => {
  const missing = missingForQuorum(
    membersPresent.filter(({ subject }) => !conflicts.includes(subject)),
    quorum,
  )
  if (missing.length === 0) return []
  const needed = `Decide at a meeting that has, without a conflict of interest: ${missing.join('; ')}.`
  return [{ code: 'no-quorum', needed }]
}

const deciders: Check = ({ decidedBy, membersPresent, conflicts }) => {
  const isPresent = (subject: string) => membersPresent.some((member) => member.subject === subject)
  const conflicted = decidedBy.filter((subject) => conflicts.includes(subject))
  const absent = decidedBy.filter((subject) => !isPresent(subject))
  return [
    ...(decidedBy.length === 0 ? [{ code: 'nobody-decided' as const, needed: 'Record who took the decision.' }] : []),
    ...conflicted.map((about) => ({
      code: 'decided-with-conflict' as const,
      about,
      needed: 'Take the decision without the member who declared a conflict of interest in this case.',
    })),
    ...absent.map((about) => ({
      code: 'decided-but-absent' as const,
      about,
      needed: 'Record only members who were present as deciding, or record that the member was present.',
    })),
  ]
}

const textsToChoose: Check = ({ form }) =>
  sectionsToChoose(form).map((section) => ({
    code: 'texts-to-choose',
    section,
    needed: 'Two people wrote this section at once: choose one of the texts, or make one of both.',
  }))

const category: Check = ({ form }) => {
  const section = 'panelCategory'
  const judgement = valueOf(form, section)
  const byRule = categoryByRule(judgement)
  if (!byRule)
    return [
      { code: 'no-category', section, needed: 'Name every one of the ten categories that could reasonably apply.' },
    ]
  const { departsTo } = byRule
  const against: Obstacle[] = departsTo
    ? [{ code: 'category-against-hierarchy', section, needed: againstHierarchy(byRule.category, departsTo) }]
    : []
  return isBlank(judgement?.rationale)
    ? [...against, { code: 'no-rationale', section, needed: 'Say why the panel decided on this category.' }]
    : against
}

const againstHierarchy = (byRule: string, chosen: string) =>
  `Choose category ${byRule}, the highest up the list of those that could reasonably apply, or take it out of that list and say why; ${chosen} was chosen.`

const modifiableFactors: Check = ({ form }) => {
  const section = 'modifiableFactors'
  const answered = valueOf(form, section)
  if (!answered) {
    const needed = 'Answer whether modifiable factors were identified; insufficient information is an answer too.'
    return [{ code: 'modifiable-factors-unanswered', section, needed }]
  }
  if (modifiableFactorsAgree(answered.outcome, factorsOf(form))) return []
  const needed =
    'Make the answer agree with the factors of the four domains: identified where one that may have contributed is modifiable, none identified where no such factor is modifiable or not known.'
  return [{ code: 'modifiable-factors-contradicted', section, needed }]
}

/** R45, s16M(5): whoever should act must be informed, so every recommendation says who. */
const recommendations: Check = ({ form }) => {
  const section = 'recommendations'
  const { recommendations: listed = [], noActionReason } = valueOf(form, section) ?? {}
  if (listed.length === 0 && isBlank(noActionReason)) {
    const needed = 'Make a recommendation, or say why there is nothing for anyone to do.'
    return [{ code: 'no-recommendation-and-no-reason', section, needed }]
  }
  return listed.flatMap(({ addressee }, position): Obstacle[] =>
    isBlank(addressee)
      ? [
          {
            code: 'recommendation-without-addressee',
            section,
            needed: `Say who recommendation ${position + 1} is addressed to: they must be informed (s16M(5)).`,
          },
        ]
      : [],
  )
}

const referral: Check = ({ form, abuseOrNeglect }) => {
  const section = 'safeguarding'
  const because = groundsForReferral(form, abuseOrNeglect).map(groundInWords).join(', and ')
  if (because === '') return []
  const decided = valueOf(form, section)
  if (!decided) {
    const needed = `Decide whether to refer to the safeguarding partners and the National Panel, because ${because}.`
    return [{ code: 'referral-undecided', section, needed }]
  }
  if (decided.referToSafeguardingPartners || !isBlank(decided.reason)) return []
  const needed = `Refer to the safeguarding partners and the National Panel, or say why not, because ${because}.`
  return [{ code: 'referral-without-reason', section, needed }]
}

const checks: readonly Check[] = [
  openHolds,
  quorum,
  deciders,
  textsToChoose,
  category,
  modifiableFactors,
  recommendations,
  referral,
]

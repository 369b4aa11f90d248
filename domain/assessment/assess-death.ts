import type {
  Answer,
  AssessmentAnswers,
  DesignatedDoctorDecision,
  Duty,
  Expectedness,
} from '../../schemas/assessment.ts'
import { jarRules, RULE_SET_VERSION, type RuleId } from './rules.ts'

/** Why an outcome: which rule, and what was answered. */
export interface Ground {
  readonly rule: RuleId
  readonly answered: Answer
}

interface Outcome<T extends string> {
  readonly outcome: T
  readonly reasons: readonly Ground[]
}

/** What the law requires next, each with its grounds; `explain` adds the words of the guidance. */
export interface Assessment {
  readonly ruleSetVersion: string
  readonly expectedness: Outcome<Expectedness>
  readonly jointAgencyResponse: Outcome<Duty>
  readonly coroner: Outcome<Duty>
  readonly socialCare: Outcome<Duty>
  readonly nationalPanel: Outcome<Duty>
  readonly lookedAfterChild: Outcome<Duty>
  readonly decidedByDesignatedDoctor: boolean
}

const because = (rule: RuleId, answered: Answer): Ground => ({ rule, answered })

/**
 * What the law requires next for a death with these answers: whether it is unexpected, and which of the duties stand.
 * An answer not known is taken on the safe side: it never makes a death expected and never cancels a duty.
 * A designated doctor may decide expectedness and the Joint Agency Response otherwise; the answers' reasons stay visible.
 */
export function assessDeath(answers: AssessmentAnswers, decision?: DesignatedDoctorDecision): Assessment {
  const byAnswers = {
    expectedness: expectednessOf(answers),
    jointAgencyResponse: jointAgencyResponseOf(answers),
  }
  return {
    ruleSetVersion: RULE_SET_VERSION,
    expectedness: decided(byAnswers.expectedness, decision?.expectedness),
    jointAgencyResponse: decided(byAnswers.jointAgencyResponse, decision?.jointAgencyResponse),
    coroner: coronerOf(answers),
    socialCare: socialCareOf(answers, byAnswers.jointAgencyResponse.reasons),
    nationalPanel: dutyFrom([['R30', answers.abuseOrNeglect]]),
    lookedAfterChild: dutyFrom([['R32', answers.lookedAfter]]),
    decidedByDesignatedDoctor: decision?.expectedness !== undefined || decision?.jointAgencyResponse !== undefined,
  }
}

/** Unexpected: not anticipated 24 hours before, or an unexpected collapse led to it. Expected only when both are answered so. */
function expectednessOf(answers: AssessmentAnswers): Outcome<Expectedness> {
  const { anticipated24HoursBefore: anticipated, unexpectedCollapseOrIncident: collapse } = answers
  const unexpected = [
    ...(anticipated === 'no' ? [because('U1', 'no')] : []),
    ...(collapse === 'yes' ? [because('U2', 'yes')] : []),
  ]
  if (unexpected.length > 0) return { outcome: 'unexpected', reasons: unexpected }
  const answered = [because('U1', anticipated), because('U2', collapse)]
  const unknown = answered.filter((reason) => reason.answered === 'not-known')
  return unknown.length > 0
    ? { outcome: 'not-yet-known', reasons: unknown }
    : { outcome: 'expected', reasons: answered }
}

const jarAnswers = (answers: AssessmentAnswers) =>
  (Object.keys(jarRules) as (keyof typeof jarRules)[]).map((criterion): [RuleId, Answer] => [
    jarRules[criterion],
    answers[criterion],
  ])

const jointAgencyResponseOf = (answers: AssessmentAnswers) => dutyFrom(jarAnswers(answers))

function coronerOf({ coronerCircumstances: circumstances }: AssessmentAnswers): Outcome<Duty> {
  if (circumstances === 'none-of-these') return dutyFrom([['R20', 'no']])
  return dutyFrom([['R20', circumstances === 'not-known' ? 'not-known' : 'yes']])
}

/** Children's social care is a partner in every Joint Agency Response, and is told of abuse, neglect or a looked-after child. */
function socialCareOf(answers: AssessmentAnswers, jarGrounds: readonly Ground[]): Outcome<Duty> {
  return dutyFrom([
    ...jarGrounds.map(({ rule, answered }): [RuleId, Answer] => [rule, answered]),
    ['R30', answers.abuseOrNeglect],
    ['R32', answers.lookedAfter],
  ])
}

/** A duty stands when any answer says so; while an answer is missing it stands too; it falls only when all say no. */
function dutyFrom(answered: readonly [RuleId, Answer][]): Outcome<Duty> {
  const reasonsFor = (wanted: Answer) =>
    answered.filter(([, answer]) => answer === wanted).map(([rule, answer]) => because(rule, answer))
  const yes = reasonsFor('yes')
  if (yes.length > 0) return { outcome: 'required', reasons: yes }
  const unknown = reasonsFor('not-known')
  if (unknown.length > 0) return { outcome: 'required-until-known', reasons: unknown }
  return { outcome: 'not-required', reasons: reasonsFor('no') }
}

function decided<T extends string>(byAnswers: Outcome<T>, decision: NoInfer<T> | undefined): Outcome<T> {
  if (decision === undefined) return byAnswers
  return { outcome: decision, reasons: [because('DD', 'yes'), ...byAnswers.reasons] }
}

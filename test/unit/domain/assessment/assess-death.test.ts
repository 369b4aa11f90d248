import { assessDeath, type Assessment } from '../../../../domain/assessment/assess-death.ts'
import { combineAnswers } from '../../../../domain/assessment/combine-answers.ts'
import { explain } from '../../../../domain/assessment/explain.ts'
import { jarRules, nothingKnown, RULE_SET_VERSION, rules } from '../../../../domain/assessment/rules.ts'
import {
  CORONER_CIRCUMSTANCES,
  JAR_CRITERIA,
  type Answer,
  type AssessmentAnswers,
} from '../../../../schemas/assessment.ts'

const ANSWERS = ['yes', 'no', 'not-known'] as const
const CORONER = ['none-of-these', 'not-known', ['cause-unknown']] as const satisfies readonly unknown[]
const QUESTIONS = Object.keys(nothingKnown).filter((question) => question !== 'coronerCircumstances') as (keyof Omit<
  AssessmentAnswers,
  'coronerCircumstances'
>)[]

/** Every combination of every answer: 3^11, assessed once. */
const assessed = [...everyCombination()].map((answers) => ({ answers, assessment: assessDeath(answers) }))

function* everyCombination(): Generator<AssessmentAnswers> {
  for (let number = 0; number < 3 ** QUESTIONS.length; number++) {
    const answers = { ...nothingKnown }
    QUESTIONS.forEach((question, place) => {
      answers[question] = ANSWERS[Math.floor(number / 3 ** place) % 3] ?? 'not-known'
    })
    for (const coronerCircumstances of CORONER)
      yield { ...answers, coronerCircumstances: coronerCircumstances as AssessmentAnswers['coronerCircumstances'] }
  }
}

/** Where the same combination stands with this question's answer not known. */
function withNotKnownAt(place: number, index: number): number {
  const weight = CORONER.length * ANSWERS.length ** place
  const answer = Math.floor(index / weight) % ANSWERS.length
  return index + (ANSWERS.indexOf('not-known') - answer) * weight
}

const strength = { 'not-required': 0, 'required-until-known': 1, required: 2 } as const
const DUTIES = ['jointAgencyResponse', 'coroner', 'socialCare', 'nationalPanel', 'lookedAfterChild'] as const
const stands = (assessment: Assessment, duty: (typeof DUTIES)[number]) => strength[assessment[duty].outcome] > 0

const failures = (claim: (answers: AssessmentAnswers, assessment: Assessment) => boolean) =>
  assessed
    .filter(({ answers, assessment }) => !claim(answers, assessment))
    .slice(0, 3)
    .map(({ answers }) => answers)

describe('Over every combination of the answers', () => {
  it('a death is expected only when it was anticipated and no unexpected collapse led to it', () => {
    expect(
      failures(
        (answers, { expectedness }) =>
          (expectedness.outcome === 'expected') ===
          (answers.anticipated24HoursBefore === 'yes' && answers.unexpectedCollapseOrIncident === 'no'),
      ),
    ).toEqual([])
  })

  it('a death is unexpected as soon as one answer makes it so', () => {
    expect(
      failures(
        (answers, { expectedness }) =>
          (expectedness.outcome === 'unexpected') ===
          (answers.anticipated24HoursBefore === 'no' || answers.unexpectedCollapseOrIncident === 'yes'),
      ),
    ).toEqual([])
  })

  it('a Joint Agency Response falls away only when every criterion is answered no', () => {
    expect(
      failures(
        (answers, assessment) =>
          stands(assessment, 'jointAgencyResponse') === JAR_CRITERIA.some((criterion) => answers[criterion] !== 'no'),
      ),
    ).toEqual([])
  })

  it('a duty is plainly required exactly when an answer says so', () => {
    expect(
      failures(
        (answers, { jointAgencyResponse, coroner, nationalPanel, lookedAfterChild }) =>
          (jointAgencyResponse.outcome === 'required') === JAR_CRITERIA.some((one) => answers[one] === 'yes') &&
          (coroner.outcome === 'required') === Array.isArray(answers.coronerCircumstances) &&
          (nationalPanel.outcome === 'required') === (answers.abuseOrNeglect === 'yes') &&
          (lookedAfterChild.outcome === 'required') === (answers.lookedAfter === 'yes'),
      ),
    ).toEqual([])
  })

  it('an answer that becomes not known never makes a death expected and never cancels a duty', () => {
    const failed = assessed.filter(({ assessment }, index) =>
      QUESTIONS.some((_question, place) => {
        const { assessment: lessKnown } = assessed[withNotKnownAt(place, index)]!
        return (
          (lessKnown.expectedness.outcome === 'expected' && assessment.expectedness.outcome !== 'expected') ||
          DUTIES.some((duty) => stands(assessment, duty) && !stands(lessKnown, duty))
        )
      }),
    )
    expect(failed.slice(0, 3)).toEqual([])
  })

  it('every outcome gives at least one reason, and each says what was answered', () => {
    expect(
      failures((_answers, assessment) =>
        [assessment.expectedness, ...DUTIES.map((duty) => assessment[duty])].every(({ outcome, reasons }) => {
          const wanted = outcome === 'required-until-known' || outcome === 'not-yet-known'
          return reasons.length > 0 && (!wanted || reasons.every(({ answered }) => answered === 'not-known'))
        }),
      ),
    ).toEqual([])
  })
})

describe('Assessment', () => {
  it.each(CORONER_CIRCUMSTANCES)('refers a death to the coroner for %s', (circumstance) => {
    expect(assessDeath({ ...nothingKnown, coronerCircumstances: [circumstance] }).coroner.outcome).toBe('required')
  })

  it.each(JAR_CRITERIA)('names its own rule when %s starts the Joint Agency Response', (criterion) => {
    const { reasons } = assessDeath({ ...nothingKnown, [criterion]: 'yes' }).jointAgencyResponse
    expect(reasons).toEqual([{ rule: jarRules[criterion], answered: 'yes' }])
  })

  it('lets a designated doctor decide otherwise, and keeps the reasons that spoke against it', () => {
    const decided = assessDeath(
      { ...nothingKnown, anticipated24HoursBefore: 'no' },
      { expectedness: 'expected', jointAgencyResponse: 'not-required', reason: 'Seen and examined at the hospice.' },
    )
    expect(decided.expectedness).toEqual({
      outcome: 'expected',
      reasons: [
        { rule: 'DD', answered: 'yes' },
        { rule: 'U1', answered: 'no' },
      ],
    })
    expect(decided.jointAgencyResponse.outcome).toBe('not-required')
    expect(decided.decidedByDesignatedDoctor).toBe(true)
  })

  it('leaves the other duties alone when a designated doctor decides', () => {
    const decision = { jointAgencyResponse: 'not-required', reason: 'Known and long awaited.' } as const
    const decided = assessDeath({ ...nothingKnown, abuseOrNeglect: 'yes' }, decision)
    expect(decided.nationalPanel.outcome).toBe('required')
    expect(decided.socialCare.outcome).toBe('required')
  })

  it('is explained in the words of the guidance, with the version of the rules', () => {
    const explained = explain(assessDeath({ ...nothingKnown, suddenNoApparentCause: 'yes' }))
    expect(explained.ruleSetVersion).toBe(RULE_SET_VERSION)
    expect(explained.jointAgencyResponse.reasons).toEqual([{ rule: 'R10b', answered: 'yes', text: rules.R10b }])
  })
})

describe('Answers of several notifiers', () => {
  const merged = (question: keyof AssessmentAnswers, first: Answer, second: Answer) =>
    combineAnswers([
      { ...nothingKnown, [question]: first },
      { ...nothingKnown, [question]: second },
    ])[question]

  it('combine in any order to the same answer, never less safe than the safer of two known ones', () => {
    for (const question of QUESTIONS)
      for (const first of ANSWERS)
        for (const second of ANSWERS) {
          expect(merged(question, first, second)).toBe(merged(question, second, first))
          const known = [first, second].filter((answer) => answer !== 'not-known')
          const safer = question === 'anticipated24HoursBefore' ? 'no' : 'yes'
          expect(merged(question, first, second)).toBe(
            known.length === 0 ? 'not-known' : known.includes(safer) ? safer : known[0],
          )
        }
  })

  it('name every coroner’s circumstance that anyone named', () => {
    const combined = combineAnswers([
      { ...nothingKnown, coronerCircumstances: ['violence'] },
      { ...nothingKnown, coronerCircumstances: 'none-of-these' },
      { ...nothingKnown, coronerCircumstances: ['neglect', 'violence'] },
    ])
    expect(combined.coronerCircumstances).toEqual(['neglect', 'violence'])
  })
})

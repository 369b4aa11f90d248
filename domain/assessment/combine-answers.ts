import type { Answer, AssessmentAnswers } from '../../schemas/assessment.ts'
import { nothingKnown } from './rules.ts'

type CoronerCircumstances = AssessmentAnswers['coronerCircumstances']

/** The answer that leads to the safer outcome where two notifiers disagree; for every other question it is *yes*. */
const saferWhenDisagreed = (question: keyof AssessmentAnswers): Answer =>
  question === 'anticipated24HoursBefore' ? 'no' : 'yes'

/**
 * One set of answers from several notifiers of the same child: a known answer outranks *not known*, and where two known answers
 * disagree the one on the safe side stands.
 */
export function combineAnswers(all: readonly AssessmentAnswers[]): AssessmentAnswers {
  return all.reduce(combineTwo, nothingKnown)
}

function combineTwo(first: AssessmentAnswers, second: AssessmentAnswers): AssessmentAnswers {
  const combined = { ...first }
  for (const question of Object.keys(nothingKnown) as (keyof AssessmentAnswers)[]) {
    if (question === 'coronerCircumstances') continue
    combined[question] = safer(first[question], second[question], saferWhenDisagreed(question))
  }
  combined.coronerCircumstances = mostCircumstances(first.coronerCircumstances, second.coronerCircumstances)
  return combined
}

function safer(first: Answer, second: Answer, whenDisagreed: Answer): Answer {
  if (first === 'not-known') return second
  if (second === 'not-known' || first === second) return first
  return whenDisagreed
}

function mostCircumstances(first: CoronerCircumstances, second: CoronerCircumstances): CoronerCircumstances {
  if (Array.isArray(first) && Array.isArray(second)) return [...new Set([...first, ...second])].sort()
  if (Array.isArray(first)) return first
  if (Array.isArray(second)) return second
  return first === 'not-known' ? second : first
}

import type { AssessmentAnswers } from '../../schemas/assessment.ts'
import { combineAnswers } from '../assessment/combine-answers.ts'
import type { Case, CaseNotification, EventPosition } from './case.ts'
import type { CaseEvent } from './events.ts'

/** The one set of answers that the notifications of a case amount to. */
export const answersOf = (notifications: readonly Pick<CaseNotification, 'facts'>[]): AssessmentAnswers =>
  combineAnswers(notifications.map(({ facts }) => facts.answers))

export const positionOf = ({ sequence, type, at }: CaseEvent): EventPosition => ({ sequence, type, at })

/** The case after an event that changed its facts: it waits to be categorised again, and a decision on other answers falls. */
export function withChangedFacts(next: Case, event: CaseEvent, notifications: Case['notifications']): Case {
  const { decision, ...undecided } = { ...next, notifications, factsFrom: positionOf(event) }
  const stands = decision && JSON.stringify(decision.onAnswers) === JSON.stringify(answersOf(notifications))
  return stands ? { ...undecided, decision } : undecided
}

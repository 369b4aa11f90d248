import type { Answer, Duty } from '../../schemas/assessment.ts'
import type { DateAsKnown, TimeOfDay } from '../../schemas/calendar.ts'
import { diedInInfancy, diedNeonatally } from '../calendar/age.ts'
import { earlierOf } from '../calendar/civil-date.ts'
import { earliestDay, isExact } from '../calendar/date-as-known.ts'
import type { Instant } from '../calendar/instant.ts'
import { instantInLondon, startOfDayInLondon } from '../calendar/london.ts'
import type { KnownForClocks } from './plan.ts'
import type { ClockFacts } from './rules.ts'

/** The outcomes of an assessment that start or stop clocks. */
type AssessedDuties = Readonly<Record<'jointAgencyResponse' | 'coroner' | 'nationalPanel', { readonly outcome: Duty }>>

/** The coded facts of a notification that decide which clocks run. A date of birth that is not known rules nothing out. */
export const clockFacts = (of: {
  readonly assessment: AssessedDuties
  readonly suddenNoApparentCause: Answer
  readonly bornOn: DateAsKnown | undefined
  readonly diedOn: DateAsKnown
}): ClockFacts => ({
  jointAgencyResponse: of.assessment.jointAgencyResponse.outcome,
  coroner: of.assessment.coroner.outcome,
  nationalPanel: of.assessment.nationalPanel.outcome,
  suddenNoApparentCause: of.suddenNoApparentCause,
  inInfancy: of.bornOn === undefined ? 'not-known' : diedInInfancy(of.bornOn, of.diedOn),
  neonatal: of.bornOn === undefined ? 'not-known' : diedNeonatally(of.bornOn, of.diedOn),
})

/**
 * What a first notification tells of when things happened.
 *
 * A death whose day or time is not known is taken to have happened at the earliest possible moment: its deadlines then
 * fall no later than they should. It is never later than the notification itself, whatever a hurried clock says.
 *
 * Where abuse or neglect is suspected, or nobody can say that it is not, the local authority is told at once, so its five
 * working days (D9) are counted from the notification, or from the later amendment that first raised the suspicion.
 */
export function momentsOfNotification(of: {
  readonly diedOn: DateAsKnown
  readonly diedAt?: TimeOfDay | undefined
  readonly receivedAt: Instant
  readonly suspicionRaisedAt?: Instant | undefined
  readonly facts: ClockFacts
}): Pick<KnownForClocks, 'moments' | 'deathIsEarliestPossible'> {
  const { diedOn, diedAt, receivedAt, suspicionRaisedAt = receivedAt, facts } = of
  const timeIsKnown = isExact(diedOn) && diedAt !== undefined
  const death = timeIsKnown ? instantInLondon(earliestDay(diedOn), diedAt) : startOfDayInLondon(earliestDay(diedOn))
  return {
    moments: {
      death: earlierOf(death, receivedAt),
      'notification-received': receivedAt,
      ...(facts.nationalPanel !== 'not-required' && { 'abuse-or-neglect-suspected': suspicionRaisedAt }),
    },
    deathIsEarliestPossible: !timeIsKnown,
  }
}

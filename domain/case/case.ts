import type { AssessmentAnswers, DesignatedDoctorDecision } from '../../schemas/assessment.ts'
import type { Amendment, Notification } from '../../schemas/notification/notification.ts'
import type { Reference } from '../../schemas/reference.ts'
import type { Assessment } from '../assessment/assess-death.ts'
import { combineAnswers } from '../assessment/combine-answers.ts'
import type { Instant } from '../calendar/instant.ts'
import { applyAmendment } from './apply-amendment.ts'
import type { Actor, CaseEvent, RequestMark, Routing } from './events.ts'
import type { Residence } from './residence.ts'

/** One person's notification of the death, with what they added since. */
export interface CaseNotification {
  readonly reference: Reference
  readonly by: Actor
  readonly receivedAt: Instant
  readonly request: RequestMark
  /** As amended. */
  readonly facts: Notification
  readonly residence: Residence
  /** When the notifier first could not say that there was no abuse or neglect; absent while they say so. */
  readonly suspicionRaisedAt?: Instant
  readonly amendments: readonly { readonly at: Instant; readonly request: RequestMark }[]
}

/** A designated doctor's decision stands while the answers it was made on do; a changed answer asks for a new one. */
export interface Decision {
  readonly decided: DesignatedDoctorDecision
  readonly by: Actor
  readonly at: Instant
  readonly onAnswers: AssessmentAnswers
}

export interface Categorisation {
  /** Number of the event whose facts this rests on. */
  readonly basedOn: number
  readonly from: EventPosition
  readonly assessment: Assessment
}

/** Where an event stands in the case: enough to name it again. */
export type EventPosition = Pick<CaseEvent, 'sequence' | 'type' | 'at'>

/** Everything that happened to a child's case, folded from its events. */
export interface Case {
  readonly reference: Reference
  /** How many events have happened: the version that a writer must have seen. */
  readonly version: number
  readonly openedAt: Instant
  readonly notifications: readonly [CaseNotification, ...CaseNotification[]]
  /** The event that last changed the facts. */
  readonly factsFrom: EventPosition
  readonly decision?: Decision
  readonly categorisation?: Categorisation
  readonly routing?: Routing & { readonly at: Instant }
  readonly possibleDuplicates: readonly { readonly other: Reference; readonly likeness: 'same-nhs-number' | 'alike' }[]
}

/** Folds one more event into the case. The first event of a case is always `NotificationReceived`. */
export function evolve(known: Case | undefined, event: CaseEvent): Case {
  if (event.type === 'NotificationReceived') return opened(event)
  if (!known) throw new Error('A case begins with NotificationReceived.')
  const next = { ...known, version: event.sequence }
  switch (event.type) {
    case 'FurtherNotificationReceived':
      return withChangedFacts(next, event, [...known.notifications, notificationOf(event)])
    case 'FactsAmended':
      return amended(next, event)
    case 'DeathCategorised':
      return { ...next, categorisation: { ...event.happened, from: positionOf(event) } }
    case 'PossibleDuplicateFound':
      return { ...next, possibleDuplicates: [...otherThan(event.happened.other, known), event.happened] }
    case 'CaseRouted':
      return { ...next, routing: { ...event.happened, at: event.at } }
  }
}

export const rebuild = (events: readonly CaseEvent[]): Case | undefined =>
  events.reduce<Case | undefined>(evolve, undefined)

/** How often a notification was written: 1 as it arrived, one more with each amendment. */
export const versionOf = ({ amendments }: CaseNotification): number => amendments.length + 1

/** The one set of answers that the notifications of a case amount to. */
export const answersOf = (notifications: readonly Pick<CaseNotification, 'facts'>[]): AssessmentAnswers =>
  combineAnswers(notifications.map(({ facts }) => facts.answers))

/** The step of the pipeline that still has to act on the latest facts, and the event it should hear, if any. */
export function awaited(known: Case): { step: 'categorise' | 'route'; hears: EventPosition } | undefined {
  const { categorisation, routing, factsFrom } = known
  if (categorisation?.basedOn !== factsFrom.sequence) return { step: 'categorise', hears: factsFrom }
  if (routing?.basedOn !== factsFrom.sequence) return { step: 'route', hears: categorisation.from }
  return undefined
}

const otherThan = (other: Reference, { possibleDuplicates }: Case) =>
  possibleDuplicates.filter((one) => one.other !== other)

const positionOf = ({ sequence, type, at }: CaseEvent): EventPosition => ({ sequence, type, at })

export type ReceivedEvent = Extract<CaseEvent, { type: 'NotificationReceived' | 'FurtherNotificationReceived' }>
type AmendedEvent = Extract<CaseEvent, { type: 'FactsAmended' }>

function opened(event: ReceivedEvent): Case {
  return {
    reference: event.reference,
    version: event.sequence,
    openedAt: event.at,
    notifications: [notificationOf(event)],
    factsFrom: positionOf(event),
    possibleDuplicates: [],
  }
}

/** A notification as it first arrived, before anything was added. */
export function notificationOf({ at, by, happened }: ReceivedEvent): CaseNotification {
  const { notificationReference: reference, request, facts, residence } = happened
  return { reference, by, receivedAt: at, request, facts, residence, amendments: [], ...suspicion(facts, at) }
}

function amended(next: Case, event: AmendedEvent): Case {
  const { notificationReference, amendment, request, residence } = event.happened
  const [first, ...others] = next.notifications
  const amend = (one: CaseNotification): CaseNotification => {
    if (one.reference !== notificationReference) return one
    const { suspicionRaisedAt = event.at, ...before } = one
    const facts = applyAmendment(one.facts, amendment)
    const amendments = [...one.amendments, { at: event.at, request }]
    return { ...before, ...suspicion(facts, suspicionRaisedAt), facts, residence, amendments }
  }
  return withDecision(withChangedFacts(next, event, [amend(first), ...others.map(amend)]), event, amendment)
}

const suspicion = ({ answers }: Notification, at: Instant) =>
  answers.abuseOrNeglect === 'no' ? {} : { suspicionRaisedAt: at }

function withChangedFacts(next: Case, event: CaseEvent, notifications: Case['notifications']): Case {
  const { decision, ...undecided } = { ...next, notifications, factsFrom: positionOf(event) }
  const stands = decision && JSON.stringify(decision.onAnswers) === JSON.stringify(answersOf(notifications))
  return stands ? { ...undecided, decision } : undecided
}

function withDecision(next: Case, { at, by }: AmendedEvent, { designatedDoctorDecision }: Amendment): Case {
  if (!designatedDoctorDecision) return next
  return { ...next, decision: { decided: designatedDoctorDecision, by, at, onAnswers: answersOf(next.notifications) } }
}

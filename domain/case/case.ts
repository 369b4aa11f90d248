import type { AssessmentAnswers, DesignatedDoctorDecision } from '../../schemas/assessment.ts'
import type { Amendment, Notification } from '../../schemas/notification/notification.ts'
import type { Reference } from '../../schemas/reference.ts'
import type { Assessment } from '../assessment/assess-death.ts'
import type { Instant } from '../calendar/instant.ts'
import type { RetractionReason } from '../../schemas/panel-work/codes.ts'
import { evolveWork, noWorkYet, unlisted, type PanelWork, type PanelWorkEvent } from '../panel-work/panel-work.ts'
import { hasEnded } from '../panel-work/stages.ts'
import { applyAmendment } from './apply-amendment.ts'
import { answersOf, positionOf, withChangedFacts } from './changed-facts.ts'
import { withClocks, withShownMoments, type DueAlert, type RecordedMoment } from './clock-events.ts'
import type { Actor, CaseEvent, RequestMark, Routing } from './events.ts'
import type { Residence } from './residence.ts'
import { merged, retracted, separated, transferred } from './shared-history.ts'

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

/** A notification that was made in error. */
export interface Retraction {
  readonly notification: CaseNotification
  readonly reason: RetractionReason
  readonly explanation?: string
  readonly at: Instant
  readonly by: Actor
}

/** Word of a person that the case and others are about different children. */
export interface Separation {
  readonly others: readonly Reference[]
  /** How they know. */
  readonly reason?: string
  readonly at: Instant
  readonly by: Actor
}

/** Where an event stands in the case: enough to name it again. */
export type EventPosition = Pick<CaseEvent, 'sequence' | 'type' | 'at'>

/** Everything that happened to a child's case, folded from its events. */
export interface Case {
  readonly reference: Reference
  /** How many events have happened: the version that a writer must have seen. */
  readonly version: number
  /** Link of the last event, to which the next one is linked. */
  readonly head?: string | undefined
  readonly openedAt: Instant
  /** The request that opened it. */
  readonly request: RequestMark
  readonly notifications: readonly [CaseNotification, ...CaseNotification[]]
  /** The event that last changed the facts. */
  readonly factsFrom: EventPosition
  readonly decision?: Decision
  readonly categorisation?: Categorisation
  readonly routing?: Routing & { readonly at: Instant }
  readonly possibleDuplicates: readonly { readonly other: Reference; readonly likeness: 'same-nhs-number' | 'alike' }[]
  /** Cases declared to be about another child: they are not flagged again. */
  readonly separatedFrom: readonly Reference[]
  /** Who said so, when and how they know. */
  readonly separations: readonly Separation[]
  /** References of cases that were joined to this one. */
  readonly joinedFrom: readonly Reference[]
  /** The case that this one goes on in. */
  readonly joinedTo?: Reference
  readonly retractions: readonly Retraction[]
  readonly work: PanelWork
  /** When the panel last took it up again after a review. */
  readonly reopenedAt?: Instant
  /** What started clocks and met them, in the order of recording; of one moment the last record stands. */
  readonly recordedMoments: readonly RecordedMoment[]
  /** Missed and escalated deadlines about which the alert is still to go out. */
  readonly alertsDue: readonly DueAlert[]
}

/** Folds one more event into the case. The first event of a case is always `NotificationReceived`. */
export function evolve(known: Case | undefined, event: CaseEvent): Case {
  if (event.type === 'NotificationReceived') return opened(event)
  if (!known) throw new Error('A case begins with NotificationReceived.')
  const next = { ...known, version: event.sequence, head: event.hash }
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
      return { ...next, routing: { ...event.happened, at: event.at }, work: withPanel(known, event) }
    case 'CaseClaimed':
    case 'CaseReleased':
    case 'StageReached':
    case 'CasePlacedOnHold':
    case 'HoldLifted':
    case 'TransferAccepted':
    case 'CaseReopened':
    case 'KeyWorkerNamed':
    case 'FamilyQuestionLogged':
    case 'FamilyQuestionAnswered':
    case 'CaseListed':
    case 'CaseUnlisted':
    case 'TriageChanged':
    case 'ConflictDeclared':
    case 'ConflictWithdrawn':
    case 'AnalysisSectionWritten':
    case 'AnalysisTextChosen':
    case 'ReviewConcluded':
    case 'RecommendationActedOn':
    case 'CircumstancesSet':
    case 'FormNeedChanged':
    case 'FormRequested':
    case 'FormLinkIssued':
    case 'FormRequestWithdrawn':
    case 'FormLinkOpened':
    case 'FormLinkRefused':
    case 'FormSectionWritten':
    case 'FormSectionChosen':
    case 'FormAnswered':
    case 'FormRequestMoved':
      return worked(next, event)
    case 'NotificationMoved':
      return { ...next, notifications: [...known.notifications, event.happened.notification] }
    case 'CasesMerged':
      return merged(worked(next, event), event)
    case 'CasesSeparated':
      return separated(worked(next, event), event)
    case 'CaseTransferred':
      return transferred(worked(next, event), event)
    case 'NotificationRetracted':
      return retracted(worked(next, event), event)
    case 'ClockStarted':
    case 'ClockMet':
    case 'ClocksReplanned':
    case 'DeadlineMissed':
    case 'DeadlineEscalated':
    case 'AlertSent':
      return { ...next, ...withClocks(next, event) }
  }
}

export const rebuild = (events: readonly CaseEvent[]): Case | undefined =>
  events.reduce<Case | undefined>(evolve, undefined)

/** How often a notification was written: 1 as it arrived, one more with each amendment. */
export const versionOf = ({ amendments }: CaseNotification): number => amendments.length + 1

/** What a case may wait for: that its panel has its latest facts, or that an alert goes out. */
export const AWAITING = ['panel', 'alert'] as const
export type Awaiting = (typeof AWAITING)[number]

/**
 * What the pipeline still owes the case, since when, and the event that its next step should hear, if any. Categorising does not end the
 * wait for the panel.
 */
export function awaited(known: Case): { what: Awaiting; since: Instant; hears: EventPosition } | undefined {
  const { categorisation, routing, factsFrom, alertsDue } = known
  if (hasEnded(known.work.stage)) return undefined
  const forPanel = { what: 'panel', since: factsFrom.at } as const
  if (categorisation?.basedOn !== factsFrom.sequence) return { ...forPanel, hears: factsFrom }
  if (routing?.basedOn !== factsFrom.sequence) return { ...forPanel, hears: categorisation.from }
  const [alert] = alertsDue
  return alert && { what: 'alert', since: alert.event.at, hears: alert.event }
}

const otherThan = (other: Reference, { possibleDuplicates }: Case) =>
  possibleDuplicates.filter((one) => one.other !== other)

const worked = (next: Case, event: PanelWorkEvent): Case =>
  withShownMoments({ ...next, work: evolveWork(next.work, event) }, event)

/** Once a panel has the case, it gathers information. A panel that gets it from another has to list it anew. */
function withPanel({ work, routing }: Case, { at, happened }: RoutedEvent): PanelWork {
  if (work.stage === 'notified') return { ...work, stage: 'information-gathering', stageSince: at }
  return routing?.panel === happened.panel ? work : unlisted(work, at)
}

type RoutedEvent = Extract<CaseEvent, { type: 'CaseRouted' }>

export type ReceivedEvent = Extract<CaseEvent, { type: 'NotificationReceived' | 'FurtherNotificationReceived' }>
type AmendedEvent = Extract<CaseEvent, { type: 'FactsAmended' }>

function opened(event: ReceivedEvent): Case {
  return {
    reference: event.reference,
    version: event.sequence,
    head: event.hash,
    openedAt: event.at,
    request: event.happened.request,
    notifications: [notificationOf(event)],
    factsFrom: positionOf(event),
    possibleDuplicates: [],
    separatedFrom: [],
    separations: [],
    joinedFrom: [],
    retractions: [],
    work: noWorkYet(event.at),
    recordedMoments: [],
    alertsDue: [],
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

function withDecision(next: Case, { at, by }: AmendedEvent, { designatedDoctorDecision }: Amendment): Case {
  if (!designatedDoctorDecision) return next
  return { ...next, decision: { decided: designatedDoctorDecision, by, at, onAnswers: answersOf(next.notifications) } }
}

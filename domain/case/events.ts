import type { Role } from '../../schemas/access.ts'
import type { Assessment } from '../assessment/assess-death.ts'
import type { EventType } from '../../schemas/case-events.ts'
import type { Addressee, Clock, ClockRuleId, Moment } from '../../schemas/clocks.ts'
import type { Amendment, Notification } from '../../schemas/notification/notification.ts'
import type { Reference } from '../../schemas/reference.ts'
import type { Instant } from '../calendar/instant.ts'
import type { PanelWorkEvents } from '../panel-work/events.ts'
import type { Residence } from './residence.ts'

/** Who did it: a person by the pseudonymous subject of their token, an agency by its link, or a step of the service. */
export type Actor =
  | { readonly kind: 'person'; readonly subject: string; readonly roles: readonly Role[]; readonly area?: string }
  | {
      /** Somebody at an agency, who has no account: the request that was answered, and the link they came by. */
      readonly kind: 'agency'
      readonly form: string
      readonly link: number
    }
  | { readonly kind: 'step'; readonly step: 'categorise' | 'route' | 'chase-deadlines' | 'alert' }

/** One request as its sender numbered it: what tells a replay from another request under the same key. */
export interface RequestMark {
  readonly key: string
  readonly bodyHash: string
}

/** A notification as it arrived: the facts, and where the child lived as far as the directory knew then. */
export interface ReceivedNotification {
  /** The notifier's own reference; the case's own for the first notification. */
  readonly notificationReference: Reference
  readonly request: RequestMark
  readonly facts: Notification
  readonly residence: Residence
  /** What was sent beyond the form, as JSON text: kept, never read. */
  readonly unrecognised?: string
}

interface EventData extends PanelWorkEvents {
  NotificationReceived: ReceivedNotification
  FurtherNotificationReceived: ReceivedNotification
  FactsAmended: {
    readonly notificationReference: Reference
    readonly request: RequestMark
    readonly amendment: Amendment
    readonly residence: Residence
    readonly unrecognised?: string
  }
  DeathCategorised: { readonly basedOn: number; readonly assessment: Assessment }
  PossibleDuplicateFound: { readonly other: Reference; readonly likeness: 'same-nhs-number' | 'alike' }
  CaseRouted: Routing
  ClockStarted: RecordedMoment & { readonly startedAt: Instant }
  ClockMet: RecordedMoment & { readonly metAt: Instant }
  ClocksReplanned: PlannedClocks
  DeadlineMissed: MissedDeadline
  DeadlineEscalated: MissedDeadline & { readonly level: number; readonly to: Addressee }
  /** Number of the event that was alerted. */
  AlertSent: { readonly of: number }
}

/** What a person recorded of a clock. The moment is kept beside the rule, so that it still tells when rules have changed. */
interface RecordedMoment {
  readonly request: RequestMark
  readonly rule: ClockRuleId
  readonly moment: Moment
  /** Free text: it stays in the record. */
  readonly note?: string
}

/** Rule and due time name a deadline of a case: when either changes, it is another one. */
export interface MissedDeadline {
  readonly rule: ClockRuleId
  readonly dueAt: Instant
}

export interface PlannedClocks {
  readonly clocks: readonly Clock[]
  readonly clockRuleSetVersion: string
}

/** Which panel reviews, why, who else is told, and the clocks that run. */
export interface Routing extends PlannedClocks {
  /** Number of the event whose facts this rests on. */
  readonly basedOn: number
  readonly panel: string
  readonly basis: 'must' | 'may' | 'provisional' | 'transferred'
  readonly reason: string
  readonly informedPanels: readonly string[]
  /** The panel that the facts name, where a person transferred the case to another. */
  readonly namedByFacts?: string
}

type EventOf<T extends EventType> = {
  readonly reference: Reference
  /** Position in the case's history, from 1 without gaps. */
  readonly sequence: number
  readonly type: T
  readonly at: Instant
  readonly by: Actor
  readonly happened: EventData[T]
  /** Link of the event to the one before it, made by the store that keeps it (docs/adr/0011). */
  readonly hash?: string
}

/** A fact about a case, stored once and never changed. */
export type CaseEvent = { [T in EventType]: EventOf<T> }[EventType]

/** An event that has been decided but not numbered yet. */
export type Decided = { [T in EventType]: Pick<EventOf<T>, 'type' | 'happened'> }[EventType]

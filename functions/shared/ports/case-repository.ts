import type { Case } from '../../../domain/case/case.ts'
import type { CaseEvent, RequestMark } from '../../../domain/case/events.ts'
import type { Notice } from '../../../domain/case/notice.ts'
import type { QueueEntry } from '../../../domain/case/queue-entry.ts'
import type { Instant } from '../../../domain/calendar/instant.ts'
import type { Meeting } from '../../../domain/panel-work/meeting.ts'
import type { Expectedness } from '../../../schemas/assessment.ts'
import type { ReadingKind } from '../../../schemas/history.ts'
import type { HoldReason, Stage } from '../../../schemas/panel-work/codes.ts'
import type { Reference } from '../../../schemas/reference.ts'
import type { Led } from '../identity-keys.ts'
import type { FormKey } from './form-keys.ts'

/** A notification whose child already had a case: its reference leads there. */
export interface JoinedNotification {
  readonly reference: Reference
  readonly joined: Reference
  readonly request: RequestMark
}

/** Things that must be true of the whole store for the append to happen, written in the same transaction. */
export interface Guards {
  /** Hashes of the child's NHS number: one child, one case. The leading one decides; whatever it comes to lead to, so do the others. */
  readonly identity?: Led<string>
  /** A case that held the identity and does no longer: its notification was retracted, or the number corrected. */
  readonly insteadOf?: Reference
  /** The further notification whose own reference is to lead to this case. */
  readonly joining?: JoinedNotification
  /** The meeting for which the case is listed: nobody may have changed it meanwhile. */
  readonly meeting?: Pick<Meeting, 'panel' | 'reference' | 'version'>
  /** Panels to be told of a case that another panel has. */
  readonly notices?: readonly Notice[]
  /** What a new link to a form, or a new session, is to be known by. */
  readonly formKey?: FormKey | undefined
}

/** What is to be written to one case. */
export interface Change {
  readonly before: Case
  readonly events: readonly [CaseEvent, ...CaseEvent[]]
}

export type Appended =
  | { readonly outcome: 'appended'; readonly case: Case }
  /** Somebody else wrote in between: load again and decide again. */
  | { readonly outcome: 'changed-meanwhile' }
  /** The request was taken before: a replay, or its key used again for another body. */
  | { readonly outcome: 'request-known'; readonly request: RequestMark }
  /** The child has a case already. */
  | { readonly outcome: 'child-known'; readonly reference: Reference }

export interface QueuePage {
  readonly entries: readonly QueueEntry[]
  /** Where the next page begins. */
  readonly next?: QueuePosition
}

export interface QueuePosition {
  readonly dueOrder: string
  readonly reference: string
}

/** A case whose panel does not have its latest facts yet, or of which an alert is to go out. */
export interface AwaitingCase {
  readonly reference: Reference
  /** When the event happened that its next step should hear. */
  readonly since: Instant
  /** Key of that event. */
  readonly event: { readonly pk: string; readonly sk: string }
}

export interface CaseRepository {
  /** A case, or the way to the case that a notification joined; strongly consistent. */
  load(reference: Reference): Promise<LoadedCase | JoinedNotification | undefined>
  /** Stores decided events and the new state in one transaction, or says why not. */
  append(before: Case | undefined, events: readonly [CaseEvent, ...CaseEvent[]], guards?: Guards): Promise<Appended>
  /** The same for two cases at once: both are written or neither is. Answers with the first. */
  appendTogether(changes: readonly [Change, Change]): Promise<Appended>
  /**
   * Has the case carry these likenesses, by which cases about the same child are found, and answers the others that carry one of
   * them. A likeness is looked up under the hash that leads, and stands under all. It carries them before it looks: of two cases that do so at once, at least one finds the other.
   */
  alike(reference: Reference, likenesses: readonly Led<string>[]): Promise<Reference[]>
}

export interface LoadedCase {
  readonly case: Case
  readonly events: readonly CaseEvent[]
}

export interface QueueReader {
  queue(panel: string, of: QueueFilter, limit: number, after?: QueuePosition): Promise<QueuePage>
  /** The panel's case to which a reference leads: its own, a notification's, or that of a case that was joined to it. */
  find(panel: string, reference: Reference): Promise<QueueEntry | undefined>
  notices(panel: string, limit: number): Promise<(Notice & { readonly reference: Reference })[]>
  notificationsOf(subject: string, limit: number): Promise<{ reference: Reference; notifiedAt: Instant }[]>
}

/** Which cases of a panel. Every filter is a few places in an index: a page costs the same however many cases there are. */
export type QueueFilter = ({ readonly state: 'open' | 'closed' } | { readonly stage: Stage }) & {
  readonly expectedness?: Expectedness | undefined
  readonly hold?: HoldReason | undefined
  /** Whether the next clock was past due at a moment. Only open cases have clocks that run. */
  readonly overdue?: { readonly is: boolean; readonly at: Instant } | undefined
}

export interface PassingCases {
  /** Cases that have waited for their panel or for an alert since before `before`, either the longest first; pages through all. */
  awaitingSinceBefore(before: Instant): AsyncIterable<AwaitingCase>
}

export interface CasesToChase {
  /**
   * Cases whose clocks were planned under this set of clock rules and of which something falls due, the longest due first in each of
   * the parts that they are kept in; pages through all.
   * @param before only what falls due before then; left out: whatever is still to come
   */
  toChase(clockRuleSet: string, before?: Instant): AsyncIterable<Reference>
}

export interface CasesOfPanel {
  /** The panel's cases that were opened between two moments, both included, in that order; pages through all. */
  casesOfPanel(panel: string, from: Instant, to: Instant): AsyncIterable<Reference>
}

/** Who read what of a case, kept beside it, each reading linked to the one before. */
export interface AccessRecord {
  recordReading(reading: Reading): Promise<void>
}

export interface Reading {
  readonly reference: Reference
  readonly what: ReadingKind
  readonly at: Instant
  readonly subject: string
  readonly roles: readonly string[]
  /** The request's own id, by which the logs tell more. */
  readonly requestId: string
}

/** A reading as it is kept. */
export interface KeptReading extends Reading {
  /** Position among the readings of the case, from 1 without gaps. */
  readonly number: number
  readonly hash: string
}

export interface HistoryRecord {
  /** All that happened to a case and all readings of it, with what is wrong with the record: nothing, as long as nobody tampers with it. */
  history(reference: Reference): Promise<KeptHistory>
}

export interface KeptHistory {
  readonly events: readonly CaseEvent[]
  readonly readings: readonly KeptReading[]
  /** In plain words, without identities. */
  readonly faults: readonly string[]
}

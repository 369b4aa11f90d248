import type { Case } from '../../../domain/case/case.ts'
import type { CaseEvent, RequestMark } from '../../../domain/case/events.ts'
import type { QueueEntry } from '../../../domain/case/queue-entry.ts'
import type { Instant } from '../../../domain/calendar/instant.ts'
import type { Reference } from '../../../schemas/reference.ts'

/** A notification whose child already had a case: its reference leads there. */
export interface JoinedNotification {
  readonly reference: Reference
  readonly joined: Reference
  readonly request: RequestMark
}

/** Things that must be true of the whole store for the append to happen, written in the same transaction. */
export interface Guards {
  /** Keyed hash of the child's NHS number: one child, one case. */
  readonly identity?: string
  /** The further notification whose own reference is to lead to this case. */
  readonly joining?: JoinedNotification
  /** Keyed hashes by which cases about the same child may be found. */
  readonly likenesses?: readonly string[]
  /** Panels to be told that a child died in their area whose death another panel reviews. */
  readonly notices?: readonly Notice[]
}

/** Tells a panel of a death in its area that another panel reviews (R4). */
export interface Notice {
  readonly panel: string
  readonly reviewedBy: string
  readonly at: Instant
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

/** A case whose latest facts wait for a step of the pipeline. */
export interface AwaitingCase {
  readonly reference: Reference
  readonly since: Instant
  /** Key of the event that the step should hear again. */
  readonly event: { readonly pk: string; readonly sk: string }
}

export interface CaseRepository {
  /** A case, or the way to the case that a notification joined; strongly consistent. */
  load(reference: Reference): Promise<LoadedCase | JoinedNotification | undefined>
  /** Stores decided events and the new state in one transaction, or says why not. */
  append(before: Case | undefined, events: readonly [CaseEvent, ...CaseEvent[]], guards?: Guards): Promise<Appended>
  /** Cases that carry one of these likenesses. */
  alike(likenesses: readonly string[]): Promise<Reference[]>
}

export interface LoadedCase {
  readonly case: Case
  readonly events: readonly CaseEvent[]
}

export interface QueueReader {
  queue(panel: string, of: QueueFilter, limit: number, after?: QueuePosition): Promise<QueuePage>
  notices(panel: string, limit: number): Promise<(Notice & { readonly reference: Reference })[]>
  notificationsOf(subject: string, limit: number): Promise<{ reference: Reference; notifiedAt: Instant }[]>
}

export type QueueFilter = { readonly state: 'open' | 'closed' } | { readonly stage: string }

export interface PassingCases {
  /** Cases that have awaited a step since before `before`, the longest first; pages through all. */
  awaitingSinceBefore(before: Instant): AsyncIterable<AwaitingCase>
}

/** Who read what of a case, kept beside it. */
export interface AccessRecord {
  recordReading(reading: Reading): Promise<void>
}

export interface Reading {
  readonly reference: Reference
  readonly what: 'case' | 'history' | 'notification'
  readonly at: Instant
  readonly subject: string
  readonly roles: readonly string[]
  /** The request's own id: keeps two readings of one instant apart. */
  readonly requestId: string
}

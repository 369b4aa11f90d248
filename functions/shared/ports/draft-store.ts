import type { Instant } from '../../../domain/calendar/instant.ts'

/** What somebody typed, box by box, as they typed it. */
export type TypedValues = Readonly<Record<string, readonly string[]>>

/** A notification not sent yet. It is kept as typed, so that a half-written date is not lost either. */
export interface Draft {
  readonly id: string
  /** Numbers the request that will be sent, however often it is. */
  readonly idempotencyKey: string
  readonly startedAt: Instant
  readonly savedAt: Instant
  readonly values: TypedValues
  /** What was sent, while it is not known whether it arrived: the same is sent again, and nothing else. */
  readonly sending?: string
  /** Reference of the notification it became. What was typed is gone then. */
  readonly sentAs?: string
}

/** A form that was sent when its person was no longer signed in. */
export interface KeptPost {
  readonly path: string
  readonly values: TypedValues
}

/** Drafts of people, each seen by its own person only, and none kept for long. */
export interface DraftStore {
  /** The same draft again is the same one; another of its name is refused. */
  create(subject: string, draft: Draft): Promise<void>
  find(subject: string, id: string): Promise<Draft | undefined>
  /** The last saved first. */
  all(subject: string): Promise<readonly Draft[]>
  /**
   * Changes the draft as it stands now, in one step: of two who save at once, the second changes what the first has made.
   * `undefined` where there is none.
   */
  change(subject: string, id: string, changed: (draft: Draft) => Draft): Promise<Draft | undefined>
  discard(subject: string, id: string): Promise<void>
  /** Keeps one form for the person, in place of any other. */
  keepPost(subject: string, post: KeptPost, now: Instant): Promise<void>
  /** The form that is kept for the person. It stays until it is dropped: first comes what it asks for. */
  keptPost(subject: string, now: Instant): Promise<KeptPost | undefined>
  /** Drops this form, and no other that was kept since. */
  dropPost(subject: string, post: KeptPost): Promise<void>
}

/** A draft nobody has touched for that long is gone: the death was notified by other means, or by somebody else. */
export const DRAFT_DAYS = 14
/** A form that came after its session had ended waits that long for its person. */
export const KEPT_POST_HOURS = 12

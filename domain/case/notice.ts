import type { Instant } from '../calendar/instant.ts'

/** Tells a panel of a case that another panel has. */
export interface Notice {
  readonly panel: string
  /** A death in its area that another panel reviews (R4); a case that it handed over; or that such a case was notified in error. */
  readonly what: 'died-in-area' | 'handed-over' | 'retracted'
  readonly reviewedBy: string
  /** With the panel and the case it names the notice: one of the same time takes its place. */
  readonly at: Instant
  readonly note?: string
  /** When the other panel confirmed a handover. */
  readonly acceptedAt?: Instant
}

/** Something that invokes functions by itself. */
export interface Trigger {
  /** Starts nothing new; resolves when what has begun is done. */
  readonly drain: () => Promise<void>
  /** After that, when nothing can arrive any more: gives up waiting for it. */
  readonly end: () => Promise<void>
}

/** Something that invokes functions by itself. */
export interface Trigger {
  /** Starts nothing new; resolves when what has begun is done. */
  readonly drain: () => Promise<void>
  /** Resolves when nothing runs any more, which may take until the engines are gone. */
  readonly ended: Promise<void>
}

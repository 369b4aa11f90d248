/** What becomes of one call to a service. */
export const MODES = [
  /** It fails before anything was done. */
  'before',
  /** It is done, and the answer never arrives. */
  'after',
  /** It is refused because there is too much of it. */
  'throttle',
  /** Nobody hears it and nobody answers, until the function's time runs out. */
  'hang',
  /** It is done, and the function ends in that moment. */
  'kill',
] as const
export type Mode = (typeof MODES)[number]

/** Counts the calls of a history one after another, and faults those that it is told to, each by its number. */
export class Failpoints {
  /** Every call that was made, in words. */
  readonly calls: string[] = []
  readonly #faults: ReadonlyMap<number, Mode>
  #isOver = false

  constructor(faults: ReadonlyMap<number, Mode>) {
    this.#faults = faults
  }

  next(call: string): Mode | undefined {
    if (this.#isOver) return undefined
    this.calls.push(call)
    return this.#faults.get(this.calls.length - 1)
  }

  /** From now on calls work, and are not counted. */
  end(): void {
    this.#isOver = true
  }
}

const SHORTEST_MS = 20
const LONGEST_MS = 1000

/**
 * How long to wait before looking again: briefly while something happens, longer and longer while nothing does, and no longer
 * at all when something is likely to have happened.
 */
export class Pace {
  readonly #waiting = new Set<() => void>()
  #waitMs = SHORTEST_MS

  /** Look at once, and often for a while. */
  quicken(): void {
    this.#waitMs = SHORTEST_MS
    for (const wake of this.#waiting) wake()
  }

  async wait(atMostMs: number): Promise<void> {
    const wait = Math.min(this.#waitMs, atMostMs)
    this.#waitMs = Math.min(this.#waitMs * 1.5, LONGEST_MS)
    await new Promise<void>((resolve) => {
      const wake = () => {
        clearTimeout(timer)
        this.#waiting.delete(wake)
        resolve()
      }
      const timer = setTimeout(wake, wait)
      this.#waiting.add(wake)
    })
  }
}

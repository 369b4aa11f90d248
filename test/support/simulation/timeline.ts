interface Due {
  readonly at: number
  readonly act: () => void
}

/**
 * Time that stands still while anything happens and then leaps to what is due next. Things due at one moment happen in the order in
 * which they were asked for, so that a history depends on its seed alone.
 */
export class Timeline {
  /** Milliseconds since 1970. */
  now: number
  readonly #due: Due[] = []

  constructor(start: number) {
    this.now = start
  }

  after(ms: number, act: () => void): void {
    const at = this.now + Math.max(0, Math.round(ms))
    let place = this.#due.length
    while (place > 0 && (this.#due[place - 1]?.at ?? 0) > at) place -= 1
    this.#due.splice(place, 0, { at, act })
  }

  /** Lets happen all that is due until then. */
  async passUntil(end: number): Promise<void> {
    for (let next = this.#due[0]; next && next.at <= end; next = this.#due[0]) {
      this.#due.shift()
      this.now = next.at
      next.act()
      await settled()
    }
    this.now = Math.max(this.now, end)
  }
}

/** Nothing simulated takes real time: when the queue of promises is empty, each has gone as far as it can. */
const settled = () =>
  new Promise<void>((resolve) => {
    process.nextTick(resolve)
  })

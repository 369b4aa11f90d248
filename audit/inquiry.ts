import type { Findings } from './findings.ts'
import { wholeAround } from './first-table.ts'
import type { Question } from './questions.ts'
import type { Attempt, Open } from './solver.ts'

/** Asks the solver about one part of a question, or about all of it. */
export class Inquiry {
  readonly #part: Question
  readonly #findings: Findings
  readonly #open: Open
  /** Targets by their numbers in the part. */
  readonly #targets: readonly number[]
  /** What was asked of one target alone, as `number value`. */
  readonly #asked = new Set<string>()

  constructor(part: Question, findings: Findings, open: Open) {
    this.#part = part
    this.#findings = findings
    this.#open = open
    this.#targets = part.numbers.flatMap((whole, number) =>
      findings.isTarget(whole) && findings.openValues(whole).length > 0 ? [number] : [],
    )
  }

  /** Looks for tables in a part of which all else is held as in the known table. That there is none says nothing of the whole. */
  look() {
    this.#attempt((attempt) => {
      this.#askAll(attempt, () => undefined)
    })
  }

  /** Asks the whole question, so that every answer counts. */
  decide() {
    this.#attempt((attempt) => {
      this.#askAll(attempt, (target, value) => {
        this.#findings.refute(this.#whole(target), value)
      })
    })
  }

  /** What a part of the knowledge, with nothing held, does not allow, the whole does not allow either. */
  refute(table: string) {
    this.#attempt((attempt) => {
      for (const target of this.#targets) if (this.#part.tables[target] === table) this.#refuteOf(target, attempt)
    })
  }

  #attempt(work: (attempt: Attempt) => void) {
    if (this.#targets.length === 0) return
    const attempt = this.#open(
      this.#part,
      this.#part.numbers.map((whole) => this.#findings.table[whole] ?? 0),
    )
    try {
      work(attempt)
    } finally {
      attempt.close()
    }
  }

  #refuteOf(target: number, attempt: Attempt) {
    const values = this.#findings.openValues(this.#whole(target))
    const [least = 0, most = least] = [values[0], values.at(-1)]
    attempt.hold(target, [least, most])
    const isPossible = attempt.find(false) !== undefined
    for (const value of values) {
      attempt.hold(target, [value, value])
      if (!isPossible || !attempt.find(false)) this.#findings.refute(this.#whole(target), value)
    }
    attempt.hold(target)
  }

  #askAll(attempt: Attempt, isImpossible: (target: number, value: number) => void) {
    const highest = Math.max(...this.#targets.map((target) => this.#part.statements.get(target)?.smallBelow ?? 0))
    for (let value = 0; value < highest; value++)
      for (let open = this.#missing(value); open.length > 0; open = this.#missing(value))
        this.#ask(this.#oneOfEachRow(open), value, attempt, isImpossible)
  }

  #missing(value: number): readonly number[] {
    return this.#targets.filter((target) => this.#isMissing(target, value))
  }

  #isMissing(target: number, value: number): boolean {
    return this.#findings.isOpen(this.#whole(target), value) && !this.#asked.has(`${target} ${value}`)
  }

  /** Numbers of one row seldom can all be what is asked; numbers of several rows often can. */
  #oneOfEachRow(targets: readonly number[]): readonly number[] {
    const rows = new Map<string, number>()
    for (const target of targets) {
      const key = this.#part.statements.get(target)?.key ?? ''
      rows.set(key.slice(0, key.lastIndexOf(' ')), target)
    }
    return [...rows.values()]
  }

  #ask(
    together: readonly number[],
    value: number,
    attempt: Attempt,
    isImpossible: (target: number, value: number) => void,
  ) {
    for (const target of together) attempt.hold(target, [value, value])
    const numbers = attempt.find(false)
    if (numbers) this.#findings.learn(this.#part, numbers)
    const [target = -1, ...others] = together
    if (others.length === 0 && numbers && this.#isMissing(target, value)) {
      const whole = wholeAround(this.#part, numbers, this.#open) ?? attempt.find(true)
      if (whole) this.#findings.learn(this.#part, whole)
    }
    for (const each of together) attempt.hold(each)
    const left = together.filter((each) => this.#isMissing(each, value))
    if (others.length === 0) {
      this.#asked.add(`${target} ${value}`)
      if (left.length > 0) isImpossible(target, value)
      return
    }
    const middle = Math.ceil(left.length / 2)
    for (const part of [left.slice(0, middle), left.slice(middle)])
      if (part.length > 0) this.#ask(part, value, attempt, isImpossible)
  }

  #whole(target: number): number {
    return this.#part.numbers[target] ?? -1
  }
}

import type { Findings } from './findings.ts'
import { wholeAround } from './first-table.ts'
import type { Question } from './questions.ts'
import { UndecidedError, type Attempt, type Open } from './solver.ts'

/** Numbers asked about at a time. */
const TOGETHER = 16

/** Told of each value that no table was found for; `isAnswered` if there is none, and not only no answer. */
type NotFound = (target: number, value: number, isAnswered: boolean) => void

/** Asks the solver about one part of a question, or about all of it. */
export class Inquiry {
  readonly #part: Question
  readonly #findings: Findings
  readonly #open: Open
  /** Targets by their numbers in the part. */
  readonly #targets: readonly number[]
  /** What was asked of one target alone, as `number value`. */
  readonly #asked = new Set<string>()

  /** @param isWanted which targets, as the whole numbers them, are asked about */
  constructor(part: Question, findings: Findings, open: Open, isWanted: (target: number) => boolean) {
    this.#part = part
    this.#findings = findings
    this.#open = open
    this.#targets = part.numbers.flatMap((whole, number) =>
      findings.isTarget(whole) && isWanted(whole) && findings.openValues(whole).length > 0 ? [number] : [],
    )
  }

  /** Looks for tables in a part of which all else is held as in the known table. That there is none says nothing of the whole. */
  look() {
    this.#attempt((attempt) => {
      this.#askAll(attempt, () => undefined)
    })
  }

  /**
   * Asks the whole question, so that every answer counts.
   * @throws UndecidedError if the solver cannot tell of some number
   */
  decide() {
    this.#attempt((attempt) => {
      this.#askAll(attempt, (target, value, isAnswered) => {
        if (!isAnswered) throw new UndecidedError(this.#part.statements.get(target)?.key)
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

  #askAll(attempt: Attempt, isNotFound: NotFound) {
    const highest = Math.max(...this.#targets.map((target) => this.#part.statements.get(target)?.smallBelow ?? 0))
    for (let value = 0; value < highest; value++)
      for (let open = this.#missing(value); open.length > 0; open = this.#missing(value))
        this.#ask(this.#oneOfEachRow(open).slice(0, TOGETHER), value, attempt, isNotFound)
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

  /** Asks for a table with all these targets at the value; then, of those that it did not show, for each half. */
  #ask(together: readonly number[], value: number, attempt: Attempt, isNotFound: NotFound) {
    const isAnswered = this.#findTables(together, value, attempt)
    const left = together.filter((each) => this.#isMissing(each, value))
    const [target = -1, ...others] = together
    if (others.length === 0) {
      this.#asked.add(`${target} ${value}`)
      if (left.length > 0) isNotFound(target, value, isAnswered)
      return
    }
    const middle = Math.ceil(left.length / 2)
    for (const part of [left.slice(0, middle), left.slice(middle)])
      if (part.length > 0) this.#ask(part, value, attempt, isNotFound)
  }

  /** False if the solver could not tell. */
  #findTables(together: readonly number[], value: number, attempt: Attempt): boolean {
    for (const target of together) attempt.hold(target, [value, value])
    const [target = -1, ...others] = together
    try {
      const numbers = attempt.find(false)
      if (numbers) this.#findings.learn(this.#part, numbers)
      if (!numbers || others.length > 0 || !this.#isMissing(target, value)) return true
      const whole = wholeAround(this.#part, numbers, this.#open) ?? attempt.find(true)
      if (whole) this.#findings.learn(this.#part, whole)
      return true
    } catch (fault) {
      if (fault instanceof UndecidedError) return false
      throw fault
    } finally {
      for (const each of together) attempt.hold(each)
    }
  }

  #whole(target: number): number {
    return this.#part.numbers[target] ?? -1
  }
}

import { boundsOf } from './bounds.ts'
import { isWhole } from './first-table.ts'
import type { Change } from './neighbours.ts'
import type { Question } from './questions.ts'

/** What has been found of the protected numbers of a question: values proved possible by a table, and values proved impossible. */
export class Findings {
  readonly targets: readonly number[]
  readonly table: readonly number[]
  readonly #question: Question
  /** Of each target, by value, which change showed it; −1 is the table as it is. */
  readonly #attainable: ReadonlyMap<number, Map<number, number>>
  readonly #refuted: ReadonlyMap<number, Set<number>>
  readonly #equationsOf: readonly (readonly (readonly [equation: number, sign: number])[])[]
  /** Every change of the table that showed something new, as number, by, number, by … */
  readonly #shown: Int32Array[] = []

  /**
   * @param table whole numbers that fit the question
   * @param before what was found when less was known: every change that showed something is tried again
   */
  constructor(question: Question, targets: readonly number[], table: readonly number[], before?: Findings) {
    this.targets = targets
    this.table = table
    this.#question = question
    this.#attainable = new Map(targets.map((target) => [target, new Map<number, number>()]))
    this.#refuted = new Map(targets.map((target) => [target, new Set<number>()]))
    this.#equationsOf = equationsByNumber(question)
    for (const target of targets) this.#credit(target, table[target] ?? Infinity, -1)
    const { least, most } = boundsOf(question)
    for (const target of targets)
      for (const value of this.openValues(target))
        if (value < (least[target] ?? 0) || value > (most[target] ?? Infinity)) this.refute(target, value)
    if (before) for (const change of before.#shown) this.take(unpacked(change))
  }

  isTarget(number: number): boolean {
    return this.#attainable.has(number)
  }

  /** Values below T of which it is not known whether the target can have them. */
  openValues(target: number): readonly number[] {
    const below = this.#question.statements.get(target)?.smallBelow ?? 0
    return Array.from({ length: below }, (_, value) => value).filter((value) => this.isOpen(target, value))
  }

  isOpen(target: number, value: number): boolean {
    const below = this.#question.statements.get(target)?.smallBelow ?? 0
    const isKnown = this.#attainable.get(target)?.has(value) === true || this.#refuted.get(target)?.has(value) === true
    return value < below && !isKnown
  }

  refute(target: number, value: number) {
    this.#refuted.get(target)?.add(value)
  }

  /** How many targets nothing is open of. */
  decided(): number {
    return this.targets.filter((target) => this.openValues(target).length === 0).length
  }

  isRefuted(target: number): boolean {
    return (this.#refuted.get(target)?.size ?? 0) > 0
  }

  /** The small values that a table has been found for. */
  attainable(target: number): readonly number[] {
    return [...(this.#attainable.get(target)?.keys() ?? [])].sort((a, b) => a - b)
  }

  /** True if a table has been found for every small value. */
  isEverything(target: number): boolean {
    return this.#attainable.get(target)?.size === this.#question.statements.get(target)?.smallBelow
  }

  /** The change of the table that showed a value; none if the table has it. */
  witness(target: number, value: number): Change {
    const change = this.#shown[this.#attainable.get(target)?.get(value) ?? -1]
    return change ? unpacked(change) : new Map()
  }

  /** How many whole tables have been found that showed something new. */
  get witnesses(): number {
    return 1 + this.#shown.length
  }

  /**
   * Takes numbers that fit a part of the question. Changes from the table that share no equation stand by themselves: each that is
   * whole may be a table.
   */
  learn(part: Question, point: readonly number[]) {
    const equationsOf = equationsByNumber(part)
    const changed = point.map((value, number) => Math.abs(value - this.#at(part.numbers[number])) > 1e-6)
    const seen = new Set<number>()
    point.forEach((_, start) => {
      if (!changed[start] || seen.has(start)) return
      const change = [start]
      seen.add(start)
      for (const number of change) {
        for (const [equation] of equationsOf[number] ?? []) {
          for (const [other] of part.equations[equation]?.terms ?? []) {
            if (!changed[other] || seen.has(other)) continue
            seen.add(other)
            change.push(other)
          }
        }
      }
      if (!change.every((number) => isWhole(point[number] ?? 0))) return
      const by = (number: number) => Math.round(point[number] ?? 0) - this.#at(part.numbers[number])
      this.take(new Map(change.map((number) => [part.numbers[number] ?? -1, by(number)])))
    })
  }

  /** Takes a change of the table if it keeps every bound and equation of the whole question: checked here, never believed. */
  take(change: Change) {
    if (!this.#fits(change)) return
    const news = [...change].filter(([number, by]) => this.#credit(number, this.#at(number) + by, this.#shown.length))
    if (news.length > 0) this.#shown.push(Int32Array.from([...change].flat()))
  }

  #fits(change: Change): boolean {
    const { lower, upper } = this.#question
    const off = new Map<number, number>()
    for (const [number, by] of change) {
      const value = this.#at(number) + by
      const isWithin = value >= (lower[number] ?? 0) && value <= (upper[number] ?? 0)
      if (!Number.isInteger(value) || !isWithin) return false
      for (const [equation, sign] of this.#equationsOf[number] ?? [])
        off.set(equation, (off.get(equation) ?? 0) + sign * by)
    }
    return [...off.values()].every((by) => by === 0)
  }

  #at(number: number | undefined): number {
    return this.table[number ?? -1] ?? NaN
  }

  /** True if it was open whether the number can be this. */
  #credit(number: number, value: number, change: number): boolean {
    if (!this.isTarget(number) || !this.isOpen(number, value)) return false
    this.#attainable.get(number)?.set(value, change)
    return true
  }
}

function unpacked(change: Int32Array): Change {
  const unpacked = new Map<number, number>()
  for (let place = 0; place < change.length; place += 2) unpacked.set(change[place] ?? -1, change[place + 1] ?? 0)
  return unpacked
}

function equationsByNumber({ lower, equations }: Question) {
  const equationsOf: [equation: number, sign: number][][] = lower.map(() => [])
  equations.forEach(({ terms }, equation) => {
    for (const [number, sign] of terms) equationsOf[number]?.push([equation, sign])
  })
  return equationsOf
}

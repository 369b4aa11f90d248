import { boundsOf } from './bounds.ts'
import { isWhole } from './first-table.ts'
import type { Question } from './questions.ts'
import type { Ranges } from './ranges.ts'

/** What has been found of the protected numbers of a question: values proved possible by a table, and values proved impossible. */
export class Findings {
  readonly table: readonly number[]
  readonly #question: Question
  readonly #attainable: ReadonlyMap<number, Set<number>>
  readonly #refuted: ReadonlyMap<number, Set<number>>
  readonly #equationsOf: readonly (readonly number[])[]
  #witnesses = 1

  /** @param table whole numbers that fit the question */
  constructor(question: Question, targets: readonly number[], table: readonly number[]) {
    this.table = table
    this.#question = question
    this.#attainable = new Map(targets.map((target) => [target, new Set<number>()]))
    this.#refuted = new Map(targets.map((target) => [target, new Set<number>()]))
    this.#equationsOf = equationsByNumber(question)
    for (const target of targets) this.#credit(target, table[target] ?? Infinity)
    const { least, most } = boundsOf(question)
    for (const target of targets)
      for (const value of this.openValues(target))
        if (value < (least[target] ?? 0) || value > (most[target] ?? Infinity)) this.refute(target, value)
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
    return [...this.#attainable.keys()].filter((target) => this.openValues(target).length === 0).length
  }

  ranges(): Ranges {
    return { attainable: this.#attainable, witnesses: this.#witnesses }
  }

  /**
   * Takes numbers that fit a part of the question. Changes from the table that share no equation stand by themselves: each that is whole
   * is a table, if it keeps every bound and equation of the whole question, which is checked here and never believed.
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
        for (const equation of equationsOf[number] ?? []) {
          for (const [other] of part.equations[equation]?.terms ?? []) {
            if (!changed[other] || seen.has(other)) continue
            seen.add(other)
            change.push(other)
          }
        }
      }
      if (!change.every((number) => isWhole(point[number] ?? 0))) return
      this.#try(new Map(change.map((number) => [part.numbers[number] ?? -1, Math.round(point[number] ?? 0)])))
    })
  }

  #at(number: number | undefined): number {
    return this.table[number ?? -1] ?? NaN
  }

  #try(values: ReadonlyMap<number, number>) {
    const { lower, upper, equations } = this.#question
    const fits = [...values].every(([number, value]) => {
      const keeps = (equation: number) =>
        (equations[equation]?.terms ?? []).reduce((rest, [other, sign]) => {
          const now = values.get(other)
          return now === undefined ? rest : rest + sign * (now - this.#at(other))
        }, 0) === 0
      return value >= (lower[number] ?? 0) && value <= (upper[number] ?? 0) && this.#equationsOf[number]?.every(keeps)
    })
    if (!fits) return
    const news = [...values].filter(([number, value]) => this.#credit(number, value))
    if (news.length > 0) this.#witnesses++
  }

  /** True if it was open whether the number can be this. */
  #credit(number: number, value: number): boolean {
    if (!this.isTarget(number) || !this.isOpen(number, value)) return false
    this.#attainable.get(number)?.add(value)
    return true
  }
}

function equationsByNumber({ lower, equations }: Question): readonly (readonly number[])[] {
  const equationsOf: number[][] = lower.map(() => [])
  equations.forEach(({ terms }, equation) => {
    for (const [number] of terms) equationsOf[number]?.push(equation)
  })
  return equationsOf
}

import type { Equation } from './knowledge.ts'
import type { Question } from './questions.ts'
import type { Attempt, Open } from './solver.ts'

/** Of each protected number, the values below T that it can have: proved by a whole table for each, or by there being none. */
export interface Ranges {
  readonly attainable: ReadonlyMap<number, ReadonlySet<number>>
  readonly witnesses: number
}

const NEAR = 1e-6
const isWhole = (number: number) => Math.abs(number - Math.round(number)) < NEAR

/** True if whole numbers keep every bound and every equation: checked here, never believed. */
function isTable(numbers: readonly number[], { lower, upper, equations }: Question): boolean {
  const isWithin = (number: number, index: number) => number >= (lower[index] ?? 0) && number <= (upper[index] ?? 0)
  const left = ({ terms, sum }: Equation) =>
    terms.reduce((rest, [index, sign]) => rest - sign * (numbers[index] ?? NaN), sum)
  return numbers.every(isWithin) && equations.every((equation) => left(equation) === 0)
}

/** Finds, for each protected number of a question that may be small, which small values it can have. */
export function rangesOf(
  question: Question,
  targets: readonly number[],
  open: Open,
  onProgress: (done: number) => void,
): Ranges {
  const table = anyTable(question, open)
  if (!table) return { attainable: new Map(), witnesses: 0 }
  const attempt = open(question, table)
  try {
    return new Inquiry(question, targets, attempt, table).everything(onProgress)
  } finally {
    attempt.close()
  }
}

function anyTable(question: Question, open: Open): readonly number[] | undefined {
  const attempt = open(question)
  try {
    for (const whole of [false, true]) {
      const numbers = attempt.find(whole)?.map(Math.round)
      if (!numbers || isTable(numbers, question)) return numbers
    }
    return undefined
  } finally {
    attempt.close()
  }
}

class Inquiry {
  readonly #question: Question
  readonly #targets: readonly number[]
  readonly #attempt: Attempt
  readonly #table: readonly number[]
  readonly #equationsOf: readonly (readonly number[])[]
  readonly #found: ReadonlyMap<number, Set<number>>
  readonly #refuted = new Set<string>()
  #witnesses = 0

  constructor(question: Question, targets: readonly number[], attempt: Attempt, table: readonly number[]) {
    this.#question = question
    this.#targets = targets
    this.#attempt = attempt
    this.#table = table
    const equationsOf: number[][] = table.map(() => [])
    question.equations.forEach(({ terms }, equation) => {
      for (const [number] of terms) equationsOf[number]?.push(equation)
    })
    this.#equationsOf = equationsOf
    this.#found = new Map(targets.map((target) => [target, new Set<number>()]))
    this.#witness(table)
  }

  everything(onProgress: (done: number) => void): Ranges {
    const highest = Math.max(...this.#targets.map((target) => this.#below(target)))
    for (let value = 0; value < highest; value++) {
      for (let open = this.#open(value); open.length > 0; open = this.#open(value))
        this.#ask(this.#oneOfEachRow(open), value)
      onProgress(Math.round((this.#targets.length * (value + 1)) / highest))
    }
    return { attainable: this.#found, witnesses: this.#witnesses }
  }

  #below(target: number) {
    return this.#question.statements.get(target)?.smallBelow ?? 0
  }

  #isOpen(target: number, value: number) {
    const isKnown = this.#found.get(target)?.has(value) === true || this.#refuted.has(`${target} ${value}`)
    return value < this.#below(target) && !isKnown
  }

  #open(value: number): readonly number[] {
    return this.#targets.filter((target) => this.#isOpen(target, value))
  }

  /** Numbers of one row seldom can all be what is asked; numbers of several rows often can. */
  #oneOfEachRow(targets: readonly number[]): readonly number[] {
    const rows = new Map<string, number>()
    for (const target of targets) {
      const key = this.#question.statements.get(target)?.key ?? ''
      rows.set(key.slice(0, key.lastIndexOf(' ')), target)
    }
    return [...rows.values()]
  }

  #ask(together: readonly number[], value: number) {
    for (const target of together) this.#attempt.hold(target, value)
    this.#look(together.length === 1)
    for (const target of together) this.#attempt.hold(target, undefined)
    const left = together.filter((target) => this.#isOpen(target, value))
    if (together.length === 1) for (const target of left) this.#refuted.add(`${target} ${value}`)
    else if (left.length > 0) {
      const middle = Math.ceil(left.length / 2)
      this.#ask(left.slice(0, middle), value)
      if (middle < left.length) this.#ask(left.slice(middle), value)
    }
  }

  #look(isAlone: boolean) {
    const numbers = this.#attempt.find(false)
    if (!numbers) return
    if (this.#witness(this.#withWholeChanges(numbers)) && (!isAlone || numbers.every(isWhole))) return
    if (isAlone) this.#witness(this.#attempt.find(true) ?? [])
  }

  /** Changes that share no equation stand by themselves: those with fractions are left out, the others still make a table. */
  #withWholeChanges(numbers: readonly number[]): readonly number[] {
    const result = [...this.#table]
    const isChanged = (number: number) => Math.abs((numbers[number] ?? 0) - (this.#table[number] ?? 0)) > NEAR
    const seen = new Set<number>()
    numbers.forEach((_, start) => {
      if (seen.has(start) || !isChanged(start)) return
      const change = [start]
      seen.add(start)
      for (const number of change) {
        for (const equation of this.#equationsOf[number] ?? []) {
          for (const [other] of this.#question.equations[equation]?.terms ?? []) {
            if (seen.has(other) || !isChanged(other)) continue
            seen.add(other)
            change.push(other)
          }
        }
      }
      if (change.every((number) => isWhole(numbers[number] ?? 0)))
        for (const number of change) result[number] = numbers[number] ?? 0
    })
    return result
  }

  #witness(point: readonly number[]): boolean {
    const numbers = point.map(Math.round)
    if (numbers.length === 0 || !isTable(numbers, this.#question)) return false
    this.#witnesses++
    for (const target of this.#targets) {
      const number = numbers[target] ?? Infinity
      if (number < this.#below(target)) this.#found.get(target)?.add(number)
    }
    return true
  }
}

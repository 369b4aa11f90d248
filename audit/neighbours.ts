import type { Question } from './questions.ts'

/** Changes after which one attempt gives up, and equations that may be wrong at a time. */
const STEPS = 150
const MOST_WRONG = 60
/** Numbers of one equation that are weighed against each other: of a long one, so many in a row from anywhere. */
const WEIGHED = 100
/** A number that was just changed rests for so many steps, and up to three times as many. */
const REST = 3
/** One number in so many is taken although it is not the best: else the search goes round in circles. */
const STRAY = 20

/** How much some numbers differ from a table, by number. */
export type Change = ReadonlyMap<number, number>

/** A matrix of signs, by its lines: of equation after equation, or of number after number. */
class Lines {
  readonly starts: Int32Array
  readonly ends: Int32Array
  readonly signs: Int8Array

  constructor(count: number, entries: readonly (readonly [line: number, end: number, sign: number])[]) {
    this.starts = new Int32Array(count + 1)
    this.ends = new Int32Array(entries.length)
    this.signs = new Int8Array(entries.length)
    for (const [line] of entries) this.starts[line + 1] = at(this.starts, line + 1) + 1
    for (let line = 0; line < count; line++) this.starts[line + 1] = at(this.starts, line + 1) + at(this.starts, line)
    const next = this.starts.slice()
    for (const [line, end, sign] of entries) {
      const place = at(next, line)
      this.ends[place] = end
      this.signs[place] = sign
      next[line] = place + 1
    }
  }

  lengthOf(line: number): number {
    return at(this.starts, line + 1) - at(this.starts, line)
  }
}

type Numbers = Float64Array | Int32Array | Int8Array
const at = (numbers: Numbers, index: number) => numbers[index] ?? 0

/**
 * Looks for tables near a known one: changes the number in question, then another number of an equation that this puts wrong, and
 * so on until all are right again. Takes microseconds where the solver takes milliseconds, and finds most of what there is; that
 * it finds nothing says nothing. What it finds is a suggestion, to be checked. The same questions in the same order have the same answers.
 */
export class Neighbours {
  readonly #lower: Float64Array
  readonly #upper: Float64Array
  readonly #table: Float64Array
  readonly #isHeld: readonly boolean[]
  readonly #equationsOf: Lines
  readonly #numbersOf: Lines
  /** A statement that stands in one equation only is no number to change: it says between what the rest may add up to. */
  readonly #stated: Int32Array
  readonly #statedBy: Int32Array
  readonly #least: Float64Array
  readonly #most: Float64Array
  readonly #sums: Float64Array
  readonly #moved: Float64Array
  readonly #movedSums: Float64Array
  readonly #changed: number[] = []
  readonly #changedSums: number[] = []
  readonly #wrong: number[] = []
  readonly #placeInWrong: Int32Array
  readonly #restsUntil: Float64Array
  #step = 0
  #chance = 1

  /** @param isHeld numbers that stay as they are in the table */
  constructor(question: Question, table: readonly number[], isHeld: (number: number) => boolean) {
    const { lower, upper, equations, statements } = question
    const [count, rows] = [lower.length, equations.length]
    const standsIn = new Int32Array(count)
    for (const { terms } of equations) for (const [number] of terms) standsIn[number] = at(standsIn, number) + 1
    this.#lower = Float64Array.from(lower)
    this.#upper = Float64Array.from(upper)
    this.#table = Float64Array.from(table)
    this.#isHeld = lower.map((_, number) => isHeld(number))
    this.#stated = new Int32Array(rows).fill(-1)
    this.#statedBy = new Int32Array(count).fill(-1)
    const [least, most] = [equations.map(({ sum }) => sum), equations.map(({ sum }) => sum)]
    const entries = equations.flatMap(({ terms, sum }, equation) => {
      const [stated] =
        terms.find(([number, sign]) => sign < 0 && standsIn[number] === 1 && statements.has(number)) ?? []
      if (stated === undefined) return terms.map(([number, sign]) => [equation, number, sign] as const)
      this.#stated[equation] = stated
      this.#statedBy[stated] = equation
      least[equation] = sum + at(this.#lower, stated)
      most[equation] = sum + at(this.#upper, stated)
      return terms.flatMap(([number, sign]) => (number === stated ? [] : [[equation, number, sign] as const]))
    })
    this.#least = Float64Array.from(least)
    this.#most = Float64Array.from(most)
    this.#numbersOf = new Lines(rows, entries)
    this.#equationsOf = new Lines(
      count,
      entries.map(([equation, number, sign]) => [number, equation, sign]),
    )
    this.#sums = new Float64Array(rows)
    for (const [equation, number, sign] of entries)
      this.#sums[equation] = at(this.#sums, equation) + sign * at(this.#table, number)
    this.#moved = new Float64Array(count)
    this.#movedSums = new Float64Array(rows)
    this.#placeInWrong = new Int32Array(rows).fill(-1)
    this.#restsUntil = new Float64Array(count)
  }

  /** A change of the table after which a number has a value and, as far as this can tell, everything still fits. */
  withValue(target: number, value: number): Change | undefined {
    const equation = at(this.#statedBy, target)
    const ends = [at(this.#least, equation), at(this.#most, equation)] as const
    const by = value - at(this.#table, target)
    if (equation < 0) {
      this.#restsUntil[target] = Infinity
      this.#change(target, by)
    } else {
      this.#least[equation] = this.#most[equation] = at(this.#sums, equation) + by
      this.#note(equation)
    }
    const found = this.#isMended() ? this.#changes() : undefined
    this.#undo()
    if (equation < 0) this.#restsUntil[target] = 0
    else [this.#least[equation], this.#most[equation]] = ends
    return found
  }

  #isMended(): boolean {
    for (let step = 0; step < STEPS && this.#wrong.length > 0; step++) {
      if (this.#wrong.length > MOST_WRONG) return false
      this.#step++
      const equation = this.#shortestWrong()
      const place = this.#best(equation) ?? this.#any(equation)
      if (place === undefined) return false
      const number = at(this.#numbersOf.ends, place)
      this.#restsUntil[number] = this.#step + REST + this.#random(2 * REST)
      this.#change(number, this.#stepAt(place, this.#missingIn(equation)))
    }
    return this.#wrong.length === 0
  }

  #shortestWrong(): number {
    let shortest = -1
    let least = Infinity
    for (const equation of this.#wrong) {
      const length = this.#numbersOf.lengthOf(equation)
      if (length > least || (length === least && equation > shortest)) continue
      shortest = equation
      least = length
    }
    return shortest
  }

  /** How much the sum of an equation lacks, or has too much. */
  #missingIn(equation: number): number {
    const sum = at(this.#sums, equation) + at(this.#movedSums, equation)
    return Math.max(0, at(this.#least, equation) - sum) + Math.min(0, at(this.#most, equation) - sum)
  }

  /** How far the number at a place of an equation can go towards making that right. */
  #stepAt(place: number, missing: number): number {
    const number = at(this.#numbersOf.ends, place)
    const from = at(this.#table, number) + at(this.#moved, number)
    const wanted = from + at(this.#numbersOf.signs, place) * missing
    return Math.min(at(this.#upper, number), Math.max(at(this.#lower, number), wanted)) - from
  }

  /** The place of the number whose change does least harm elsewhere. */
  #best(equation: number): number | undefined {
    const { starts, ends } = this.#numbersOf
    const missing = this.#missingIn(equation)
    const [start, length] = [at(starts, equation), this.#numbersOf.lengthOf(equation)]
    const first = length > WEIGHED ? this.#random(length) : 0
    let best: number | undefined
    let least = Infinity
    for (let turn = 0; turn < Math.min(length, WEIGHED); turn++) {
      const place = start + ((first + turn) % length)
      const number = at(ends, place)
      if (this.#isHeld[number] || at(this.#restsUntil, number) > this.#step) continue
      const by = this.#stepAt(place, missing)
      if (by === 0) continue
      const stray = this.#random(STRAY) === 0 ? 2 : 0
      const harm = this.#harmOf(number, by) + this.#random(1000) / 1001 - stray
      if (harm < least) {
        least = harm
        best = place
      }
    }
    return best
  }

  /** The place of some number that can change at all, though it should rest. */
  #any(equation: number): number | undefined {
    const { starts, ends } = this.#numbersOf
    const missing = this.#missingIn(equation)
    const [start, length] = [at(starts, equation), this.#numbersOf.lengthOf(equation)]
    const first = this.#random(Math.max(1, length))
    for (let turn = 0; turn < length; turn++) {
      const place = start + ((first + turn) % length)
      const number = at(ends, place)
      const isFree = !this.#isHeld[number] && at(this.#restsUntil, number) < Infinity
      if (isFree && this.#stepAt(place, missing) !== 0) return place
    }
    return undefined
  }

  /** By how much a change makes equations more wrong, and how many more of them. */
  #harmOf(number: number, by: number): number {
    const { starts, ends, signs } = this.#equationsOf
    let harm = 0
    for (let place = at(starts, number); place < at(starts, number + 1); place++) {
      const equation = at(ends, place)
      const missing = this.#missingIn(equation)
      const now = Math.abs(missing)
      const then = this.#offAfter(equation, at(signs, place) * by)
      harm += then - now + (then > 0 ? 1 : 0) - (now > 0 ? 1 : 0)
    }
    return harm
  }

  #offAfter(equation: number, by: number): number {
    const sum = at(this.#sums, equation) + at(this.#movedSums, equation) + by
    return Math.max(0, at(this.#least, equation) - sum, sum - at(this.#most, equation))
  }

  #change(number: number, by: number) {
    const { starts, ends, signs } = this.#equationsOf
    if (at(this.#moved, number) === 0) this.#changed.push(number)
    this.#moved[number] = at(this.#moved, number) + by
    for (let place = at(starts, number); place < at(starts, number + 1); place++) {
      const equation = at(ends, place)
      if (at(this.#movedSums, equation) === 0) this.#changedSums.push(equation)
      this.#movedSums[equation] = at(this.#movedSums, equation) + at(signs, place) * by
      this.#note(equation)
    }
  }

  /** Keeps the list of equations that are wrong. */
  #note(equation: number) {
    const place = at(this.#placeInWrong, equation)
    const isWrong = this.#missingIn(equation) !== 0
    if (isWrong === place >= 0) return
    if (isWrong) {
      this.#placeInWrong[equation] = this.#wrong.push(equation) - 1
      return
    }
    const last = this.#wrong.pop() ?? equation
    if (last !== equation) {
      this.#wrong[place] = last
      this.#placeInWrong[last] = place
    }
    this.#placeInWrong[equation] = -1
  }

  #changes(): Change {
    const changes = new Map<number, number>()
    for (const number of this.#changed) if (this.#moved[number] !== 0) changes.set(number, at(this.#moved, number))
    for (const equation of this.#changedSums) {
      const stated = at(this.#stated, equation)
      if (stated >= 0 && this.#movedSums[equation] !== 0) changes.set(stated, at(this.#movedSums, equation))
    }
    return changes
  }

  #undo() {
    for (const number of this.#changed) this.#moved[number] = 0
    for (const equation of this.#changedSums) this.#movedSums[equation] = 0
    for (const equation of this.#wrong) this.#placeInWrong[equation] = -1
    this.#changed.length = this.#changedSums.length = this.#wrong.length = 0
  }

  /** A whole number under the limit, from a row of numbers that is always the same (Park and Miller's). */
  #random(limit: number): number {
    this.#chance = (this.#chance * 48_271) % 2_147_483_647
    return this.#chance % limit
  }
}

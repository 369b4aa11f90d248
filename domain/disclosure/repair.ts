import type { LinearSystem } from './linear-programme.ts'
import type { Move } from './moves.ts'

/** Attempts, and steps of each, after which the search gives up; whoever asks has an optimiser for what is harder. */
const ATTEMPTS = 3
const STEPS = 600
/** One step in so many takes any number that helps, not the one that does least harm: else the search goes round in circles. */
const STRAY = 6

type Sign = 1 | -1

/**
 * Looks for a small move that changes one number of a table as wished: changes another number in an equation that this puts
 * wrong, then one in an equation that this in turn puts wrong, until all are right again. It finds many of the moves there are
 * in much less time than a linear programme takes; that it finds none says nothing. The same question has the same answer.
 */
export class Repair {
  readonly #system: LinearSystem
  readonly #base: readonly number[]
  readonly #equationsOf: readonly (readonly { readonly equation: number; readonly sign: Sign }[])[]
  readonly #termsOf: readonly (readonly { readonly index: number; readonly sign: Sign }[])[]
  #chance = 1

  constructor(system: LinearSystem, base: readonly number[]) {
    this.#system = system
    this.#base = base
    this.#termsOf = system.equations.map(({ plus, minus }) => [
      ...plus.map((index) => ({ index, sign: 1 as const })),
      ...minus.map((index) => ({ index, sign: -1 as const })),
    ])
    const equationsOf: { equation: number; sign: Sign }[][] = base.map(() => [])
    this.#termsOf.forEach((terms, equation) => {
      for (const { index, sign } of terms) equationsOf[index]?.push({ equation, sign })
    })
    this.#equationsOf = equationsOf
  }

  moveTo(target: number, value: number): Move | undefined {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const move = this.#attempt(target, value)
      if (move) return move
    }
    return undefined
  }

  #attempt(target: number, value: number): Move | undefined {
    const move = new Map<number, number>()
    /** By equation, how much it is wrong by. */
    const wrong = new Map<number, number>()
    const change = (index: number, by: number) => {
      const now = (move.get(index) ?? 0) + by
      if (now === 0) move.delete(index)
      else move.set(index, now)
      for (const { equation, sign } of this.#equationsOf[index] ?? []) {
        const off = (wrong.get(equation) ?? 0) + sign * by
        if (off === 0) wrong.delete(equation)
        else wrong.set(equation, off)
      }
    }
    change(target, value - (this.#base[target] ?? 0))
    let last = target
    for (let step = 0; step < STEPS; step++) {
      const [first] = wrong
      if (first === undefined) return move
      const next = this.#nextFor(first, wrong, move, [target, last])
      if (!next) return undefined
      last = next.index
      change(next.index, next.by)
    }
    return undefined
  }

  /** The change of one number that puts an equation right, or nearer to it, and puts the fewest others wrong. */
  #nextFor(
    [equation, off]: readonly [number, number],
    wrong: ReadonlyMap<number, number>,
    move: Move,
    kept: readonly number[],
  ): { readonly index: number; readonly by: number } | undefined {
    const { lower, upper } = this.#system
    const strays = this.#random(STRAY) === 0
    let best: { index: number; by: number } | undefined
    let least = Infinity
    for (const { index, sign } of this.#termsOf[equation] ?? []) {
      if (kept.includes(index)) continue
      const from = (this.#base[index] ?? 0) + (move.get(index) ?? 0)
      const to = Math.min(upper[index] ?? Infinity, Math.max(lower[index] ?? 0, from - sign * off))
      if (to === from) continue
      const cost = (strays ? 0 : this.#worse(index, to - from, wrong)) + this.#random(1000) / 1001
      if (cost < least) {
        least = cost
        best = { index, by: to - from }
      }
    }
    return best
  }

  /** How many equations a change leaves wrong that were right, less those that it puts right. */
  #worse(index: number, by: number, wrong: ReadonlyMap<number, number>): number {
    let worse = 0
    for (const { equation, sign } of this.#equationsOf[index] ?? []) {
      const off = wrong.get(equation) ?? 0
      if (off === 0) worse++
      else if (off + sign * by === 0) worse--
    }
    return worse
  }

  /** A whole number under the limit, from a row of numbers that is always the same (Park and Miller's). */
  #random(limit: number): number {
    this.#chance = (this.#chance * 48_271) % 2_147_483_647
    return this.#chance % limit
  }
}

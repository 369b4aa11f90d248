import type { LinearSystem } from './linear-programme.ts'
import type { Move } from './moves.ts'

/** Steps of an attempt after which it is given up; whoever asks has an optimiser for what is harder. */
const STEPS = 600
/** How often each way is tried: another attempt takes other numbers where several would do. */
const ATTEMPTS = { inOrder: 3, freely: 1 } as const
/** One step in so many takes any number that helps, not the one that does least harm: else the search goes round in circles. */
const STRAY = 6

type Sign = 1 | -1

/**
 * `inOrder`: first the numbers of the lowest rank among themselves, then those of the next, nothing changed back, and always the
 * equation with the fewest ways out: as a person would who first decides how many deaths there are where, then of which kinds.
 * `freely`: whatever puts the fewest equations wrong.
 */
type Way = keyof typeof ATTEMPTS

interface Step {
  readonly index: number
  readonly by: number
}

interface Underway {
  readonly way: Way
  readonly move: Move
  readonly start: Move
  readonly kept: readonly number[]
}

const NO_MOVE: Move = new Map()

/**
 * Looks for a move that changes one number of a table as wished: changes another number in an equation that this puts
 * wrong, then one in an equation that this in turn puts wrong, until all are right again. It finds many of the moves there are
 * in much less time than a linear programme takes; that it finds none says nothing. The same question has the same answer.
 */
export class Repair {
  readonly #system: LinearSystem
  readonly #base: readonly number[]
  readonly #equationsOf: readonly (readonly { readonly equation: number; readonly sign: Sign }[])[]
  readonly #termsOf: readonly (readonly { readonly index: number; readonly sign: Sign }[])[]
  readonly #rankOf: readonly number[]
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
    this.#rankOf = this.#termsOf.map((terms) => Math.max(0, ...terms.map(({ index }) => this.#rank(index))))
  }

  /** @param starts moves to go on from where it cannot be had from the table itself */
  moveTo(target: number, value: number, starts: readonly Move[]): Move | undefined {
    for (const start of [NO_MOVE, ...starts]) {
      const move = this.#inWay('inOrder', target, value, start)
      if (move) return move
    }
    return this.#inWay('freely', target, value, NO_MOVE)
  }

  #inWay(way: Way, target: number, value: number, start: Move): Move | undefined {
    for (let attempt = 0; attempt < ATTEMPTS[way]; attempt++) {
      const move = this.#attempt(target, value, start, way)
      if (move) return move
    }
    return undefined
  }

  #rank(index: number) {
    return this.#system.ranks?.[index] ?? 0
  }

  #attempt(target: number, value: number, start: Move, way: Way): Move | undefined {
    const move = new Map(start)
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
    change(target, value - (this.#base[target] ?? 0) - (start.get(target) ?? 0))
    let last = target
    for (let step = 0; step < STEPS; step++) {
      if (wrong.size === 0) return move
      const next = this.#next(wrong, { way, move, start, kept: [target, last] })
      if (!next) return undefined
      last = next.index
      change(next.index, next.by)
    }
    return undefined
  }

  /** The change of one number that puts an equation right, or nearer to it, and puts the fewest others wrong. */
  #next(wrong: ReadonlyMap<number, number>, underway: Underway): Step | undefined {
    const strays = underway.way === 'freely' && this.#random(STRAY) === 0
    let best: Step | undefined
    let least = Infinity
    for (const step of this.#steps(wrong, underway)) {
      const cost = (strays ? 0 : this.#worse(step.index, step.by, wrong)) + this.#random(1000) / 1001
      if (cost < least) [best, least] = [step, cost]
    }
    return best
  }

  /** What may be done next: about the first equation that is wrong, or in order about the one of lowest rank with the fewest ways out. */
  #steps(wrong: ReadonlyMap<number, number>, underway: Underway): readonly Step[] {
    const [first] = wrong
    if (!first) return []
    if (underway.way === 'freely') return this.#waysOut(first, underway)
    const lowest = Math.min(...[...wrong.keys()].map((equation) => this.#rankOf[equation] ?? 0))
    return [...wrong]
      .filter(([equation]) => this.#rankOf[equation] === lowest)
      .map((entry) => this.#waysOut(entry, underway))
      .reduce((fewest, ways) => (ways.length < fewest.length ? ways : fewest))
  }

  #waysOut([equation, off]: readonly [number, number], { way, move, start, kept }: Underway): readonly Step[] {
    const { lower, upper } = this.#system
    return (this.#termsOf[equation] ?? []).flatMap(({ index, sign }) => {
      if (kept.includes(index)) return []
      const changed = move.get(index) ?? 0
      const from = (this.#base[index] ?? 0) + changed
      const by = Math.min(upper[index] ?? Infinity, Math.max(lower[index] ?? 0, from - sign * off)) - from
      const isBack = (changed - (start.get(index) ?? 0)) * by < 0
      const isInOrder = this.#rank(index) === this.#rankOf[equation] && !isBack
      return by !== 0 && (way === 'freely' || isInOrder) ? [{ index, by }] : []
    })
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

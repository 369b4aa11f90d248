import type { LinearProgramme, LinearSystem, OpenSystem } from './linear-programme.ts'
import { equationsByIndex, wholeMoves, type Move } from './moves.ts'
import { Repair } from './repair.ts'
import { tighten } from './tighten.ts'

/** An unknown number, and the T below which its values matter. */
export interface Target {
  readonly index: number
  readonly below: number
  /** Values that it is known to be able to have, as bits. */
  readonly attained: number
}

export interface Attained {
  /** Of each target, the values below T that it can have, as bits: bit 3 set means that it can be 3. */
  readonly attained: readonly number[]
  readonly programmes: number
  /** Moves from the known table that showed some of them. */
  readonly moves: readonly Move[]
}

/** All values below T, as bits. */
export const everythingBelow = (smallBelow: number) => 2 ** smallBelow - 1

/** True if the point keeps every bound and equation exactly. The solver's word is never taken for it. */
export function fits(point: readonly number[], { lower, upper, equations }: LinearSystem): boolean {
  const at = (index: number) => point[index] ?? NaN
  const total = (indices: readonly number[]) => indices.reduce((sum, index) => sum + at(index), 0)
  return (
    lower.every(
      (bound, index) => Number.isInteger(at(index)) && bound <= at(index) && at(index) <= (upper[index] ?? Infinity),
    ) && equations.every(({ plus, minus, sum }) => total(plus) - total(minus) === sum)
  )
}

/**
 * Finds which values from 0 to T−1 each target can really have, by exhibiting whole tables of integers: a target can have a
 * value if a table that fits everything has it there. No theorem about when a linear programme's bounds are whole is needed,
 * so areas and periods may cross. What neither a move tried before nor a small one shows is asked of the solver: for many
 * targets at once, and only what no joint table shows singly. So what is found does not depend on where it is looked for.
 * @param known a table that may fit: where it does, the search starts from it
 * @param tried moves from the known table that may be possible here
 */
export function attainedBelow(
  system: LinearSystem,
  targets: readonly Target[],
  solver: LinearProgramme,
  known: readonly number[],
  tried: readonly Move[] = [],
): Attained {
  if (targets.length === 0) return { attained: [], programmes: 0, moves: [] }
  const isKnown = fits(known, system)
  const base = isKnown ? known : anyTable(system, solver)
  if (!base) return { attained: targets.map(() => 0), programmes: 1, moves: [] }
  const search = new Search(system, targets, solver.open(system, base), base)
  try {
    if (isKnown) search.tryMoves(tried)
    const highest = Math.max(...targets.map(({ below }) => below)) - 1
    for (const rank of [...new Set(system.ranks ?? [0])].sort()) {
      for (let value = highest; value >= 0; value--) search.everyTargetAt(value, rank)
    }
    return { attained: search.attained, programmes: search.programmes, moves: isKnown ? search.moves : [] }
  } finally {
    search.close()
  }
}

/** Any table of whole numbers that fits. */
function anyTable(system: LinearSystem, solver: LinearProgramme): readonly number[] | undefined {
  const open = solver.open(system)
  try {
    for (const whole of [false, true]) {
      const point = open.point(whole)?.map(Math.round)
      if (!point || fits(point, system)) return point
    }
    return undefined
  } finally {
    open.close()
  }
}

class Search {
  readonly attained: number[]
  readonly moves: Move[] = []
  programmes = 0
  readonly #system: LinearSystem
  readonly #targets: readonly Target[]
  readonly #open: OpenSystem
  readonly #base: readonly number[]
  /** By target, the values that it cannot have, as bits. */
  readonly #impossible: number[]
  readonly #equationsOf: readonly (readonly number[])[]
  readonly #targetAt: ReadonlyMap<number, number>
  readonly #repair: Repair
  /** By number, the move by which it is highest. */
  readonly #highest = new Map<number, Move>()

  constructor(system: LinearSystem, targets: readonly Target[], open: OpenSystem, base: readonly number[]) {
    this.#system = system
    this.#targets = targets
    this.#open = open
    this.#base = base
    this.attained = targets.map(({ attained }) => attained)
    this.#equationsOf = equationsByIndex(base.length, system.equations)
    this.#targetAt = new Map(targets.map(({ index }, target) => [index, target]))
    this.#repair = new Repair(system, base)
    const { lower, upper } = tighten(system)
    this.#impossible = targets.map(({ index, below }) => {
      const from = Math.min(lower[index] ?? 0, below)
      return (
        everythingBelow(below) &
        ~(everythingBelow(Math.min(below, (upper[index] ?? Infinity) + 1)) & ~everythingBelow(from))
      )
    })
    targets.forEach(({ index }, target) => {
      this.#credit(target, base[index] ?? Infinity)
    })
  }

  close() {
    this.#open.close()
  }

  tryMoves(moves: readonly Move[]) {
    for (const move of moves) this.#try(move)
  }

  everyTargetAt(value: number, rank: number) {
    for (const target of this.#missing(value, rank)) {
      const index = this.#index(target)
      const move = this.#isOpen(target, value) ? this.#repair.moveTo(index, value, this.#startsFor(index)) : undefined
      if (move) this.#try(move)
    }
    for (let missing = this.#missing(value, rank); missing.length > 0; missing = this.#missing(value, rank)) {
      this.#ask(this.#apart(missing), value)
    }
  }

  #isOpen(target: number, value: number): boolean {
    return ((((this.attained[target] ?? 0) | (this.#impossible[target] ?? 0)) >> value) & 1) === 0
  }

  /** The tables found in which what a number is a part of, and is settled before it, is highest: most are easily had from there. */
  #startsFor(index: number): readonly Move[] {
    const wholes = (this.#equationsOf[index] ?? []).flatMap((equation) => {
      const { plus = [], minus = [] } = this.#system.equations[equation] ?? {}
      return [...plus, ...minus].filter((other) => this.#rank(other) < this.#rank(index))
    })
    return [...new Set(wholes.flatMap((whole) => this.#highest.get(whole) ?? []))]
  }

  #rank(index: number) {
    return this.#system.ranks?.[index] ?? 0
  }

  #missing(value: number, rank: number): readonly number[] {
    return this.#targets.flatMap(({ below, index }, target) =>
      this.#rank(index) === rank && value < below && this.#isOpen(target, value) ? [target] : [],
    )
  }

  /** Of these targets, as many as share no equation: they can mostly have the value at the same time. */
  #apart(targets: readonly number[]): readonly number[] {
    const taken = new Set<number>()
    return targets.filter((target) => {
      const equations = this.#equationsOf[this.#index(target)] ?? []
      if (equations.some((equation) => taken.has(equation))) return false
      for (const equation of equations) taken.add(equation)
      return true
    })
  }

  /** Asks for a table with all these targets at the value; then, of those that it did not show, for each half. */
  #ask(together: readonly number[], value: number): void {
    for (const target of together) this.#open.bound(this.#index(target), value, value)
    this.#findTable(together, value)
    for (const target of together) this.#release(this.#index(target))
    const left = together.filter((target) => this.#isOpen(target, value))
    if (together.length === 1) {
      for (const target of left) this.#impossible[target] = (this.#impossible[target] ?? 0) | (1 << value)
      return
    }
    const half = left.length >> 1
    for (const part of [left.slice(0, half), left.slice(half)]) if (part.length > 0) this.#ask(part, value)
  }

  #release(index: number) {
    this.#open.bound(index, this.#system.lower[index] ?? 0, this.#system.upper[index] ?? Infinity)
  }

  #findTable(together: readonly number[], value: number): void {
    this.programmes++
    const point = this.#open.point(false)
    if (!point) return
    this.#tryTable(point)
    const [target = 0, ...others] = together
    if (others.length > 0 || !this.#isOpen(target, value)) return
    // Nothing narrower can be asked, so whole numbers are insisted on.
    this.programmes++
    const whole = this.#open.point(true)
    if (whole) this.#tryTable(whole.map(Math.round))
  }

  #tryTable(point: readonly number[]) {
    this.tryMoves(wholeMoves(this.#base, point, this.#system.equations, this.#equationsOf))
  }

  /** Credits what a move shows, if it keeps every bound and equation exactly. */
  #try(move: Move) {
    if (!this.#isPossible(move)) return
    let isNews = false
    for (const [index, change] of move) {
      if (change > (this.#highest.get(index)?.get(index) ?? 0)) this.#highest.set(index, move)
      const target = this.#targetAt.get(index)
      if (target !== undefined && this.#credit(target, (this.#base[index] ?? NaN) + change)) isNews = true
    }
    if (isNews) this.moves.push(move)
  }

  #isPossible(move: Move): boolean {
    const { lower, upper, equations } = this.#system
    const total = (indices: readonly number[]) => indices.reduce((sum, index) => sum + (move.get(index) ?? 0), 0)
    return [...move].every(([index, change]) => {
      const number = (this.#base[index] ?? NaN) + change
      const isWithin = (lower[index] ?? 0) <= number && number <= (upper[index] ?? Infinity)
      return (
        isWithin &&
        Number.isInteger(number) &&
        (this.#equationsOf[index] ?? []).every((equation) => {
          const { plus = [], minus = [] } = equations[equation] ?? {}
          return total(plus) === total(minus)
        })
      )
    })
  }

  /** True if it was not known that the target can have this value. */
  #credit(target: number, value: number): boolean {
    const { below = 0 } = this.#targets[target] ?? {}
    const before = this.attained[target] ?? 0
    if (value < below) this.attained[target] = before | (1 << value)
    return this.attained[target] !== before
  }

  #index(target: number) {
    return this.#targets[target]?.index ?? 0
  }
}

import { tighten } from './tighten.ts'
import type { LinearProgramme, LinearSystem, OpenSystem } from './linear-programme.ts'

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
}

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
 * so areas and periods may cross. Many targets are asked for at once, and only what no joint table shows is asked singly.
 */
export function attainedBelow(system: LinearSystem, targets: readonly Target[], solver: LinearProgramme): Attained {
  if (targets.length === 0) return { attained: [], programmes: 0 }
  const search = new Search(system, targets, solver.open(system))
  try {
    const highest = Math.max(...targets.map(({ below }) => below)) - 1
    for (let value = highest; value >= 0; value--) search.everyTargetAt(value)
    return { attained: search.attained, programmes: search.programmes }
  } finally {
    search.close()
  }
}

class Search {
  readonly attained: number[]
  programmes = 0
  readonly system: LinearSystem
  readonly targets: readonly Target[]
  readonly open: OpenSystem
  readonly #impossible = new Set<string>()
  readonly #equationsOf: number[][]

  constructor(system: LinearSystem, targets: readonly Target[], open: OpenSystem) {
    this.system = system
    this.targets = targets
    this.open = open
    this.attained = targets.map(({ attained }) => attained)
    this.#equationsOf = system.lower.map(() => [])
    const { lower, upper } = tighten(system)
    targets.forEach(({ index, below }, target) => {
      for (let value = 0; value < below; value++) {
        const isPossible = (lower[index] ?? 0) <= value && value <= (upper[index] ?? Infinity)
        if (!isPossible) this.#impossible.add(`${target}=${value}`)
      }
    })
    system.equations.forEach(({ plus, minus }, equation) => {
      for (const index of [...plus, ...minus]) this.#equationsOf[index]?.push(equation)
    })
  }

  close() {
    this.open.close()
  }

  everyTargetAt(value: number) {
    for (let missing = this.#missing(value); missing.length > 0; missing = this.#missing(value)) {
      this.#ask(this.#apart(missing), value)
    }
  }

  #missing(value: number): readonly number[] {
    return this.targets.flatMap(({ below }, target) => {
      const has = ((this.attained[target] ?? 0) >> value) & 1
      return value < below && has === 0 && !this.#impossible.has(`${target}=${value}`) ? [target] : []
    })
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

  /** Asks for a table with all these targets at the value; where there is none, for each half of them. */
  #ask(together: readonly number[], value: number): void {
    const indices = together.map((target) => this.#index(target))
    for (const index of indices) this.open.bound(index, value, value)
    const found = this.#findPoint()
    for (const index of indices)
      this.open.bound(index, this.system.lower[index] ?? 0, this.system.upper[index] ?? Infinity)
    if (found) return
    const half = together.length >> 1
    if (half === 0) this.#impossible.add(`${together[0] ?? ''}=${value}`)
    else for (const part of [together.slice(0, half), together.slice(half)]) this.#ask(part, value)
  }

  #findPoint(): boolean {
    for (const whole of [false, true]) {
      this.programmes++
      const tt = performance.now()
      const point = this.open.point(whole)?.map((number) => Math.round(number))
      if (whole || performance.now()-tt > 300) console.error('lp', this.system.lower.length, whole, this.programmes, point !== undefined, Math.round(performance.now()-tt), this.targets.length)
      if (!point) return false
      if (!fits(point, this.system)) continue
      this.targets.forEach(({ index, below }, target) => {
        const number = point[index] ?? Infinity
        if (number < below) this.attained[target] = (this.attained[target] ?? 0) | (1 << number)
      })
      return true
    }
    return false
  }

  #index(target: number) {
    return this.targets[target]?.index ?? 0
  }
}

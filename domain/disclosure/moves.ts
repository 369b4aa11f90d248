import type { Equation } from './linear-programme.ts'

/** How much some numbers of a table change, by their index. Together they keep every equation. */
export type Move = ReadonlyMap<number, number>

/** The equations that each unknown number stands in, by its index. */
export function equationsByIndex(count: number, equations: readonly Equation[]): readonly (readonly number[])[] {
  const found: number[][] = Array.from({ length: count }, () => [])
  equations.forEach(({ plus, minus }, equation) => {
    for (const index of [...plus, ...minus]) found[index]?.push(equation)
  })
  return found
}

const NEAR = 1e-6
const isWhole = (number: number) => Math.abs(number - Math.round(number)) < NEAR

/**
 * From a table of whole numbers to another that fits but may have fractions: all those moves that are whole. A move is a set of
 * changed numbers that share no equation with any other changed number, so each keeps every equation by itself.
 */
export function wholeMoves(
  base: readonly number[],
  point: readonly number[],
  equations: readonly Equation[],
  equationsOf: readonly (readonly number[])[],
): readonly Move[] {
  const changeOf = (index: number) => (point[index] ?? 0) - (base[index] ?? 0)
  const isChanged = (index: number) => Math.abs(changeOf(index)) > NEAR
  const seen = new Set<number>()
  const seenEquations = new Set<number>()

  const moveFrom = (start: number): readonly number[] => {
    const move = [start]
    seen.add(start)
    for (const index of move) {
      for (const equation of equationsOf[index] ?? []) {
        if (seenEquations.has(equation)) continue
        seenEquations.add(equation)
        const { plus = [], minus = [] } = equations[equation] ?? {}
        for (const other of [...plus, ...minus]) {
          if (seen.has(other) || !isChanged(other)) continue
          seen.add(other)
          move.push(other)
        }
      }
    }
    return move
  }

  return base.flatMap((_, index) => {
    if (seen.has(index) || !isChanged(index)) return []
    const move = moveFrom(index)
    if (!move.every((each) => isWhole(point[each] ?? 0))) return []
    return [new Map(move.map((each) => [each, Math.round(changeOf(each))]))]
  })
}

/**
 * Moves found before, by the positions of their numbers: rounds of hiding hide more and more, so most moves that a reader could
 * make in one round are still possible in the next. Only where to look: each is checked anew.
 */
export class FoundMoves {
  readonly #byFirst = new Map<number, Move[]>()

  add(move: Move): void {
    const [first] = move.keys()
    if (first === undefined) return
    const others = this.#byFirst.get(first) ?? []
    others.push(move)
    this.#byFirst.set(first, others)
  }

  /** Those that change none but these numbers, by the index of each. */
  among(indices: ReadonlyMap<number, number>): readonly Move[] {
    return [...indices.keys()].flatMap((position) =>
      (this.#byFirst.get(position) ?? [])
        .filter((move) => [...move.keys()].every((each) => indices.has(each)))
        .map((move) => new Map([...move].map(([each, change]) => [indices.get(each) ?? NaN, change]))),
    )
  }
}

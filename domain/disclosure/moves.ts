import type { Equation } from './linear-programme.ts'

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
 * From a table of whole numbers and another that fits but may have fractions: the first, changed by all those moves of the
 * second that are whole. A move is a set of changed numbers that share no equation with any other changed number, so each
 * keeps every equation by itself.
 */
export function withWholeMoves(
  base: readonly number[],
  point: readonly number[],
  equations: readonly Equation[],
  equationsOf: readonly (readonly number[])[],
): readonly number[] {
  const result = [...base]
  const isChanged = (index: number) => Math.abs((point[index] ?? 0) - (base[index] ?? 0)) > NEAR
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

  for (let index = 0; index < base.length; index++) {
    if (seen.has(index) || !isChanged(index)) continue
    const move = moveFrom(index)
    if (!move.every((each) => isWhole(point[each] ?? 0))) continue
    for (const each of move) result[each] = Math.round(point[each] ?? 0)
  }
  return result
}

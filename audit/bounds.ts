import type { Question } from './questions.ts'

/** Rounds after which it is left at that: bounds may creep, and wide ones are as true as narrow ones. */
const ROUNDS = 20

/** The least and the most that each number can be, as far as equations taken one by one tell. */
export function boundsOf({ lower, upper, equations }: Question): {
  readonly least: readonly number[]
  readonly most: readonly number[]
} {
  const [least, most] = [[...lower], [...upper]]
  for (let round = 0, isNew = true; isNew && round < ROUNDS; round++) {
    isNew = false
    for (const { terms, sum } of equations) {
      const ends = terms.map(([number, sign]) => {
        const [low, high] = [least[number] ?? 0, most[number] ?? Infinity]
        return sign > 0 ? ([low, high] as const) : ([-high, -low] as const)
      })
      const lows = sumOf(ends.map(([low]) => low))
      const highs = sumOf(ends.map(([, high]) => high))
      terms.forEach(([number, sign], index) => {
        const [low = 0, high = 0] = ends[index] ?? []
        const [from, to] = [sum - highs.without(high), sum - lows.without(low)]
        const [newLeast, newMost] = sign > 0 ? [from, to] : [-to, -from]
        if (newLeast > (least[number] ?? 0)) [least[number], isNew] = [newLeast, true]
        if (newMost < (most[number] ?? Infinity)) [most[number], isNew] = [newMost, true]
      })
    }
  }
  return { least, most }
}

/** A sum, and what it is without one of its numbers, of which some may be infinite. */
function sumOf(numbers: readonly number[]) {
  const finite = numbers.filter(Number.isFinite).reduce((sum, number) => sum + number, 0)
  const [infinite] = numbers.filter((number) => !Number.isFinite(number))
  const infinities = numbers.filter((number) => !Number.isFinite(number)).length
  return {
    without(number: number): number {
      const others = Number.isFinite(number) ? infinities : infinities - 1
      if (others > 0) return infinite ?? 0
      return Number.isFinite(number) ? finite - number : finite
    },
  }
}

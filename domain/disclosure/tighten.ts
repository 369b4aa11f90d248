import type { LinearSystem } from './linear-programme.ts'

/**
 * Bounds that follow from the equations one by one, as a reader with a pencil would find them. What lies outside them is
 * impossible; what lies inside need not be possible.
 */
export function tighten({ lower, upper, equations }: LinearSystem): {
  readonly lower: number[]
  readonly upper: number[]
} {
  const low = [...lower]
  const high = [...upper]
  const terms = equations.map(({ plus, minus, sum }) => ({ sum, signed: [...signed(plus, 1), ...signed(minus, -1)] }))
  for (let changed = true; changed;) {
    changed = false
    for (const { sum, signed: entries } of terms) {
      const least = entries.map(({ index, sign }) => (sign > 0 ? (low[index] ?? 0) : -(high[index] ?? Infinity)))
      const most = entries.map(({ index, sign }) => (sign > 0 ? (high[index] ?? Infinity) : -(low[index] ?? 0)))
      entries.forEach(({ index, sign }, term) => {
        const from = sum - sumBut(most, term)
        const to = sum - sumBut(least, term)
        const newLow = Math.max(low[index] ?? 0, sign > 0 ? from : -to)
        const newHigh = Math.min(high[index] ?? Infinity, sign > 0 ? to : -from)
        if (newLow > (low[index] ?? 0) || newHigh < (high[index] ?? Infinity)) changed = true
        low[index] = newLow
        high[index] = newHigh
      })
    }
  }
  return { lower: low, upper: high }
}

const signed = (indices: readonly number[], sign: 1 | -1) => indices.map((index) => ({ index, sign }))

const sumBut = (numbers: readonly number[], left: number) =>
  numbers.reduce((sum, number, index) => (index === left ? sum : sum + number), 0)

/** A figure and the range that chance alone would leave around it. */
export interface Interval {
  readonly low: number
  readonly high: number
}

/** 95 % of a normal distribution lie within so many standard deviations. */
const Z = 1.959964

/**
 * Around a count of deaths: what the rate behind it may be (Byar's approximation to the Poisson interval, as in public health
 * statistics in England; Breslow and Day 1987, vol. II, p. 69; from memory, held to published values by its test).
 */
export function countInterval(count: number): Interval {
  const limit = (of: number, sign: 1 | -1) =>
    of === 0 ? 0 : of * (1 - 1 / (9 * of) + (sign * Z) / (3 * Math.sqrt(of))) ** 3
  return { low: limit(count, -1), high: limit(count + 1, 1) }
}

/** Around a share, from 0 to 1 (Wilson 1927): it stays within nought and the whole, also of few. */
export function shareInterval(part: number, whole: number): Interval {
  const share = part / whole
  const centre = share + (Z * Z) / (2 * whole)
  const reach = Z * Math.sqrt((share * (1 - share)) / whole + (Z * Z) / (4 * whole * whole))
  const of = 1 + (Z * Z) / whole
  return { low: Math.max(0, (centre - reach) / of), high: Math.min(1, (centre + reach) / of) }
}

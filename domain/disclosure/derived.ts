import type { Published } from '../../schemas/statistics/release.ts'

/** Fewest cases of which a percentage or rate is given, and fewest of which it is given without `[u]`. */
const FEWEST = 8
const RELIABLE_FROM = 20

/** `x`: not given. `isUnreliable`: of few cases, to be marked `[u]`. */
export type Derived = { readonly figure: number; readonly isUnreliable: boolean } | 'x'

/**
 * Rule 11. A percentage of numbers that are both shown. It tells nothing that they do not, since it is worked out from them
 * alone; where one is hidden there is none, as it would give the hidden one back.
 */
export function percentage(part: Published, whole: Published): Derived {
  if (typeof part !== 'number' || typeof whole !== 'number') return 'x'
  return derived(part, whole, (100 * part) / whole)
}

/** Rule 11. Deaths per 100,000 of a public population, worked out from a shown number. */
export function rate(deaths: Published, population: number): Derived {
  return typeof deaths === 'number' ? derived(deaths, population, (100_000 * deaths) / population) : 'x'
}

function derived(cases: number, of: number, figure: number): Derived {
  if (cases < FEWEST || of <= 0) return 'x'
  return { figure: Math.round(10 * figure) / 10, isUnreliable: cases < RELIABLE_FROM }
}

/** How high a bar is drawn, from 0 to 1: only for a shown number. A hidden one has no bar, not a short one. */
export function barHeight(number: Published, highest: number): number | undefined {
  return typeof number === 'number' && highest > 0 ? number / highest : undefined
}

import type { Period } from '../../schemas/statistics/catalogue.ts'
import type { RuleSet } from '../../schemas/statistics/release.ts'

export type { RuleSet } from '../../schemas/statistics/release.ts'

/**
 * The rule set in force. Why each number is what it is:
 * T = 5: the Office for National Statistics and the former NHS rule hide counts under 5; nought is small too, since it says
 * of everybody that they are something else. Gate 30: breakdowns of fewer deaths are nearly all small, and withheld rows are
 * the weaker place. Covers 2: with one, a reader who runs this code on every possible table narrows some small numbers.
 */
export const RULE_SET: RuleSet = { version: 2, smallBelow: 5, raised: {}, gate: 30, covers: 2 }

/** The rule set with a higher T for one panel and its authorities; a panel may never set a lower one. */
export function raiseFor(panel: string, smallBelow: number, ruleSet: RuleSet = RULE_SET): RuleSet {
  if (smallBelow < ruleSet.smallBelow) {
    throw new RangeError(`A panel may raise T above ${ruleSet.smallBelow}, never lower it to ${smallBelow}.`)
  }
  return { ...ruleSet, raised: { ...ruleSet.raised, [panel]: smallBelow } }
}

/** T of an area in a period: its own panel's, where that panel has raised it; of areas put together, the highest. */
export function smallBelowFor(
  areas: readonly string[],
  { nesting }: Pick<Period, 'nesting'>,
  { smallBelow, raised }: RuleSet,
): number {
  return Math.max(smallBelow, ...areas.flatMap((area) => [raised[area] ?? 0, raised[nesting[area] ?? ''] ?? 0]))
}

/**
 * Fewest deaths with which areas, alone or put together, have a breakdown: the gate, and more in proportion where T is raised,
 * since what makes withheld rows weak is how few deaths there are to a T.
 */
export function gateFor(areas: readonly string[], period: Pick<Period, 'nesting'>, ruleSet: RuleSet): number {
  return Math.ceil((ruleSet.gate * smallBelowFor(areas, period, ruleSet)) / ruleSet.smallBelow)
}

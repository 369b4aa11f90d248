import type { CategoryJudgement } from '../../schemas/analysis/analysis-form.ts'
import type { CategoryOfDeath } from '../../schemas/analysis/categories.ts'

/**
 * The hierarchy rule: where more than one category could reasonably apply, the one highest up the list, which has the lowest
 * number (from memory, verify). Nothing for an empty list.
 */
export const highestUpTheList = (reasonable: readonly CategoryOfDeath[]): CategoryOfDeath | undefined =>
  reasonable.reduce<CategoryOfDeath | undefined>((highest, one) => (isHigher(one, highest) ? one : highest), undefined)

/** Codes are texts, and as text 10 sorts before 2: only their numbers have an order. */
const isHigher = (one: CategoryOfDeath, other: CategoryOfDeath | undefined) =>
  other === undefined || Number(one) < Number(other)

/** What a judgement amounts to: the category by the hierarchy rule, and the one marked by hand if it differs. */
export interface CategoryByRule {
  readonly category: CategoryOfDeath
  /** Marked by hand against the rule: visible, and no conclusion until it is settled. */
  readonly departsTo?: CategoryOfDeath
}

/** Applies the hierarchy rule to what somebody judged; nothing where nobody has. */
export function categoryByRule(judgement: CategoryJudgement | undefined): CategoryByRule | undefined {
  const category = judgement && highestUpTheList(judgement.reasonable)
  if (category === undefined) return undefined
  const { choice = category } = judgement ?? {}
  return choice === category ? { category } : { category, departsTo: choice }
}

/** Proposer and panel beside each other. Neither outranks the other in the record: the panel's stands, the proposer's stays. */
export interface CategoryComparison {
  readonly proposed?: CategoryByRule
  readonly panel?: CategoryByRule
  readonly agreement: 'agreed' | 'disagreed' | 'not-yet-both'
  /** Categories that only one of the two thought reasonable, in the order of the list. */
  readonly onlyProposed: readonly CategoryOfDeath[]
  readonly onlyPanel: readonly CategoryOfDeath[]
}

/**
 * Makes disagreement visible. Three raters agreed on categories with kappa 0.66 to 0.78, so a difference is ordinary and worth
 * keeping: it shows where the categories themselves are unclear.
 */
export function compareCategories(
  proposal: CategoryJudgement | undefined,
  decision: CategoryJudgement | undefined,
): CategoryComparison {
  const proposed = categoryByRule(proposal)
  const panel = categoryByRule(decision)
  const agreement = !proposed || !panel ? 'not-yet-both' : isSame(proposed, panel) ? 'agreed' : 'disagreed'
  return {
    ...(proposed && { proposed }),
    ...(panel && { panel }),
    agreement,
    onlyProposed: inOneOnly(proposal, decision),
    onlyPanel: inOneOnly(decision, proposal),
  }
}

const isSame = (a: CategoryByRule, b: CategoryByRule) => (a.departsTo ?? a.category) === (b.departsTo ?? b.category)

const inOneOnly = (one: CategoryJudgement | undefined, other: CategoryJudgement | undefined): CategoryOfDeath[] =>
  one && other
    ? one.reasonable.filter((category) => !other.reasonable.includes(category)).sort((a, b) => Number(a) - Number(b))
    : []

import type { Reference } from '../../schemas/reference.ts'
import type { Instant } from '../calendar/instant.ts'
import { replanClocks } from '../clocks/plan.ts'
import { clockRuleSetVersion } from '../clocks/rules.ts'
import { hasEnded } from '../panel-work/stages.ts'
import type { Case } from './case.ts'
import { circumstancesOfCase } from './circumstances.ts'
import type { Actor, CaseEvent, Decided } from './events.ts'
import { outlookOf, type Review } from './outlook.ts'
import { referencesOf } from './shared-history.ts'

/**
 * The categorisation that the latest facts ask for; nothing when they have theirs already. A repeated, late or reordered
 * message therefore changes nothing.
 */
export function categorise(known: Case): Decided[] {
  const basedOn = known.factsFrom.sequence
  if (hasEnded(known.work.stage) || known.categorisation?.basedOn === basedOn) return []
  const { assessment } = outlookOf(circumstancesOfCase(known))
  return [{ type: 'DeathCategorised', happened: { basedOn, assessment } }]
}

/**
 * Panel and clocks for the latest facts, once these are categorised; nothing when they are routed already.
 * Clocks that were met stay met, and those that changed stay visible as superseded.
 */
export function route(known: Case, at: Instant): Decided[] {
  const basedOn = known.factsFrom.sequence
  if (hasEnded(known.work.stage)) return []
  if (known.categorisation?.basedOn !== basedOn || known.routing?.basedOn === basedOn) return []
  const { review, clocks: planned } = outlookOf(circumstancesOfCase(known))
  const clocks = known.routing ? replanClocks(known.routing.clocks, planned, at) : planned
  return [{ type: 'CaseRouted', happened: { basedOn, ...reviewedBy(review), clocks, clockRuleSetVersion } }]
}

const reviewedBy = ({ panel, basis, reason, informedPanels, namedByFacts }: Review) => ({
  panel,
  basis,
  reason,
  informedPanels,
  ...(namedByFacts !== undefined && { namedByFacts }),
})

/** Whether two cases that go on may be about one child, as far as people have not said otherwise of either. */
export const mayBeSameChild = (known: Case, other: Case): boolean =>
  other.reference !== known.reference &&
  !hasEnded(other.work.stage) &&
  !referencesOf(other).some((one) => known.separatedFrom.includes(one)) &&
  !referencesOf(known).some((one) => other.separatedFrom.includes(one))

/** Other cases that may be about the same child and are neither flagged yet nor declared to be about another. */
export function flagPossibleDuplicates(known: Case, alike: readonly Reference[]): Decided[] {
  const settled = new Set([
    known.reference,
    ...known.separatedFrom,
    ...known.possibleDuplicates.map(({ other }) => other),
  ])
  return alike
    .filter((other) => !settled.has(other))
    .map((other) => ({ type: 'PossibleDuplicateFound', happened: { other, likeness: 'alike' } }))
}

/** Decided events, at least one, and the same once numbered. */
export type Some<T> = readonly [T, ...T[]]

/** Numbers decided events after what has happened to the case already. */
export function numbered(
  known: { readonly reference: Reference; readonly version: number },
  [first, ...others]: Some<Decided>,
  at: Instant,
  by: Actor,
): Some<CaseEvent> {
  const number = (one: Decided, index: number): CaseEvent => ({
    ...one,
    reference: known.reference,
    sequence: known.version + index + 1,
    at,
    by,
  })
  return [number(first, 0), ...others.map((one, index) => number(one, index + 1))]
}

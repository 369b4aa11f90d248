import type { Catalogue, Period } from '../../schemas/statistics/catalogue.ts'
import type { RuleSet } from '../../schemas/statistics/release.ts'
import { type CountedTable, type Counts } from './count.ts'
import { othersIn, placeKey } from './lattice.ts'
import { smallBelowFor } from './rule-set.ts'
import type { Draft, Edition, Page, Row } from './sheet.ts'

/** Frozen numbers and the cases disagree: a published period would be recomputed silently. */
export class FrozenNumberChangedError extends Error {
  override readonly name = 'FrozenNumberChangedError'
}

export interface Statement {
  readonly id: string
  readonly catalogue: Catalogue
  readonly ruleSet: RuleSet
  readonly counts: Counts
  /** Places published before that are stated anew. */
  readonly restated: ReadonlySet<string>
  readonly before: Edition | undefined
}

/** The row of every area for which a table of the period is published, in the catalogue's order. */
export function areaRows(table: CountedTable, period: Period, statement: Statement, draft: Draft): readonly Row[] {
  return statement.catalogue.areas
    .filter(({ code }) => code in period.nesting && table.isFor(code, period))
    .map(({ code }) => stateRow(table, period, code, [], statement, draft))
}

/** The rows that put together areas with too few deaths, by the area that they are parts of. */
export function othersRows(
  table: CountedTable,
  period: Period,
  others: ReadonlyMap<string, readonly string[]>,
  statement: Statement,
  draft: Draft,
): readonly Row[] {
  return [...others]
    .filter(([, members]) => members.every((area) => table.isFor(area, period)))
    .map(([whole, members]) => stateRow(table, period, othersIn(whole), members, statement, draft))
}

/** A place published before keeps its row, unless it is restated. */
function stateRow(
  table: CountedTable,
  period: Period,
  area: string,
  members: readonly string[],
  { before, restated, counts, id, ruleSet, catalogue }: Statement,
  draft: Draft,
): Row {
  const place = { table: table.code, period: period.code, area }
  const frozen = before?.rows.get(placeKey(place))
  if (frozen && !restated.has(placeKey(place))) return frozen
  const counted = (members.length > 0 ? members : [area]).map((part) => counts.get(placeKey({ ...place, area: part })))
  const isProtectedArea = catalogue.areas.find(({ code }) => code === area)?.protected ?? true
  const smallBelow = smallBelowFor([area, ...members], period, ruleSet)
  return draft.add(
    { ...place, statedIn: id, isFresh: true, isRestated: frozen !== undefined, smallBelow, members },
    table.values.map(({ code, isProtected, isPossible }) => ({
      value: code,
      isProtected: isProtected && isProtectedArea,
      state: isPossible ? 'shown' : 'impossible',
      count: counted.reduce((sum, row) => sum + (row?.get(code) ?? 0), 0),
    })),
  )
}

/**
 * Counts frozen rows again, since hidden numbers are needed too.
 * @throws FrozenNumberChangedError if a number that was shown is no longer what the cases add up to
 */
export function recount({ before, counts, restated }: Statement, { states, counts: told }: Page): void {
  for (const [key, row] of before?.rows ?? []) {
    if (restated.has(key)) continue
    const areas = row.members.length > 0 ? row.members : [row.area]
    for (const { position, value } of row.cells) {
      const now = areas.reduce((sum, area) => sum + (counts.get(placeKey({ ...row, area }))?.get(value) ?? 0), 0)
      if (states[position] === 'shown' && now !== told[position]) {
        throw new FrozenNumberChangedError(`${key} is frozen, but its cases have changed.`)
      }
      told[position] = now
    }
  }
}

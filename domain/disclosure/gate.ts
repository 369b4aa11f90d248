import type { Catalogue, Period } from '../../schemas/statistics/catalogue.ts'
import type { WithheldReason } from '../../schemas/statistics/release.ts'
import { othersIn, partsOf } from './lattice.ts'
import type { Edition, Row } from './sheet.ts'

/** A total as the gate sees it: its true count, whether a reader is shown it, and whether the area is a known one. */
export interface Total {
  readonly count: number
  readonly isShown: boolean
  readonly isProtected: boolean
}

interface Rules {
  /** Fewest deaths with which areas, alone or put together, have a breakdown. */
  readonly gateOf: (areas: readonly string[]) => number
  /** Place of an area in the public order. */
  readonly rank: (area: string) => number
}

export interface Gated {
  /** Areas without a breakdown of their own. */
  readonly areas: ReadonlySet<string>
  /** Areas some of whose parts are put together into one row, with those parts. */
  readonly others: ReadonlyMap<string, readonly string[]>
}

/** Who was gated when a period was first published; that is never decided anew. Nothing if it has not been. */
export function gatedBefore(
  period: Period,
  before: Edition | undefined,
  reasons: ReadonlyMap<Row, WithheldReason>,
): Gated | undefined {
  const rows = [...(before?.rows.values() ?? [])].filter((row) => row.period === period.code)
  if (rows.length === 0) return undefined
  const together = rows.filter(({ members }) => members.length > 0)
  return {
    areas: new Set(rows.filter((row) => reasons.get(row) === 'gate').map(({ area }) => area)),
    others: new Map(together.map(({ area, members }) => [area.slice(othersIn('').length), members])),
  }
}

/**
 * Rule 4. An area with fewer deaths than the gate, or whose own total is hidden, gets no breakdown, and neither do its parts.
 * What its sisters leave of the whole is its breakdown all the same; so it is put together with other such parts, and where
 * these are still too few with more sisters in the public order, until there are enough, and they have one row as "others".
 * All this follows from totals that the reader sees.
 */
export function gate(
  period: Period,
  catalogue: Catalogue,
  totalOf: (area: string) => Total | undefined,
  rules: Rules,
): Gated {
  const areas = new Set<string>()
  const others = new Map<string, readonly string[]>()
  const hasBreakdown = (area: string) => {
    const total = totalOf(area)
    return total !== undefined && total.isShown && (total.count >= rules.gateOf([area]) || !total.isProtected)
  }

  const visit = (area: string, isOpen: boolean): void => {
    const parts = partsOf(area, period, catalogue).filter((part) => totalOf(part) !== undefined)
    const members = isOpen ? togetherIn(parts, hasBreakdown, totalOf, rules) : parts
    if (isOpen && members.length > 0 && members.length < parts.length) others.set(area, members)
    for (const part of members) areas.add(part)
    for (const part of parts) visit(part, !areas.has(part))
  }

  const [england] = Object.keys(period.nesting).filter((area) => period.nesting[area] === null)
  if (england === undefined) return { areas, others }
  if (!hasBreakdown(england)) areas.add(england)
  visit(england, hasBreakdown(england))
  return { areas, others }
}

/** The parts of one area that are put together: all that have too few deaths, and more until together they have enough. */
function togetherIn(
  parts: readonly string[],
  hasBreakdown: (area: string) => boolean,
  totalOf: (area: string) => Total | undefined,
  { gateOf, rank }: Rules,
): readonly string[] {
  const few = parts.filter((part) => !hasBreakdown(part))
  if (few.length === 0) return []
  const more = parts
    .filter((part) => hasBreakdown(part) && totalOf(part)?.isProtected)
    .sort((a, b) => rank(a) - rank(b))
  const sum = (areas: readonly string[]) => areas.reduce((total, area) => total + (totalOf(area)?.count ?? 0), 0)
  const needed = more.findIndex((_, taken) => {
    const members = [...few, ...more.slice(0, taken)]
    return members.length > 1 && sum(members) >= gateOf(members)
  })
  return needed === -1 ? parts : [...few, ...more.slice(0, needed)]
}

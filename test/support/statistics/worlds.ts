import { protect } from '../../../domain/disclosure/protect.ts'
import type { LinearProgramme } from '../../../domain/disclosure/linear-programme.ts'
import type { RuleSet } from '../../../domain/disclosure/rule-set.ts'
import { ALL_SAFEGUARDS, type Safeguards } from '../../../domain/disclosure/safeguards.ts'
import { casesOf, smallCatalogue, smallPlan, type Nesting } from './small-catalogue.ts'

/** Every way of sharing some deaths among some values. */
export const sharings = (deaths: number, values: number): readonly (readonly number[])[] =>
  values === 1
    ? [[deaths]]
    : Array.from({ length: deaths + 1 }, (_, first) =>
        sharings(deaths - first, values - 1).map((rest) => [first, ...rest]),
      ).flat()

/** Every way of taking one of each list. */
export const combined = <T>(lists: readonly (readonly T[])[]): readonly (readonly T[])[] =>
  lists.reduce<readonly (readonly T[])[]>(
    (all, list) => all.flatMap((before) => list.map((item) => [...before, item])),
    [[]],
  )

export interface Hierarchy {
  readonly nesting: Nesting
  /** Deaths of each smallest area: public. */
  readonly deaths: Readonly<Record<string, number>>
  readonly values: number
  readonly rules: Partial<RuleSet>
}

/** What a reader sees of one number, and what it is. */
export interface Seen {
  readonly told: string
  readonly truth: number
  /** T of its row. */
  readonly smallBelow: number
}

export type Method = (world: readonly Seen[]) => readonly string[]

export interface Inverted {
  readonly worlds: number
  /** Small numbers that are marked, over all worlds, and those of them that cannot be all of 0 to T−1 in the worlds alike. */
  readonly small: number
  readonly narrowed: number
  /** Small numbers in withheld rows, those narrowed, and those known exactly. */
  readonly withheld: number
  readonly withheldNarrowed: number
  readonly withheldKnown: number
  readonly shown: number
  readonly all: number
}

/** Publishes every world of a hierarchy and then asks, for every page, in which worlds it could have been published. */
export function invert(
  { nesting, deaths, values, rules }: Hierarchy,
  solver: LinearProgramme,
  { safeguards = {}, method }: { readonly safeguards?: Partial<Safeguards>; readonly method?: Method } = {},
): Inverted {
  const codes = Array.from({ length: values }, (_, index) => `v${index}`)
  const catalogue = smallCatalogue(nesting, { kind: codes })
  const areas = Object.keys(deaths)
  const pages = new Map<string, { readonly tolds: readonly string[]; readonly truths: (readonly number[])[] }>()
  let limits: readonly number[] = []
  const worlds = combined(areas.map((area) => sharings(deaths[area] ?? 0, values)))
  for (const world of worlds) {
    const cases = world.flatMap((row, index) =>
      casesOf(areas[index] ?? '', { kind: Object.fromEntries(row.map((count, value) => [`v${value}`, count])) }),
    )
    const found = protect(smallPlan(nesting, catalogue, cases, rules), solver, { ...ALL_SAFEGUARDS, ...safeguards })
    if (found.outcome === 'cannotProtect') throw new Error('Some world cannot be published.')
    const { states, counts } = found.page
    const seen = found.rows.flatMap(({ row }) =>
      row.cells.map(({ position }): Seen => {
        const [state = '', truth = NaN] = [states[position], counts[position]]
        return { truth, told: state === 'shown' ? `${truth}` : state, smallBelow: row.smallBelow }
      }),
    )
    limits = seen.map(({ smallBelow }) => smallBelow)
    const tolds = method ? method(seen) : seen.map(({ told }) => told)
    const page = pages.get(tolds.join()) ?? { tolds, truths: [] }
    page.truths.push(seen.map(({ truth }) => truth))
    pages.set(tolds.join(), page)
  }
  return tally([...pages.values()], worlds.length, limits)
}

function tally(
  pages: readonly { readonly tolds: readonly string[]; readonly truths: readonly (readonly number[])[] }[],
  worlds: number,
  limits: readonly number[],
): Inverted {
  const sum = { worlds, small: 0, narrowed: 0, withheld: 0, withheldNarrowed: 0, withheldKnown: 0, shown: 0, all: 0 }
  for (const { tolds, truths } of pages) {
    tolds.forEach((told, cell) => {
      const smallBelow = limits[cell] ?? NaN
      const possible = new Set(truths.map((world) => world[cell] ?? NaN))
      const isFull = Array.from({ length: smallBelow }, (_, value) => possible.has(value)).every(Boolean)
      const small = truths.filter((world) => (world[cell] ?? NaN) < smallBelow).length
      sum.all += truths.length
      if (/^\d+$/.test(told)) sum.shown += truths.length
      if (told === 'withheld') {
        sum.withheld += small
        sum.withheldNarrowed += isFull ? 0 : small
        sum.withheldKnown += possible.size === 1 ? small : 0
      } else {
        sum.small += small
        sum.narrowed += isFull ? 0 : small
      }
    })
  }
  return sum
}

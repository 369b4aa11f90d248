import type { Catalogue, Period } from '../../schemas/statistics/catalogue.ts'
import type { Release, RuleSet, WithheldReason } from '../../schemas/statistics/release.ts'
import { Answers, attack } from './attack.ts'
import { countCases, tablesOf, type CodedCase } from './count.ts'
import { editionsOf } from './editions.ts'
import { gate, gatedBefore, type Gated } from './gate.ts'
import { close, hideSmall, withhold, type PublicOrder } from './hide.ts'
import { DEATHS, placeKey, type RowPlace } from './lattice.ts'
import type { LinearProgramme } from './linear-programme.ts'
import { linesOf } from './lines.ts'
import { publicOrder } from './public-order.ts'
import { gateFor } from './rule-set.ts'
import { ALL_SAFEGUARDS, type Safeguards } from './safeguards.ts'
import { Draft, type Cell, type Edition, type Line, type Page, type Row } from './sheet.ts'
import { areaRows, recount, othersRows, type Statement } from './stated-rows.ts'
import { withdraw } from './withdraw.ts'

/** What a release is made from. */
export interface Plan {
  readonly id: string
  readonly catalogue: Catalogue
  /** The periods whose tables the release gives, with the areas that each has. */
  readonly periods: readonly Period[]
  /** Every case of these periods and of those published before them, as far as it may be published (`admitChanges`). */
  readonly cases: readonly CodedCase[]
  readonly ruleSet: RuleSet
  /** Releases that are out already, first to last. What they state stays as it is. */
  readonly earlier: readonly Release[]
  /** Places (`placeKey`) published before that are to be stated anew. */
  readonly restated: ReadonlySet<string>
}

/** A row of the release, and the reason if its reader gets no numbers. */
export interface ProtectedRow {
  readonly row: Row
  readonly withheld: WithheldReason | undefined
}

export interface Protected {
  readonly outcome: 'protected'
  readonly rows: readonly ProtectedRow[]
  readonly page: Page
  readonly linearProgrammes: number
}

export interface CannotProtect {
  readonly outcome: 'cannotProtect'
  readonly narrowed: readonly (RowPlace & { readonly value: string })[]
}

interface Securing {
  readonly draft: Draft
  readonly earlier: readonly Edition[]
  readonly order: PublicOrder
  readonly covers: number
  readonly safeguards: Safeguards
  readonly solver: LinearProgramme
}

interface Secured {
  readonly narrowed: readonly Cell[]
  readonly programmes: number
}

/**
 * Decides which numbers of a release are shown, hidden as small, held back or withheld: the totals first, since who gets
 * breakdowns follows from which totals are seen, then every breakdown. The same plan gives the same release, byte for byte.
 * @param safeguards only tests take any of them away
 * @returns `cannotProtect` with the numbers concerned if some could be narrowed whatever is withheld: nothing is published
 */
export function protect(plan: Plan, solver: LinearProgramme, safeguards = ALL_SAFEGUARDS): Protected | CannotProtect {
  const draft = new Draft()
  const published = editionsOf(plan.earlier, draft)
  const before = published.editions.at(-1)
  const periods = new Map([...(before?.periods ?? []), ...plan.periods.map((period) => [period.code, period] as const)])
  const counts = countCases(plan.cases, { catalogue: plan.catalogue, periods: [...periods.values()] })
  const statement: Statement = { ...plan, counts, before }
  recount(statement, draft.page)

  const [deaths, ...breakdowns] = tablesOf(plan.catalogue)
  if (deaths?.code !== DEATHS) throw new TypeError(`The first characteristic of a catalogue is ${DEATHS}.`)
  const order = publicOrder(plan.catalogue, before, draft.page)
  const securing = { draft, earlier: published.editions, order, covers: plan.ruleSet.covers, safeguards, solver }
  const editionOf = (rows: readonly Row[]): Edition => ({
    catalogue: plan.catalogue,
    periods,
    rows: new Map([...(before?.rows ?? []), ...rows.map((row) => [placeKey(row), row] as const)]),
    smallBelow: plan.ruleSet.smallBelow,
  })

  const totals = plan.periods.flatMap((period) => areaRows(deaths, period, statement, draft))
  const ofTotals = secure(onlyTotals(editionOf(totals), plan), securing)
  if (ofTotals.narrowed.length > 0) return cannotProtect(ofTotals)

  const reasons = new Map(published.reasons)
  const others = plan.periods.flatMap((period) => {
    const gated = gatedBefore(period, before, reasons) ?? gateBy(period, totals, order, plan, draft.page, safeguards)
    const rows = breakdowns.flatMap((table) => areaRows(table, period, statement, draft))
    for (const row of rows.filter(({ isFresh, area }) => isFresh && gated.areas.has(area))) {
      withhold(row, draft.page)
      reasons.set(row, 'gate')
    }
    return [
      ...rows,
      ...tablesOf(plan.catalogue).flatMap((table) => othersRows(table, period, gated.others, statement, draft)),
    ]
  })
  const ofAll = secure(editionOf([...totals, ...others]), securing)
  if (ofAll.narrowed.length > 0) return cannotProtect(ofAll)

  const isWithheld = ({ cells }: Row) => cells.every(({ position }) => draft.page.states[position] === 'withheld')
  return {
    outcome: 'protected',
    rows: [...totals, ...others].map((row) => ({
      row,
      withheld: reasons.get(row) ?? (isWithheld(row) ? 'protection' : undefined),
    })),
    page: draft.page,
    linearProgrammes: ofTotals.programmes + ofAll.programmes,
  }
}

const cannotProtect = ({ narrowed }: Secured): CannotProtect => ({
  outcome: 'cannotProtect',
  narrowed: narrowed.map(({ row: { table, period, area }, value }) => ({ table, period, area, value })),
})

/** The totals alone, without the rows of others that are yet to be stated anew. */
const onlyTotals = (edition: Edition, { restated }: Plan): Edition => ({
  ...edition,
  rows: new Map(
    [...edition.rows].filter(
      ([key, { table, members }]) => table === DEATHS && (members.length === 0 || !restated.has(key)),
    ),
  ),
})

/** The gate on totals that have just been secured. */
function gateBy(
  period: Period,
  totals: readonly Row[],
  order: PublicOrder,
  { catalogue, ruleSet }: Plan,
  { states, counts }: Page,
  safeguards: Safeguards,
): Gated {
  if (!safeguards.gate) return { areas: new Set(), others: new Map() }
  const rows = new Map(totals.filter((row) => row.period === period.code).map((row) => [row.area, row]))
  const totalOf = (area: string) => {
    const cell = rows.get(area)?.cells[0]
    if (!cell) return undefined
    const { position, isProtected } = cell
    return { count: counts[position] ?? 0, isShown: states[position] === 'shown', isProtected }
  }
  return gate(period, catalogue, totalOf, {
    gateOf: (areas) => gateFor(areas, period, ruleSet),
    rank: (area) => order.ofArea(area),
  })
}

/** Numbers that should add up do not: the tables were not all counted from the same cases. */
export class DoesNotAddUpError extends Error {
  override readonly name = 'DoesNotAddUpError'
}

function refuseWrongSums(lines: readonly Line[], { counts }: Page): void {
  for (const { kind, whole, parts } of lines) {
    const sum = parts.reduce((total, { position }) => total + (counts[position] ?? NaN), 0)
    const count = counts[whole.position]
    if (count !== undefined && !Number.isNaN(sum) && sum !== count) {
      throw new DoesNotAddUpError(`${placeKey(whole.row)} is not the sum of its ${kind}.`)
    }
  }
}

/** Hides, covers and checks until no small number of the edition can be narrowed, or nothing is left to withhold. */
function secure(edition: Edition, { draft, earlier, order, covers, safeguards, solver }: Securing): Secured {
  const { page } = draft
  const isReplaced = (row: Row) => ![row, undefined].includes(edition.rows.get(placeKey(row)))
  const replaced = earlier.filter(({ rows }) => [...rows.values()].some(isReplaced))
  const isOfOld = ({ whole, parts }: Line) => [whole, ...parts].some(({ row }) => isReplaced(row))
  const linesIn = (one: Edition) => linesOf(one, draft, safeguards)
  const lines = [...linesIn(edition), ...replaced.flatMap((old) => linesIn(old).filter(isOfOld))]
  const sheet = { cells: draft.cells, lines }
  refuseWrongSums(lines, page)

  const answers = new Answers()
  const unhidden = [...page.states]
  const withdrawn = new Set<Row>()
  let programmes = 0
  for (;;) {
    // Each time from the start: what was hidden for the sake of rows since withheld would tell something about them.
    unhidden.forEach((state, position) => (page.states[position] = state))
    for (const row of withdrawn) withhold(row, page)
    hideSmall(draft.cells, page, safeguards)
    close({ lines, page, order, covers, safeguards })
    const found = safeguards.ranges ? attack(sheet, page, solver, answers) : { narrowed: [], programmes: 0 }
    programmes += found.programmes
    const more = withdraw(found.narrowed, edition, page)
    if (more.length === 0) return { ...found, programmes }
    for (const row of more) withdrawn.add(row)
  }
}

import type { Period } from '../../schemas/statistics/catalogue.ts'
import type {
  AuditSummary,
  HiddenSummary,
  Published,
  PublishedRow,
  PublishedTable,
  Release,
  ReleaseDraft,
  Revision,
} from '../../schemas/statistics/release.ts'
import { tablesOf } from './count.ts'
import { placeKey } from './lattice.ts'
import type { Plan, Protected, ProtectedRow } from './protect.ts'
import type { Page } from './sheet.ts'

/** What a release says beside its numbers. */
export interface Heading {
  readonly version: number
  readonly asOf: ReleaseDraft['asOf']
  readonly note: string
  /** Places with changes that wait (`admitChanges`). */
  readonly waiting: ReadonlySet<string>
}

function published({ states, counts }: Page, position: number): Published {
  const state = states[position]
  if (state === 'small') return 'c'
  if (state === 'held') return 'k'
  const count = counts[position]
  if (state === 'impossible' || count === undefined) return 'z'
  return count
}

function publishedRow({ row, withheld }: ProtectedRow, page: Page, waiting: ReadonlySet<string>): PublishedRow {
  const fields = {
    area: row.area,
    ...(row.members.length > 0 && { members: [...row.members] }),
    statedIn: row.statedIn,
    ...(waiting.has(placeKey(row)) && { provisional: true as const }),
  }
  if (withheld) return { ...fields, withheld }
  return {
    ...fields,
    cells: Object.fromEntries(row.cells.map(({ value, position }) => [value, published(page, position)])),
  }
}

const longest = (periods: readonly Period[]) =>
  [...periods].sort((a, b) => (a.from < b.from || a.to > b.to ? -1 : 1))[0]?.code ?? ''

/** Counts of marks, never of what they hide. */
function summaryOf(tables: readonly PublishedTable[]): HiddenSummary {
  const rows = tables.flatMap((table) => table.rows)
  const cells = rows.flatMap((row) => ('cells' in row ? Object.values(row.cells) : []))
  const count = <T>(items: readonly T[], is: (item: T) => boolean) => items.filter(is).length
  return {
    shown: count(cells, (cell) => typeof cell === 'number'),
    small: count(cells, (cell) => cell === 'c'),
    heldBack: count(cells, (cell) => cell === 'k'),
    rowsBelowGate: count(rows, (row) => 'withheld' in row && row.withheld === 'gate'),
    rowsWithheld: count(rows, (row) => 'withheld' in row && row.withheld === 'protection'),
  }
}

/** Everything that is to be published, for the audit; what the audit has passed becomes the release with its result and its hash. */
export function draftRelease(plan: Plan, { rows, page }: Protected, heading: Heading): ReleaseDraft {
  const { waiting, ...said } = heading
  const tables = plan.periods.flatMap(({ code: period }) =>
    tablesOf(plan.catalogue).flatMap(({ code: table }): PublishedTable[] => {
      const own = rows.filter(({ row }) => row.period === period && row.table === table)
      return own.length === 0 ? [] : [{ period, table, rows: own.map((row) => publishedRow(row, page, waiting)) }]
    }),
  )
  return {
    format: 'child-death-statistics-release/1',
    id: plan.id,
    ...said,
    period: longest(plan.periods),
    ruleSet: plan.ruleSet,
    catalogue: plan.catalogue,
    periods: [...plan.periods],
    follows: plan.earlier.map(({ id, hash }) => ({ id, hash })),
    tables,
    revisions: rows.flatMap((row) => revisionOf(row, plan)),
    hidden: summaryOf(tables),
  }
}

/** A row of the release that replaces one published before. */
function revisionOf({ row }: ProtectedRow, { earlier, id }: Plan): readonly Revision[] {
  if (row.statedIn !== id) return []
  const { table, period, area } = row
  const before = earlier.findLast(({ tables }) =>
    tables.some((each) => each.table === table && each.period === period && each.rows.some((old) => old.area === area)),
  )
  return before ? [{ table, period, area, replaces: before.id }] : []
}

/**
 * A release that may go out.
 * @param hashOf SHA-256 of a text, in hexadecimal
 */
export function sealRelease(draft: ReleaseDraft, audit: AuditSummary, hashOf: (text: string) => string): Release {
  return { ...draft, audit, hash: hashOf(canonicalText({ ...draft, audit })) }
}

/**
 * The text that a release's hash is taken of: JSON without blanks, names in the order of their characters, the hash left out.
 * Whoever writes a release in another way cannot give it this hash.
 */
export function canonicalText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const fields = Object.entries(value)
    .filter(([, content]) => content !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${fields.map(([name, content]) => `${JSON.stringify(name)}:${canonicalText(content)}`).join(',')}}`
}

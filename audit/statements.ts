import type { AreaLevel, Period } from '../schemas/statistics/catalogue.ts'
import type { Published, PublishedRow, ReleaseDraft } from '../schemas/statistics/release.ts'

/** One number that a release stated, and what the reader was told of it. */
export interface Statement {
  /** `release period table area value`: the same place stated anew by another release is another number. */
  readonly key: string
  readonly table: string
  readonly value: string
  readonly told: Published | 'withheld'
  /** T of the area. */
  readonly smallBelow: number
  readonly isProtected: boolean
  /** Level of the area; none for a row that puts several together. */
  readonly level: AreaLevel | undefined
}

/** A row as some release stated it. */
export interface StatedRow {
  readonly table: string
  readonly period: string
  readonly area: string
  readonly members: readonly string[]
  readonly statements: readonly Statement[]
}

/** Everything in force after a release: later rows replace earlier ones of the same place. */
export interface InForce {
  readonly release: ReleaseDraft
  readonly periods: readonly Period[]
  readonly rows: readonly StatedRow[]
}

/** The files contradict each other or themselves; says where. */
export class ContradictionError extends Error {
  override readonly name = 'ContradictionError'
}

interface ValueMeaning {
  readonly code: string
  readonly isProtected: boolean
}

/** Values of each table, pairs for a table of two characteristics. */
function valuesByTable({ catalogue }: ReleaseDraft): ReadonlyMap<string, readonly ValueMeaning[]> {
  const values = new Map<string, readonly ValueMeaning[]>()
  for (const { code, values: own } of catalogue.characteristics) {
    values.set(
      code,
      own.map((value) => ({ code: value.code, isProtected: value.protected })),
    )
  }
  for (const { code, of } of catalogue.crossTables) {
    const [first = [], second = []] = of.map((each) => values.get(each))
    const pairs = first.flatMap((a) =>
      second.map((b) => ({ code: `${a.code}/${b.code}`, isProtected: a.isProtected && b.isProtected })),
    )
    values.set(code, pairs)
  }
  return values
}

function smallBelowOf(row: PublishedRow, { ruleSet }: ReleaseDraft, nesting: Period['nesting']): number {
  const areas = [row.area, ...(row.members ?? [])]
  const raised = areas.flatMap((area) => [ruleSet.raised[area] ?? 0, ruleSet.raised[nesting[area] ?? ''] ?? 0])
  return Math.max(ruleSet.smallBelow, ...raised)
}

function statedRow(
  release: ReleaseDraft,
  place: { readonly table: string; readonly period: string },
  row: PublishedRow,
  meanings: readonly ValueMeaning[],
): StatedRow {
  const nesting = release.periods.find(({ code }) => code === place.period)?.nesting ?? {}
  const area = release.catalogue.areas.find(({ code }) => code === row.area)
  const smallBelow = smallBelowOf(row, release, nesting)
  const statements = meanings.map(({ code, isProtected }): Statement => {
    const told = 'withheld' in row ? 'withheld' : row.cells[code]
    const key = [release.id, place.period, place.table, row.area, code].join(' ')
    if (told === undefined) throw new ContradictionError(`${key}: the row does not give this value.`)
    return {
      key,
      table: place.table,
      value: code,
      told,
      smallBelow,
      isProtected: isProtected && (area?.protected ?? true),
      level: area?.level,
    }
  })
  return { ...place, area: row.area, members: row.members ?? [], statements }
}

/**
 * What a reader holds who has kept every release, after each of those that matter: the last, and every one of which some row
 * was replaced later.
 * @throws ContradictionError if a row says that an earlier release stated it and that release did not, or said otherwise
 */
export function readReleases(releases: readonly ReleaseDraft[]): readonly InForce[] {
  const rows = new Map<string, { readonly row: StatedRow; readonly text: string }>()
  const periods = new Map<string, Period>()
  const kept: InForce[] = []
  let before: InForce | undefined
  for (const release of releases) {
    let isReplacing = false
    const values = valuesByTable(release)
    for (const period of release.periods) periods.set(period.code, period)
    for (const { table, period, rows: published } of release.tables) {
      for (const row of published) {
        const place = [period, table, row.area].join(' ')
        const known = rows.get(place)
        const text = JSON.stringify({ ...row, provisional: undefined })
        if (row.statedIn !== release.id) {
          if (known?.text !== text) throw new ContradictionError(`${place}: not as ${row.statedIn} stated it.`)
          continue
        }
        if (known !== undefined && !isRevised(release, table, period, row.area)) {
          throw new ContradictionError(`${place}: stated anew by ${release.id} without a revision note.`)
        }
        isReplacing ||= known !== undefined
        rows.set(place, { row: statedRow(release, { table, period }, row, values.get(table) ?? []), text })
      }
    }
    if (isReplacing && before) kept.push(before)
    before = { release, periods: [...periods.values()], rows: [...rows.values()].map(({ row }) => row) }
  }
  return before ? [...kept, before] : kept
}

const isRevised = ({ revisions }: ReleaseDraft, table: string, period: string, area: string) =>
  revisions.some((each) => each.table === table && each.period === period && each.area === area)

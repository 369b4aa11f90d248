import type { PublishedRow, Release, WithheldReason } from '../../schemas/statistics/release.ts'
import { tablesOf } from './count.ts'
import { placeKey } from './lattice.ts'
import { smallBelowFor } from './rule-set.ts'
import type { Draft, Edition, NewCell, Row, State } from './sheet.ts'

/** Rows published earlier, with the reason of each that was withheld. */
export interface Published {
  readonly editions: readonly Edition[]
  readonly reasons: ReadonlyMap<Row, WithheldReason>
}

/** A release names a row that no release before it has stated, or its catalogue gives an old name a new meaning. */
export class InconsistentReleasesError extends Error {
  override readonly name = 'InconsistentReleasesError'
}

const stateOf = { c: 'small', k: 'held', z: 'impossible' } as const satisfies Record<string, State>

function cellOf(row: PublishedRow, value: string): Pick<NewCell, 'state' | 'count'> {
  if ('withheld' in row) return { state: 'withheld', count: undefined }
  const published = row.cells[value]
  if (published === undefined) throw new InconsistentReleasesError(`A row of ${row.area} lacks the value ${value}.`)
  return typeof published === 'number'
    ? { state: 'shown', count: published }
    : { state: stateOf[published], count: undefined }
}

/** What a reader holds after each earlier release. A row stated anew replaces the old one, which the reader keeps as well. */
export function editionsOf(earlier: readonly Release[], draft: Draft): Published {
  const reasons = new Map<Row, WithheldReason>()
  const editions: Edition[] = []
  for (const release of earlier) {
    const before = editions.at(-1)
    const rows = new Map(before?.rows)
    const periods = new Map([
      ...(before?.periods ?? []),
      ...release.periods.map((period) => [period.code, period] as const),
    ])
    const tables = new Map(tablesOf(release.catalogue).map((table) => [table.code, table]))
    const told = new Set(release.catalogue.areas.filter((area) => !area.protected).map(({ code }) => code))
    refuseNewMeanings(before, release)

    for (const { table, period, rows: published } of release.tables) {
      for (const row of published) {
        const place = { table, period, area: row.area }
        if (row.statedIn !== release.id) continue
        const members = row.members ?? []
        const smallBelow = smallBelowFor(
          [row.area, ...members],
          periods.get(period) ?? { nesting: {} },
          release.ruleSet,
        )
        const values = tables.get(table)?.values ?? []
        const added = draft.add(
          { ...place, statedIn: release.id, isFresh: false, smallBelow, members },
          values.map(({ code, isProtected }) => ({
            value: code,
            isProtected: isProtected && !told.has(row.area),
            ...cellOf(row, code),
          })),
        )
        if ('withheld' in row) reasons.set(added, row.withheld)
        rows.set(placeKey(place), added)
      }
    }
    editions.push({ catalogue: release.catalogue, periods, rows, smallBelow: release.ruleSet.smallBelow })
  }
  return { editions, reasons }
}

function refuseNewMeanings(before: Edition | undefined, { catalogue, id }: Release): void {
  const valuesBefore = new Map(
    before?.catalogue.characteristics.map(({ code, values }) => [code, values.map((v) => v.code).join()]),
  )
  for (const { code, values } of catalogue.characteristics) {
    const known = valuesBefore.get(code)
    if (known !== undefined && known !== values.map((value) => value.code).join()) {
      throw new InconsistentReleasesError(`${id} gives ${code} other values than before: give it a new code.`)
    }
  }
}

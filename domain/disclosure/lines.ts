import type { CrossTable, Period } from '../../schemas/statistics/catalogue.ts'
import { crossed, DEATHS, othersIn, placeKey } from './lattice.ts'
import { latentRows } from './latent-rows.ts'
import { PARTS_OF } from './periods.ts'
import type { Safeguards } from './safeguards.ts'
import { rowAt, type Draft, type Edition, type Line, type Row } from './sheet.ts'

/** The line of each value that a row shares with the rows it is the sum of. */
function valueByValue(kind: Line['kind'], whole: Row, parts: readonly Row[]): readonly Line[] {
  return whole.cells.map((cell) => ({
    kind,
    whole: cell,
    parts: parts.flatMap(({ cells }) => cells.find(({ value }) => value === cell.value) ?? []),
  }))
}

const defined = <T>(items: readonly (T | undefined)[]): readonly T[] => items.filter((item) => item !== undefined)

/** Σ values of a row is the area's total. */
function valuesLine(row: Row, edition: Edition): readonly Line[] {
  const total = row.table === DEATHS ? undefined : rowAt(edition, { ...row, table: DEATHS })?.cells[0]
  return total ? [{ kind: 'values', whole: total, parts: row.cells }] : []
}

/** An area is the sum of its parts; an "others in" row, of its members. */
function areaLines(row: Row, edition: Edition, parts: readonly string[], draft: Draft): readonly Line[] {
  if (row.members.length > 0) {
    return valueByValue('areas', row, defined(row.members.map((area) => rowAt(edition, { ...row, area }))))
  }
  const others = rowAt(edition, { ...row, area: othersIn(row.area) })
  const own = parts.filter((area) => !others?.members.includes(area))
  const rows = defined(own.map((area) => rowAt(edition, { ...row, area })))
  if (rows.length === 0 && !others) return []
  const rest = rows.length < own.length ? [unstated(row, draft)] : []
  return valueByValue('areas', row, [...rows, ...defined([others]), ...rest])
}

/** A period is the sum of its parts, for an area that was made up alike in all of them. */
function periodLines(row: Row, edition: Edition, unsteady: ReadonlySet<string>, draft: Draft): readonly Line[] {
  const parts = [...edition.periods.values()].filter(({ within }) => within === row.period)
  const rows = defined(parts.map(({ code }) => rowAt(edition, { ...row, period: code })))
  if (row.members.length > 0 || rows.length === 0 || unsteady.has(placeKey(row))) return []
  const whole = edition.periods.get(row.period)
  const isComplete = whole !== undefined && parts.length === PARTS_OF[whole.length]
  return valueByValue('periods', row, isComplete ? rows : [...rows, unstated(row, draft)])
}

/** Stands for the parts of an area or of a period that no release has stated. */
function unstated(row: Row, draft: Draft): Row {
  return draft.add(
    { ...row, area: `${row.area}-unstated`, isFresh: false, members: [] },
    row.cells.map(({ value }) => ({ value, isProtected: false, state: 'withheld', count: undefined })),
  )
}

/** A slice of a cross table adds up to the number of the one characteristic that it slices. */
function sliceLines(row: Row, { of }: CrossTable, edition: Edition): readonly Line[] {
  return of.flatMap((table, side) => {
    const margin = rowAt(edition, { ...row, table })
    const isIn = (value: string, cell: string) =>
      side === 0 ? cell.startsWith(crossed(value, '')) : cell.endsWith(crossed('', value))
    return (margin?.cells ?? []).map((whole) => ({
      kind: 'slice' as const,
      whole,
      parts: row.cells.filter(({ value }) => isIn(whole.value, value)),
    }))
  })
}

function partsByWhole({ nesting }: Period, order: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const parts = new Map<string, string[]>()
  for (const area of order) {
    const whole = nesting[area]
    if (whole) parts.set(whole, [...(parts.get(whole) ?? []), area])
  }
  return parts
}

/**
 * Every equation that holds between the numbers of an edition, published or not. Rows that no reader sees but that tie
 * published ones together (an authority's single years, where it changed panel within a block) are added to the draft.
 */
export function linesOf(edition: Edition, draft: Draft, { moves }: Pick<Safeguards, 'moves'>): readonly Line[] {
  const { latent: tying, unsteady } = latentRows(edition, draft)
  const latent = moves ? tying : new Map<string, Row>()
  const whole: Edition = { ...edition, rows: new Map([...edition.rows, ...latent]) }
  const order = edition.catalogue.areas.map(({ code }) => code)
  const parts = new Map([...edition.periods.values()].map((period) => [period.code, partsByWhole(period, order)]))
  const crossTables = new Map(edition.catalogue.crossTables.map((table) => [table.code, table]))

  return [...whole.rows.values()].flatMap((row) => {
    const cross = crossTables.get(row.table)
    if (cross) return [...sliceLines(row, cross, whole), ...periodLines(row, whole, unsteady, draft)]
    return [
      ...valuesLine(row, whole),
      ...areaLines(row, whole, parts.get(row.period)?.get(row.area) ?? [], draft),
      ...periodLines(row, whole, unsteady, draft),
    ]
  })
}

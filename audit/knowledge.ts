import { atomsByPlace, atomsOf, blocksOf, placeOf, type Block } from './atoms.ts'
import type { InForce, StatedRow, Statement } from './statements.ts'

export const TOTAL = 'deaths'

/** Σ sign × number = sum. */
export interface Equation {
  readonly terms: readonly (readonly [number: number, sign: 1 | -1])[]
  readonly sum: number
  readonly about: string
  /** Level of the area whose number it is about. */
  readonly level?: Statement['level'] | undefined
}

/** All that a reader knows: numbers with their bounds, and equations between them. Some numbers are statements. */
export interface Knowledge {
  readonly lower: number[]
  readonly upper: number[]
  readonly equations: Equation[]
  readonly statements: Map<number, Statement>
  /** The table that each number belongs to. */
  readonly tables: string[]
}

function bounds({ told, smallBelow }: Statement): readonly [number, number] {
  switch (told) {
    case 'c':
      return [0, smallBelow - 1]
    case 'k':
      return [smallBelow, Infinity]
    case 'z':
      return [0, 0]
    case 'withheld':
      return [0, Infinity]
    default:
      return [told, told]
  }
}

class Reader {
  readonly known: Knowledge = { lower: [], upper: [], equations: [], statements: new Map(), tables: [] }
  readonly #numberOf = new Map<string, number>()

  number(table: string, lower: number, upper: number): number {
    this.known.tables.push(table)
    this.known.lower.push(lower)
    return this.known.upper.push(upper) - 1
  }

  /** The number of a statement: the same in every edition that the statement is in force in. */
  stated(statement: Statement): number {
    const known = this.#numberOf.get(statement.key)
    if (known !== undefined) return known
    const number = this.number(statement.table, ...bounds(statement))
    this.#numberOf.set(statement.key, number)
    this.known.statements.set(number, statement)
    return number
  }

  /** The statement's number is the sum of others. */
  equate(statement: Statement, parts: readonly number[]) {
    const terms = [...parts.map((part) => [part, 1] as const), [this.stated(statement), -1] as const]
    this.known.equations.push({ terms, sum: 0, about: statement.key, level: statement.level })
  }

  equateSums(one: readonly number[], other: readonly number[], about: string, level?: Equation['level']) {
    const terms = [...one.map((part) => [part, 1] as const), ...other.map((part) => [part, -1] as const)]
    this.known.equations.push({ terms, sum: 0, about, level })
  }
}

/** Numbers of one table: of each block and value. */
interface Grid {
  readonly blocks: readonly Block[]
  readonly values: readonly string[]
  readonly numbers: readonly (readonly number[])[]
}

/**
 * Everything published, as sums of numbers that nobody publishes: the deaths of each smallest area in each shortest time, by
 * each characteristic. Where no row tells them apart they are taken together. This is not how releases are protected, on
 * purpose: areas, periods, moves between panels and rows of "others" need no rules here, since all of them are such sums.
 */
export function knowledgeOf(editions: readonly InForce[]): Knowledge {
  const reader = new Reader()
  for (const edition of editions) readEdition(edition, reader)
  return reader.known
}

function readEdition(edition: InForce, reader: Reader): void {
  const byPlace = atomsByPlace(edition, atomsOf(edition.periods))
  const rowsOf = (table: string) => edition.rows.filter((row) => row.table === table)
  const totals = gridOf(TOTAL, edition.rows, [TOTAL], byPlace, reader)
  const totalRows = new Map(rowsOf(TOTAL).map((row) => [placeOf(row), row]))
  stateSums(rowsOf(TOTAL), totals, byPlace, reader)

  const grids = new Map<string, Grid>()
  const crossTables = new Map(edition.release.catalogue.crossTables.map((table) => [table.code, table.of]))
  for (const { code } of edition.release.catalogue.characteristics) {
    const rows = rowsOf(code)
    if (code === TOTAL || rows.length === 0) continue
    const cross = [...crossTables].filter(([, of]) => of.includes(code)).flatMap(([table]) => rowsOf(table))
    const grid = gridOf(code, [...rows, ...cross], valuesOf(rows), byPlace, reader)
    grids.set(code, grid)
    stateSums(rows, grid, byPlace, reader)
    for (const block of grid.blocks) {
      const own = grid.numbers.flatMap((numbers) => numbers[block.index] ?? [])
      reader.equateSums(own, totalOf(block, rows, totalRows, totals, byPlace, reader), `${code} adds up to the deaths`)
    }
  }
  for (const [table, of] of crossTables) {
    const rows = rowsOf(table)
    const grid = gridOf(table, rows, valuesOf(rows), byPlace, reader)
    stateSums(rows, grid, byPlace, reader)
    of.forEach((code, side) => {
      const margin = grids.get(code)
      if (margin) equateSlices(table, grid, margin, side, rows[0]?.statements[0]?.level, reader)
    })
  }
}

const valuesOf = (rows: readonly StatedRow[]) => rows[0]?.statements.map(({ value }) => value) ?? []

function gridOf(
  table: string,
  rows: readonly StatedRow[],
  values: readonly string[],
  byPlace: ReadonlyMap<string, readonly number[]>,
  reader: Reader,
): Grid {
  const { blocks } = blocksOf(rows, byPlace)
  return { blocks, values, numbers: values.map(() => blocks.map(() => reader.number(table, 0, Infinity))) }
}

/** Blocks that lie in a set of atoms; each lies in it wholly or not at all. */
const within = (grid: Grid, atoms: ReadonlySet<number>) =>
  grid.blocks.filter(({ atoms: own }) => atoms.has(own[0] ?? -1))

function stateSums(
  rows: readonly StatedRow[],
  grid: Grid,
  byPlace: ReadonlyMap<string, readonly number[]>,
  reader: Reader,
): void {
  for (const row of rows) {
    const blocks = within(grid, new Set(byPlace.get(placeOf(row))))
    row.statements.forEach((statement, value) => {
      const parts = blocks.flatMap(({ index }) => grid.numbers[value]?.[index] ?? [])
      reader.equate(statement, parts)
    })
  }
}

/** The deaths of a block: the published total of a row that is just this block, or else the sum of its parts. */
function totalOf(
  { atoms }: Block,
  rows: readonly StatedRow[],
  totalRows: ReadonlyMap<string, StatedRow>,
  totals: Grid,
  byPlace: ReadonlyMap<string, readonly number[]>,
  reader: Reader,
): readonly number[] {
  const same = rows.find((row) => {
    const own = byPlace.get(placeOf(row)) ?? []
    return own.length === atoms.length && own.includes(atoms[0] ?? -1) && totalRows.has(placeOf(row))
  })
  const [total] = (same && totalRows.get(placeOf(same))?.statements) ?? []
  if (total) return [reader.stated(total)]
  return within(totals, new Set(atoms)).flatMap(({ index }) => totals.numbers[0]?.[index] ?? [])
}

/** A slice of a table of two characteristics adds up to the number of the one that it slices. */
function equateSlices(
  table: string,
  grid: Grid,
  margin: Grid,
  side: number,
  level: Equation['level'],
  reader: Reader,
): void {
  for (const block of grid.blocks) {
    const blocks = within(margin, new Set(block.atoms))
    margin.values.forEach((value, index) => {
      const slice = grid.values.flatMap((pair, at) =>
        pair.split('/')[side] === value ? (grid.numbers[at]?.[block.index] ?? []) : [],
      )
      const whole = blocks.flatMap((each) => margin.numbers[index]?.[each.index] ?? [])
      reader.equateSums(slice, whole, `${table} adds up to ${value}`, level)
    })
  }
}

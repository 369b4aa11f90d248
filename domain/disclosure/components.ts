import { DEATHS } from './lattice.ts'
import type { Equation, LinearSystem } from './linear-programme.ts'
import type { Cell, Line, Page, Sheet } from './sheet.ts'

/** Unknown numbers that lines tie together, directly or through others: a question of its own. */
export interface Component extends Sheet {
  readonly system: LinearSystem
  /** Equal texts mean equal questions. */
  readonly signature: string
}

type Told = (cell: Cell) => boolean

const nobody: Told = () => false

/** Bounds that the marks give to a reader, who knows the rules. */
function boundsOf({ position, row }: Cell, { states }: Page): readonly [number, number] {
  const state = states[position]
  if (state === 'small') return [0, row.smallBelow - 1]
  return [state === 'held' ? row.smallBelow : 0, Infinity]
}

interface KeyedEquation extends Equation {
  readonly key: string
  readonly line: Line
}

/** What a line says of its unknown numbers; nothing where it has none. */
function equationOf(line: Line, { counts }: Page, isUnknown: Told): KeyedEquation | undefined {
  const { whole, parts } = line
  const known = (cell: Cell) => (isUnknown(cell) ? 0 : (counts[cell.position] ?? 0))
  const plus = parts.filter(isUnknown).map(({ position }) => position)
  const minus = isUnknown(whole) ? [whole.position] : []
  if (plus.length + minus.length === 0) return undefined
  const sum = known(whole) - parts.reduce((total, cell) => total + known(cell), 0)
  return { plus, minus, sum, line, key: `${plus.join()}=${minus.join()}+${sum}` }
}

/** Joins positions into sets; each set is named by one of them. */
class Sets {
  readonly #leader = new Map<number, number>()

  of(position: number): number {
    const next = this.#leader.get(position) ?? position
    if (next === position) return position
    const leader = this.of(next)
    this.#leader.set(position, leader)
    return leader
  }

  join(positions: readonly number[]): void {
    const [first, ...rest] = positions
    if (first === undefined) return
    for (const other of rest) this.#leader.set(this.of(other), this.of(first))
  }
}

/**
 * What a reader cannot see but can reckon with, in parts that have nothing to do with each other. Parts that concern only
 * frozen rows are left out: they were judged when these were published.
 * @param isTold hidden numbers that are to be taken as known
 */
export function componentsOf({ cells, lines }: Sheet, page: Page, isTold: Told = nobody): readonly Component[] {
  const isUnknown: Told = (cell) => {
    const state = page.states[cell.position]
    return state !== 'shown' && state !== 'impossible' && !isTold(cell)
  }
  const equations = new Map(
    lines.flatMap((line) => equationOf(line, page, isUnknown) ?? []).map((equation) => [equation.key, equation]),
  )
  const sets = new Sets()
  for (const { plus, minus } of equations.values()) sets.join([...plus, ...minus])

  const groups = new Map<number, { readonly cells: Cell[]; readonly equations: KeyedEquation[] }>()
  for (const cell of cells.filter(isUnknown)) {
    const group = groups.get(sets.of(cell.position)) ?? { cells: [], equations: [] }
    group.cells.push(cell)
    groups.set(sets.of(cell.position), group)
  }
  for (const equation of equations.values()) {
    const [any = 0] = [...equation.plus, ...equation.minus]
    groups.get(sets.of(any))?.equations.push(equation)
  }
  return [...groups.values()]
    .filter((group) => group.cells.some(({ row }) => row.isFresh))
    .map((group) => componentOf(group.cells, group.equations, page))
}

function componentOf(cells: readonly Cell[], equations: readonly KeyedEquation[], page: Page): Component {
  const local = new Map(cells.map(({ position }, index) => [position, index]))
  const own = (positions: readonly number[]) => positions.flatMap((position) => local.get(position) ?? [])
  const bounds = cells.map((cell) => boundsOf(cell, page))
  const slices = equations.filter(({ line }) => line.kind === 'slice')
  const crossTables = new Set(slices.flatMap(({ line }) => line.parts.map(({ row }) => row.table)))
  const rankOf = ({ row: { table } }: Cell) => (table === DEATHS ? 0 : crossTables.has(table) ? 2 : 1)
  return {
    cells,
    lines: equations.map(({ line }) => line),
    system: {
      lower: bounds.map(([lower]) => lower),
      upper: bounds.map(([, upper]) => upper),
      equations: equations.map(({ plus, minus, sum }) => ({ plus: own(plus), minus: own(minus), sum })),
      ranks: cells.map(rankOf),
    },
    signature: [
      cells.map(({ position }) => `${position}${page.states[position] ?? ''}`).join(),
      equations.map(({ key }) => key).join(),
    ].join(';'),
  }
}

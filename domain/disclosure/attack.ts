import type { Equation, LinearProgramme, LinearSystem } from './linear-programme.ts'
import { attainedBelow } from './attainable.ts'
import type { Cell, Line, Page, Sheet } from './sheet.ts'

/** What a reader cannot see but can reckon with: unknown numbers, their bounds by the marks, and the lines that tie them. */
interface Component {
  readonly cells: readonly Cell[]
  readonly system: LinearSystem
  /** The same text means the same question, so that nothing is asked twice. */
  readonly signature: string
}

export interface Attack {
  readonly narrowed: readonly Cell[]
  readonly programmes: number
}

const isUnknown = ({ states }: Page, { position }: Cell) =>
  states[position] !== 'shown' && states[position] !== 'impossible'

/** Bounds that the marks give to a reader, who knows the rules. */
function boundsOf({ position, row }: Cell, { states }: Page): readonly [number, number] {
  const state = states[position]
  if (state === 'small') return [0, row.smallBelow - 1]
  return [state === 'held' ? row.smallBelow : 0, Infinity]
}

/** An equation of a line's unknown numbers; nothing where the line has none. */
function equationOf({ whole, parts }: Line, page: Page): (Equation & { readonly key: string }) | undefined {
  const known = (cell: Cell) => (isUnknown(page, cell) ? 0 : (page.counts[cell.position] ?? 0))
  const plus = parts.filter((cell) => isUnknown(page, cell)).map(({ position }) => position)
  const minus = isUnknown(page, whole) ? [whole.position] : []
  if (plus.length + minus.length === 0) return undefined
  const sum = known(whole) - parts.reduce((total, cell) => total + known(cell), 0)
  return { plus, minus, sum, key: `${plus.join(',')}=${minus.join(',')}+${sum}` }
}

/** Splits the unknown numbers into sets that no line ties together: each is a question of its own. */
function components({ cells, lines }: Sheet, page: Page): readonly Component[] {
  const equations = new Map(
    lines.flatMap((line) => equationOf(line, page) ?? []).map((equation) => [equation.key, equation]),
  )
  const leader = cells.map(({ position }) => position)
  const find = (position: number): number => {
    let at = position
    while (leader[at] !== at) at = leader[at] = leader[leader[at] ?? at] ?? at
    return at
  }
  for (const { plus, minus } of equations.values()) {
    const [first = 0, ...rest] = [...plus, ...minus]
    for (const other of rest) leader[find(other)] = find(first)
  }

  const byLeader = new Map<number, { cells: Cell[]; equations: (Equation & { key: string })[] }>()
  for (const cell of cells) {
    if (!isUnknown(page, cell)) continue
    const root = find(cell.position)
    const group = byLeader.get(root) ?? { cells: [], equations: [] }
    group.cells.push(cell)
    byLeader.set(root, group)
  }
  for (const equation of equations.values()) {
    byLeader.get(find([...equation.plus, ...equation.minus][0] ?? 0))?.equations.push(equation)
  }
  return [...byLeader.values()]
    .filter((group) => group.cells.some(({ row }) => row.isFresh))
    .map((group) => componentOf(group.cells, group.equations, page))
}

function componentOf(
  cells: readonly Cell[],
  equations: readonly (Equation & { key: string })[],
  page: Page,
): Component {
  const local = new Map(cells.map(({ position }, index) => [position, index]))
  const own = (positions: readonly number[]) => positions.flatMap((position) => local.get(position) ?? [])
  const bounds = cells.map((cell) => boundsOf(cell, page))
  return {
    cells,
    system: {
      lower: bounds.map(([lower]) => lower),
      upper: bounds.map(([, upper]) => upper),
      equations: equations.map(({ plus, minus, sum }) => ({ plus: own(plus), minus: own(minus), sum })),
    },
    signature: [
      cells.map(({ position }) => `${position}${page.states[position] ?? ''}`).join(),
      equations.map(({ key }) => key).join(),
    ].join(';'),
  }
}

/**
 * Q: the protected numbers that a reader of the page could narrow. A small number must still be able to be everything from 0
 * to T−1. A withheld one must too, unless the page already tells that it is T or more: a reader cannot know which it is, and
 * neither may the answer depend on it, so that equal pages are always judged alike.
 * @param passed signatures of components that have been found safe; added to
 */
export function attack(sheet: Sheet, page: Page, solver: LinearProgramme, passed: Set<string>): Attack {
  const narrowed: Cell[] = []
  let programmes = 0
  for (const { cells, system, signature } of components(sheet, page)) {
    if (passed.has(signature)) continue
    const targets = cells.flatMap(({ isProtected, position, row }, index) =>
      isProtected && page.states[position] !== 'held' ? [{ index, below: row.smallBelow }] : [],
    )
    const tt = performance.now()
    const found = attainedBelow(system, targets, solver)
    if (cells.length > 20)
      console.error(
        'comp',
        cells.length,
        system.equations.length,
        targets.length,
        found.programmes,
        Math.round(performance.now() - tt),
        cells[0]!.row.table,
        cells[0]!.row.period,
      )
    programmes += found.programmes
    const bad = targets.filter(({ index, below }, target) => {
      const attained = found.attained[target] ?? 0
      const isLarge = attained === 0 && page.states[cells[index]?.position ?? 0] === 'withheld'
      return attained !== 2 ** below - 1 && !isLarge
    })
    narrowed.push(...bad.flatMap(({ index }) => cells[index] ?? []))
    if (bad.length === 0) passed.add(signature)
  }
  return { narrowed, programmes }
}

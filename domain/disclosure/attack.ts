import type { Equation, LinearProgramme, LinearSystem } from './linear-programme.ts'
import { attainedBelow, type Target } from './attainable.ts'
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
 * Q: the small numbers that a reader of the page could narrow. Each must still be able to be everything from 0 to T−1, also in
 * rows without numbers. There a reader may see that a number cannot be all of that; if it is small, it is narrowed; if it is
 * not, the reader, who knows that the row would otherwise not have been left so, takes it to be T or more, and reckons on.
 * @param passed signatures of components that have been found safe; added to
 */
export function attack(sheet: Sheet, page: Page, solver: LinearProgramme, passed: Set<string>): Attack {
  const narrowed: Cell[] = []
  let programmes = 0
  for (const component of components(sheet, page)) {
    if (passed.has(component.signature)) continue
    const found = attackComponent(component, page, solver)
    programmes += found.programmes
    narrowed.push(...found.narrowed)
    if (found.narrowed.length === 0) passed.add(component.signature)
  }
  return { narrowed, programmes }
}

function attackComponent({ cells, system }: Component, { states, counts }: Page, solver: LinearProgramme): Attack {
  const lower = [...system.lower]
  let programmes = 0
  for (;;) {
    const targets = cells.flatMap(({ isProtected, position, row: { smallBelow } }, index) =>
      isProtected && states[position] !== 'held' && lower[index] === 0 ? [{ index, below: smallBelow }] : [],
    )
    const found = attainedBelow({ ...system, lower }, targets, solver)
    programmes += found.programmes
    const partly = targets.filter(({ below }, target) => found.attained[target] !== 2 ** below - 1)
    const isSmall = ({ index, below }: Target) => (counts[cells[index]?.position ?? -1] ?? 0) < below
    const narrowed = partly.filter(isSmall).flatMap(({ index }) => cells[index] ?? [])
    if (partly.length === 0 || narrowed.length > 0) return { narrowed, programmes }
    for (const { index, below } of partly) lower[index] = below
  }
}

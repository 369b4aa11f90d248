import { attainedBelow, type Target } from './attainable.ts'
import { componentsOf, type Component } from './components.ts'
import { DEATHS } from './lattice.ts'
import type { LinearProgramme } from './linear-programme.ts'
import type { Cell, Page, Sheet } from './sheet.ts'

export interface Attack {
  readonly narrowed: readonly Cell[]
  readonly programmes: number
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
  for (const component of componentsOf(sheet, page)) {
    if (passed.has(component.signature)) continue
    const found = attackComponent(component, page, solver)
    programmes += found.programmes
    narrowed.push(...found.narrowed)
    if (found.narrowed.length === 0) passed.add(component.signature)
  }
  return { narrowed, programmes }
}

function attackComponent(component: Component, page: Page, solver: LinearProgramme): Attack {
  const large = new Set<number>()
  const small = component.cells.filter(({ isProtected, position }) => isProtected && page.states[position] !== 'held')
  let programmes = 0
  for (;;) {
    const attained = new Map<number, number>()
    for (const each of [...withTotalsTold(component, page), component]) {
      const tt=performance.now(); const pp = ask(each, { targets: small, large, attained }, solver)
      programmes += pp; if (performance.now()-tt > 500) console.error(each === component ? 'JOINT' : 'single', each.cells.length, each.system.equations.length, pp, Math.round(performance.now()-tt), each.cells[0]!.row.table)
    }
    const partly = small.filter((cell) => !large.has(cell.position) && attained.get(cell.position) !== everything(cell))
    const narrowed = partly.filter(({ position, row }) => (page.counts[position] ?? 0) < row.smallBelow)
    if (component.cells.length > 300) console.error('round', component.cells.length, partly.length, narrowed.length)
    if (partly.length === 0 || narrowed.length > 0) return { narrowed, programmes }
    for (const { position } of partly) large.add(position)
  }
}

const everything = ({ row }: Cell) => 2 ** row.smallBelow - 1

/**
 * The same question for each characteristic by itself, hidden totals being what they are. A table found here is one of the
 * whole too, since the other characteristics can stay as they are; so only what none of these shows is asked of the whole.
 */
function withTotalsTold({ cells, lines }: Component, page: Page): readonly Component[] {
  const isTold = ({ row, position }: Cell) => row.table === DEATHS && page.counts[position] !== undefined
  return cells.some(isTold) ? componentsOf({ cells, lines }, page, isTold) : []
}

interface Asked {
  readonly targets: readonly Cell[]
  /** Positions of numbers that the reader takes to be T or more. */
  readonly large: ReadonlySet<number>
  /** By position, the values found so far, as bits; added to. */
  readonly attained: Map<number, number>
}

/** Looks for what is still missing in one component; tells how many linear programmes that took. */
function ask({ cells, system }: Component, { targets, large, attained }: Asked, solver: LinearProgramme): number {
  const indices = new Map(cells.map(({ position }, index) => [position, index]))
  const lower = cells.map(({ position, row }, index) =>
    large.has(position) ? row.smallBelow : (system.lower[index] ?? 0),
  )
  const here = targets.flatMap(({ position, row: { smallBelow } }): (Target & { position: number })[] => {
    const index = indices.get(position)
    const already = attained.get(position) ?? 0
    const isOpen = !large.has(position) && index !== undefined
    return isOpen ? [{ index, below: smallBelow, attained: already, position }] : []
  })
  if (here.every((target) => target.attained === 2 ** target.below - 1)) return 0
  const found = attainedBelow({ ...system, lower }, here, solver)
  here.forEach(({ position }, target) => attained.set(position, found.attained[target] ?? 0))
  return found.programmes
}

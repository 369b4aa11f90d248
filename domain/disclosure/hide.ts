import type { Safeguards } from './safeguards.ts'
import { NOWHERE, type Cell, type Line, type Page, type Row } from './sheet.ts'

/** The public order in which numbers are held back: what has the lower rank goes first. */
export interface PublicOrder {
  ofCell(cell: Cell, line: Line): number
  ofArea(area: string): number
}

export interface Hiding {
  readonly lines: readonly Line[]
  readonly page: Page
  readonly order: PublicOrder
  readonly covers: number
  readonly safeguards: Safeguards
}

/** S: every small number is hidden, nought included. Which others are hidden depends only on where these stand. */
export function hideSmall(cells: readonly Cell[], { states, counts }: Page, { noughts }: Safeguards): void {
  for (const { position, isProtected, row } of cells) {
    const count = counts[position]
    const isSmall = count !== undefined && count < row.smallBelow && (noughts || count > 0)
    if (row.isFresh && isProtected && states[position] === 'shown' && isSmall) states[position] = 'small'
  }
}

export function withhold({ cells }: Row, { states }: Page): boolean {
  const told = cells.filter(({ position }) => states[position] !== 'withheld' && states[position] !== 'impossible')
  for (const { position } of told) states[position] = 'withheld'
  return told.length > 0
}

/**
 * R1 and R2, repeated until nothing changes. In each line with a hidden number, at least `covers` numbers of T or more are held
 * back, first in the public order. A row that has none is withheld; in a column that has none, the whole is held back, and so it
 * is of a period that is stated for the first time when some of its parts are out with a hidden number.
 * Never looks at how large a number is, only at whether it is small: what an optimiser would choose tells a reader
 * something about the numbers it chose among.
 */
export function close(hiding: Hiding): void {
  const inForce = hiding.lines.filter(
    ({ kind }) => hiding.safeguards[kind === 'values' || kind === 'slice' ? 'rows' : 'columns'],
  )
  while (inForce.filter((line) => settle(line, hiding)).length > 0);
}

/** One line; true if it changed anything. */
function settle(line: Line, hiding: Hiding): boolean {
  const { states } = hiding.page
  const { kind, whole, parts } = line
  if (!whole.isProtected) return false
  const isHidden = ({ position }: Cell) => states[position] !== 'shown' && states[position] !== 'impossible'
  const hidden = parts.filter(isHidden)
  if (isHidden(whole)) return hidden.length === 0 && holdBack(line, hiding.covers, hiding) > 0
  if (hidden.length === 0) return false
  // What is out cannot be covered better; a part that is still to come, held back for it, covers it once, and that is too little.
  const isOut = ({ isProtected, row }: Cell) => isProtected && !row.isFresh && row.statedIn !== NOWHERE
  const isFirstStated = whole.row.isFresh && !whole.row.isRestated
  const isPartOut = kind === 'periods' && isFirstStated && hidden.some(isOut)
  if (isPartOut && hiding.safeguards.partsOut) return retreat(line, hiding)

  const unbounded = hidden.filter(({ position }) => states[position] !== 'small').length
  const held = holdBack(line, hiding.covers - unbounded, hiding)
  const isCovered = unbounded + held > 0 && hidden.length + held > 1
  return isCovered ? held > 0 : retreat(line, hiding) || held > 0
}

/** Holds back so many parts of a line, first in the public order; tells how many there were. */
function holdBack(line: Line, wanted: number, { page: { states }, order }: Hiding): number {
  if (wanted <= 0) return 0
  const free = line.parts
    .filter(({ position, isProtected, row }) => states[position] === 'shown' && isProtected && row.isFresh)
    .sort((a, b) => order.ofCell(a, line) - order.ofCell(b, line))
    .slice(0, wanted)
  for (const { position } of free) states[position] = 'held'
  return free.length
}

/** Nothing in the line can cover its hidden numbers. */
function retreat({ kind, whole, parts }: Line, { page }: Hiding): boolean {
  if (kind !== 'values' && kind !== 'slice' && whole.row.isFresh) {
    page.states[whole.position] = 'held'
    return true
  }
  const fresh = new Set(parts.map(({ row }) => row).filter(({ isFresh }) => isFresh))
  return [...fresh].filter((row) => withhold(row, page)).length > 0
}

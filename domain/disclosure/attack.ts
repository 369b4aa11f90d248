import { attainedBelow, everythingBelow, type Attained, type Target } from './attainable.ts'
import { componentsOf, type Component } from './components.ts'
import { DEATHS } from './lattice.ts'
import type { LinearProgramme } from './linear-programme.ts'
import { FoundMoves } from './moves.ts'
import type { Cell, Page, Sheet } from './sheet.ts'

export interface Attack {
  readonly narrowed: readonly Cell[]
  readonly programmes: number
}

/** What is known from earlier rounds of hiding, which leave most of a release as it was. */
export class Answers {
  /** By the text of the question. */
  readonly byQuestion = new Map<string, Attained['attained']>()
  readonly moves = new FoundMoves()
}

interface Attacker {
  readonly page: Page
  readonly solver: LinearProgramme
  readonly answers: Answers
}

/**
 * Q: the small numbers that a reader of the page could narrow. Each must still be able to be everything from 0 to T−1, also in
 * rows without numbers. There a reader may see that a number cannot be all of that; if it is small, it is narrowed; if it is
 * not, the reader, who knows that the row would otherwise not have been left so, takes it to be T or more, and reckons on.
 */
export function attack(sheet: Sheet, page: Page, solver: LinearProgramme, answers: Answers): Attack {
  const found = componentsOf(sheet, page).map((component) => attackComponent(component, { page, solver, answers }))
  return {
    narrowed: found.flatMap(({ narrowed }) => narrowed),
    programmes: found.reduce((sum, { programmes }) => sum + programmes, 0),
  }
}

function attackComponent(component: Component, attacker: Attacker): Attack {
  const { page } = attacker
  const large = new Set<number>()
  const targets = component.cells.filter(({ isProtected, position }) => isProtected && page.states[position] !== 'held')
  let programmes = 0
  for (;;) {
    const attained = new Map<number, number>()
    for (const each of [...withTotalsTold(component, page), component]) {
      programmes += ask(each, { targets, large, attained }, attacker)
    }
    const partly = targets.filter(
      ({ position, row }) => !large.has(position) && attained.get(position) !== everythingBelow(row.smallBelow),
    )
    // What is not known, as in a row that has been stated anew since, counts as small unless it can be nothing under T.
    const isSmall = ({ position, row }: Cell) =>
      (page.counts[position] ?? (attained.get(position) ? 0 : Infinity)) < row.smallBelow
    const narrowed = partly.filter(isSmall)
    if (partly.length === 0 || narrowed.length > 0) return { narrowed, programmes }
    for (const { position } of partly) large.add(position)
  }
}

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
function ask(
  { cells, system, signature }: Component,
  { targets, large, attained }: Asked,
  { page: { counts }, solver, answers }: Attacker,
): number {
  const indices = new Map(cells.map(({ position }, index) => [position, index]))
  const open = targets.flatMap(({ position, row: { smallBelow } }): (Target & { position: number })[] => {
    const index = indices.get(position)
    return large.has(position) || index === undefined
      ? []
      : [{ index, below: smallBelow, attained: attained.get(position) ?? 0, position }]
  })
  if (open.every((target) => target.attained === everythingBelow(target.below))) return 0

  const question = [signature, open.map((target) => `${target.index}:${target.attained}`).join()].join(';')
  const known = answers.byQuestion.get(question)
  const lower = cells.map(({ position, row }, index) =>
    large.has(position) ? row.smallBelow : (system.lower[index] ?? 0),
  )
  const found = known
    ? { attained: known, programmes: 0, moves: [] }
    : attainedBelow(
        { ...system, lower },
        open,
        solver,
        cells.map(({ position }) => counts[position] ?? NaN),
        answers.moves.among(indices),
      )
  answers.byQuestion.set(question, found.attained)
  for (const move of found.moves) {
    answers.moves.add(new Map([...move].map(([index, change]) => [cells[index]?.position ?? NaN, change])))
  }
  open.forEach(({ position }, target) => attained.set(position, found.attained[target] ?? 0))
  return found.programmes
}

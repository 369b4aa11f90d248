import type { Findings } from './findings.ts'
import { splitWith } from './first-table.ts'
import { Inquiry } from './inquiry.ts'
import { TOTAL } from './knowledge.ts'
import { Neighbours } from './neighbours.ts'
import { only, type Question } from './questions.ts'
import type { Open } from './solver.ts'

/** Rounds in which every number is tried, and then those that matter most. */
const ROUNDS = 3
const PRESSING_ROUNDS = 12

export type OnProgress = (decided: number) => void

/** True of a number that the rules say is small, and of one that is so in a table: to be shown to be able to be everything that is small. */
export function isPressing({ statements }: Question, table: readonly number[], number: number): boolean {
  const { told, smallBelow = 0 } = statements.get(number) ?? {}
  return told === 'c' || (table[number] ?? 0) < smallBelow
}

/**
 * Looks near the known table for what the targets can be: what is found is proved, and what is not found says nothing. First by
 * changing one number after another; what that does not find of the numbers that matter most is asked of the solver, a part at a
 * time, all else being as in the table.
 */
export function look(question: Question, findings: Findings, open: Open, onProgress: OnProgress) {
  const isWanted = (number: number) => isPressing(question, findings.table, number)
  const neighbours = new Neighbours(question, findings.table, isTotalOf(question))
  for (let round = 0; round < PRESSING_ROUNDS; round++) {
    for (const target of findings.targets) {
      if (round >= ROUNDS && !isWanted(target)) continue
      for (const value of findings.openValues(target)) {
        const change = findings.isOpen(target, value) ? neighbours.withValue(target, value) : undefined
        if (change) findings.take(change)
      }
    }
    onProgress(findings.decided())
  }
  for (const parts of [byTableOfRegion, byTable, byRegion]) {
    if (!findings.targets.some((target) => isWanted(target) && findings.openValues(target).length > 0)) return
    for (const part of parts(question, findings.table)) new Inquiry(part, findings, open, isWanted).look()
    onProgress(findings.decided())
  }
}

/**
 * Decides what some of the targets can be: first what a part of the knowledge, with nothing held, refutes; the rest by asking the whole.
 * @throws UndecidedError if that cannot be told
 */
export function decide(
  question: Question,
  findings: Findings,
  open: Open,
  isWanted: (target: number) => boolean,
  onProgress: OnProgress,
) {
  const isTotal = isTotalOf(question)
  for (const code of new Set(question.tables)) {
    const part = only(question, (number) => isTotal(number) || question.tables[number] === code)
    new Inquiry(part, findings, open, isWanted).refute(code)
    onProgress(findings.decided())
  }
  new Inquiry(itself(question), findings, open, isWanted).decide()
  onProgress(findings.decided())
}

const isTotalOf = (question: Question) => (number: number) => question.tables[number] === TOTAL

const isWideOf = (question: Question) => (number: number) =>
  ['england', 'region'].includes(question.statements.get(number)?.level ?? '')

/** Each table by itself, all totals being as in a table that fits. */
const byTable = (question: Question, table: readonly number[]) => held(question, table, isTotalOf(question))

/** Each table of each region by itself, all totals and the regions' numbers being as in a table that fits. */
const byTableOfRegion = (question: Question, table: readonly number[]) =>
  held(withoutEngland(question), table, (number) => isTotalOf(question)(number) || isWideOf(question)(number))

/** All tables of each region, the regions' numbers being as in a table that fits. */
const byRegion = (question: Question, table: readonly number[]) =>
  held(withoutEngland(question), table, isWideOf(question))

/** What adds up to England mostly does so by itself when the regions are held, and is not asked: whatever is found is checked. */
const withoutEngland = (question: Question): Question => ({
  ...question,
  equations: question.equations.filter(({ level }) => level !== 'england'),
})

const held = (question: Question, table: readonly number[], isHeld: (number: number) => boolean) =>
  splitWith(question, (number) => (isHeld(number) ? table[number] : undefined))?.parts ?? []

/** A question as a part of itself. */
const itself = (question: Question): Question => ({ ...question, numbers: question.lower.map((_, number) => number) })

import { Findings } from './findings.ts'
import { firstTable, splitWith } from './first-table.ts'
import { Inquiry } from './inquiry.ts'
import { TOTAL } from './knowledge.ts'
import { only, type Question } from './questions.ts'
import type { Open } from './solver.ts'

/** Of each protected number, the values below T that it can have: proved by a whole table for each, or by there being none. */
export interface Ranges {
  readonly attainable: ReadonlyMap<number, ReadonlySet<number>>
  readonly witnesses: number
}

/**
 * Finds, for each protected number of a question that may be small, which small values it can have. Looks first near by, with
 * the numbers of wide areas and all totals as in one table that fits: what is found so is proved, and what is not found says
 * nothing. Only what is left is asked of the whole, after what a part of the knowledge refutes already.
 */
export function rangesOf(
  question: Question,
  targets: readonly number[],
  open: Open,
  onProgress: (done: number) => void,
): Ranges {
  const table = firstTable(question, open)
  if (!table) return { attainable: new Map(), witnesses: 0 }
  const findings = new Findings(question, targets, table)
  const isTotal = isTotalOf(question)
  for (const part of [...byRegion(question, table), ...byTable(question, table)]) {
    new Inquiry(part, findings, open).look()
    onProgress(findings.decided())
  }
  for (const code of new Set(question.tables)) {
    const part = only(question, (number) => isTotal(number) || question.tables[number] === code)
    new Inquiry(part, findings, open).refute(code)
    onProgress(findings.decided())
  }
  new Inquiry(itself(question), findings, open).decide()
  onProgress(findings.decided())
  return findings.ranges()
}

const isTotalOf = (question: Question) => (number: number) => question.tables[number] === TOTAL

/** Each table by itself, all totals being as in a table that fits. */
const byTable = (question: Question, table: readonly number[]) => held(question, table, isTotalOf(question))

/**
 * Each table of each region by itself, all totals and the regions' numbers being as in a table that fits. What adds up to England
 * then mostly does so by itself, and is not asked: whatever is found is checked against the whole.
 */
function byRegion(question: Question, table: readonly number[]) {
  const equations = question.equations.filter(({ level }) => level !== 'england')
  const isWide = (number: number) => ['england', 'region'].includes(question.statements.get(number)?.level ?? '')
  const isHeld = (number: number) => isTotalOf(question)(number) || isWide(number)
  return held({ ...question, equations }, table, isHeld)
}

const held = (question: Question, table: readonly number[], isHeld: (number: number) => boolean) =>
  splitWith(question, (number) => (isHeld(number) ? table[number] : undefined))?.parts ?? []

/** A question as a part of itself. */
const itself = (question: Question): Question => ({ ...question, numbers: question.lower.map((_, number) => number) })

import { Findings } from './findings.ts'
import { firstTable, isTable } from './first-table.ts'
import { Neighbours } from './neighbours.ts'
import type { Question } from './questions.ts'
import { decide, isPressing, look, type OnProgress } from './ranges.ts'
import type { Open } from './solver.ts'
import type { Statement } from './statements.ts'

/** A number that a reader knows too much about, as `release period table area value`. */
export interface Failure {
  readonly number: string
  /** The small values that it can still have; empty if it can have none. */
  readonly canBe: readonly number[]
}

export interface Judged {
  readonly failures: readonly Failure[]
  readonly witnesses: number
}

export const isTarget = ({ isProtected, told }: Statement) => isProtected && (told === 'c' || told === 'withheld')

export const targetsOf = ({ statements }: Question) =>
  [...statements].filter(([, statement]) => isTarget(statement)).map(([number]) => number)

/**
 * A number marked `c` must be able to be everything below T. A number of a row without numbers may turn out not to be able to;
 * a reader then takes it to be T or more, as the rules would not have left it so otherwise, and reckons on with that.
 * @throws UndecidedError if that cannot be told
 */
export function judge(question: Question, targets: readonly number[], open: Open, onProgress: OnProgress): Judged {
  const isMarked = (number: number) => question.statements.get(number)?.told === 'c'
  let known = question
  let left = targets
  let large: readonly number[] = []
  let before: Findings | undefined
  let witnesses = 0
  for (;;) {
    const table = tableOf(known, open, before)
    if (!table) return { failures: unfounded(known, left, large, before), witnesses }
    if (left.length === 0) return { failures: [], witnesses }
    const findings = new Findings(known, left, table, before)
    look(known, findings, open, onProgress)
    decide(known, findings, open, isMarked, onProgress)
    const failures = left.filter((number) => isMarked(number) && findings.isRefuted(number))
    if (failures.length > 0)
      return { failures: failures.map((number) => failure(known, number, findings.attainable(number))), witnesses }
    while (!left.some((number) => findings.isRefuted(number))) {
      const inQuestion = inQuestionOf(known, findings, open)
      if (inQuestion.length === 0) return { failures: [], witnesses: witnesses + findings.witnesses }
      decide(known, findings, open, (number) => inQuestion.includes(number), onProgress)
    }
    large = left.filter((number) => findings.isRefuted(number))
    left = left.filter((number) => !findings.isRefuted(number))
    witnesses += findings.witnesses
    known = takenAsLarge(known, large)
    before = findings
  }
}

/**
 * No table is left: nothing that is published fits, or not all of the numbers just taken to be T or more can be so. A reader then knows
 * too much of those that can be small.
 */
function unfounded(
  question: Question,
  left: readonly number[],
  large: readonly number[],
  before: Findings | undefined,
): readonly Failure[] {
  if (!before) return left.map((number) => failure(question, number, []))
  const small = large.filter((number) => before.attainable(number).length > 0)
  return small.map((number) => failure(question, number, before.attainable(number)))
}

const failure = ({ statements }: Question, number: number, canBe: readonly number[]): Failure => ({
  number: statements.get(number)?.key ?? '',
  canBe,
})

/**
 * The numbers of rows without numbers that must be decided before all others can pass; none if all pass. Those that are not shown to
 * be able to be everything are taken to be T or more, rightly or not. If with all this said every other number can still be
 * everything, then also with less of it said, and no more than this would ever be said, as every other number can be everything.
 */
function inQuestionOf(question: Question, first: Findings, open: Open): readonly number[] {
  const taken = new Set<number>()
  let findings = first
  for (;;) {
    const lost = findings.targets.filter((number) => !findings.isEverything(number))
    if (lost.length === 0) return []
    const needed = findings === first ? [] : lost.filter((number) => isPressing(question, first.table, number))
    if (needed.length > 0) return undecidedOf(first, blockersOf(question, first, findings, needed, taken), taken)
    for (const number of lost) taken.add(number)
    const known = takenAsLarge(question, [...taken])
    const table = tableOf(known, open, findings)
    if (!table) {
      const small = [...taken].filter((number) => isPressing(question, first.table, number))
      return undecidedOf(first, small, taken)
    }
    const others = findings.targets.filter((number) => !taken.has(number))
    findings = new Findings(known, others, table, findings)
    look(known, findings, open, () => undefined)
  }
}

/** Those of some numbers that are not decided, or else of all that are taken to be T or more: of these, some are not. */
function undecidedOf(first: Findings, some: readonly number[], taken: ReadonlySet<number>): readonly number[] {
  const undecided = some.filter((number) => !first.isEverything(number))
  return undecided.length > 0 ? undecided : [...taken].filter((number) => !first.isEverything(number))
}

/** Numbers taken to be T or more which are less in the tables that had shown what the needed numbers now cannot be shown to be. */
function blockersOf(
  { statements }: Question,
  first: Findings,
  findings: Findings,
  needed: readonly number[],
  taken: ReadonlySet<number>,
): readonly number[] {
  const blockers = needed.flatMap((number) => {
    const found = findings.attainable(number)
    const missing = first.attainable(number).filter((value) => !found.includes(value))
    const changes = missing.map((value) => first.witness(number, value))
    const isLess = (one: number) =>
      changes.some(
        (change) => (first.table[one] ?? 0) + (change.get(one) ?? 0) < (statements.get(one)?.smallBelow ?? 0),
      )
    return [...taken].filter(isLess)
  })
  return [...new Set(blockers)]
}

/** The question of a reader who takes some of its numbers to be T or more. */
function takenAsLarge(question: Question, numbers: readonly number[]): Question {
  const lower = [...question.lower]
  for (const number of numbers) lower[number] = question.statements.get(number)?.smallBelow ?? 0
  return { ...question, lower }
}

/** A table that fits: the one known before, or one near it, or any. */
function tableOf(question: Question, open: Open, before: Findings | undefined): readonly number[] | undefined {
  const near = before && nearest(question, before.table)
  return near && isTable(near, question) ? near : firstTable(question, open)
}

/** A table changed until every number is at its least, one number after another. */
function nearest(question: Question, before: readonly number[]): readonly number[] {
  const table = [...before]
  question.lower.forEach((least, number) => {
    if ((table[number] ?? 0) >= least) return
    const change = new Neighbours(question, table, () => false).withValue(number, least)
    for (const [other, by] of change ?? []) table[other] = (table[other] ?? 0) + by
  })
  return table
}

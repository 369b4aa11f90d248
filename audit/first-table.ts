import { TOTAL } from './knowledge.ts'
import { only, split, type Question } from './questions.ts'
import { ContradictionError } from './statements.ts'
import type { Open } from './solver.ts'

const NEAR = 1e-6

export const isWhole = (number: number) => Math.abs(number - Math.round(number)) < NEAR

/** True if whole numbers keep every bound and every equation: checked here, never believed. */
export function isTable(numbers: readonly number[], { lower, upper, equations }: Question): boolean {
  const isWithin = (number: number, index: number) =>
    Number.isInteger(number) && number >= (lower[index] ?? 0) && number <= (upper[index] ?? 0)
  return (
    numbers.every(isWithin) &&
    equations.every(
      ({ terms, sum }) => terms.reduce((rest, [index, sign]) => rest - sign * (numbers[index] ?? NaN), sum) === 0,
    )
  )
}

/** Some whole numbers that fit everything known; `undefined` if there are none. */
export function firstTable(question: Question, open: Open): readonly number[] | undefined {
  const near = open.centre(question)
  const table = inSteps(question, near, open) ?? tableNear(question, near, open)
  return table && isTable(table, question) ? table : undefined
}

/**
 * The totals first and then, with these, each characteristic by itself: much less to find at a time. From the middle of what is
 * possible, the totals found mostly allow it; where they do not, that says nothing.
 */
function inSteps(question: Question, near: readonly number[], open: Open): readonly number[] | undefined {
  const isTotal = (number: number) => question.tables[number] === TOTAL
  const table = [...near]
  const fill = (part: Question) => {
    const own = tableNear(
      part,
      part.numbers.map((number) => near[number] ?? 0),
      open,
    )
    own?.forEach((value, index) => (table[part.numbers[index] ?? -1] = value))
    return own !== undefined
  }
  const totals = only(question, isTotal)
  if (totals.numbers.length > 0 && !fill(totals)) return undefined
  const rest = splitWith(question, (number) => (isTotal(number) ? table[number] : undefined))
  rest?.settled.forEach((value, number) => (table[number] = value ?? table[number] ?? 0))
  return rest?.parts.every(fill) && isTable(table, question) ? table : undefined
}

/** Whole numbers that fit, near others. Where the nearest have fractions, the statements among them that are whole are kept first. */
function tableNear(question: Question, near: readonly number[], open: Open): readonly number[] | undefined {
  const attempt = open(question, near)
  try {
    const numbers = attempt.find(false)
    if (!numbers || numbers.every(isWhole)) return numbers?.map(Math.round)
    return wholeAround(question, numbers, open) ?? attempt.find(true)?.map(Math.round)
  } finally {
    attempt.close()
  }
}

/** Whole numbers that fit and agree with all statements that are whole already; `undefined` where that cannot be had. */
export function wholeAround(question: Question, numbers: readonly number[], open: Open): readonly number[] | undefined {
  const isKept = (number: number) => question.statements.has(number) && isWhole(numbers[number] ?? 0)
  const left = splitWith(question, (number) => (isKept(number) ? Math.round(numbers[number] ?? 0) : undefined))
  if (!left) return undefined
  const table = left.settled.map((value, number) => value ?? numbers[number] ?? 0)
  const isSettled = left.parts.every((part) => {
    if (part.numbers.every((number) => isWhole(table[number] ?? 0))) return true
    const attempt = open(
      part,
      part.numbers.map((number) => Math.round(table[number] ?? 0)),
    )
    try {
      const own = attempt.find(true)
      own?.forEach((value, index) => (table[part.numbers[index] ?? -1] = value))
      return own !== undefined
    } finally {
      attempt.close()
    }
  })
  return isSettled ? table.map(Math.round) : undefined
}

/** The parts that are left with some numbers told; `undefined` if these contradict something. */
export function splitWith(question: Question, told: (number: number) => number | undefined) {
  try {
    return split(
      question,
      question.lower.map((_, number) => told(number)),
    )
  } catch (fault) {
    if (fault instanceof ContradictionError) return undefined
    throw fault
  }
}

import type { ReleaseDraft } from '../schemas/statistics/release.ts'
import { knowledgeOf } from './knowledge.ts'
import { questionsOf, type Question } from './questions.ts'
import { rangesOf } from './ranges.ts'
import type { Open } from './solver.ts'
import { ContradictionError, readReleases, type Statement } from './statements.ts'

/** Name and version that a release's audit summary gives. */
export const AUDITOR = 'attack-audit/1'

/** A number that a reader knows too much about, as `release period table area value`. */
export interface Failure {
  readonly number: string
  /** The small values that it can still have; empty if it can have none. */
  readonly canBe: readonly number[]
}

export type Verdict =
  | { readonly outcome: 'passed'; readonly protectedNumbers: number; readonly witnesses: number }
  | { readonly outcome: 'failed'; readonly failures: readonly Failure[] }
  | { readonly outcome: 'contradiction'; readonly reason: string }

export interface Audit {
  /** All releases a reader may hold, first to last; the last is the one judged. */
  readonly releases: readonly ReleaseDraft[]
  readonly open: Open
  readonly onProgress?: (numbersDone: number, all: number) => void
}

/**
 * Tries to work out every hidden number from everything published. Passes only if each small number can still be everything
 * from 0 to T−1. Shares no code with the protection, and does not take the truth as an argument: it knows what a reader knows.
 */
export function audit({ releases, open, onProgress }: Audit): Verdict {
  try {
    const { questions, workedOut } = questionsOf(knowledgeOf(readReleases(releases)))
    const failures = workedOut
      .filter(({ statement, number }) => isTarget(statement) && number < statement.smallBelow)
      .map(({ statement, number }): Failure => ({ number: statement.key, canBe: [number] }))
    const asked = questions.map((question) => ({ question, targets: targetsOf(question) }))
    const all = asked.reduce((sum, { targets }) => sum + targets.length, 0)
    let [done, told, witnesses] = [0, 0, 0]
    const tell = (numbers: number) => {
      told = Math.max(told, numbers)
      onProgress?.(told, all)
    }
    for (const { question, targets } of asked) {
      if (targets.length === 0) continue
      const before = done
      const judged = judge(question, targets, open, (part) => {
        tell(before + part)
      })
      failures.push(...judged.failures)
      witnesses += judged.witnesses
      done += targets.length
    }
    return failures.length > 0
      ? { outcome: 'failed', failures }
      : { outcome: 'passed', protectedNumbers: all, witnesses }
  } catch (fault) {
    if (fault instanceof ContradictionError) return { outcome: 'contradiction', reason: fault.message }
    throw fault
  }
}

const isTarget = ({ isProtected, told }: Statement) => isProtected && (told === 'c' || told === 'withheld')

const targetsOf = ({ statements }: Question) =>
  [...statements].filter(([, statement]) => isTarget(statement)).map(([number]) => number)

/**
 * A number marked `c` must be able to be everything below T. A number of a row without numbers may turn out not to be able to;
 * a reader then takes it to be T or more, as the rules would not have left it so otherwise, and reckons on with that.
 */
function judge(question: Question, targets: readonly number[], open: Open, onProgress: (done: number) => void) {
  const lower = [...question.lower]
  let left = targets
  let witnesses = 0
  for (;;) {
    const ranges = rangesOf({ ...question, lower }, left, open, onProgress)
    witnesses += ranges.witnesses
    const partly = left.flatMap((number) => {
      const statement = question.statements.get(number)
      const canBe = [...(ranges.attainable.get(number) ?? [])].sort((a, b) => a - b)
      return statement && canBe.length < statement.smallBelow ? [{ number, statement, canBe }] : []
    })
    const failures = partly
      .filter(({ statement }) => statement.told === 'c' || ranges.witnesses === 0)
      .map(({ statement, canBe }): Failure => ({ number: statement.key, canBe }))
    if (failures.length > 0 || partly.length === 0) return { failures, witnesses }
    for (const { number, statement } of partly) lower[number] = statement.smallBelow
    left = left.filter((number) => !partly.some((each) => each.number === number))
    if (left.length === 0) return { failures, witnesses }
  }
}

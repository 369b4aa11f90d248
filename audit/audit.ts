import type { ReleaseDraft } from '../schemas/statistics/release.ts'
import { isTarget, judge, targetsOf, type Failure } from './judge.ts'
import { knowledgeOf } from './knowledge.ts'
import { questionsOf } from './questions.ts'
import { UndecidedError, type Open } from './solver.ts'
import { ContradictionError, readReleases } from './statements.ts'

/** Name and version that a release's audit summary gives. */
export const AUDITOR = 'attack-audit/2'

export type Verdict =
  | { readonly outcome: 'passed'; readonly protectedNumbers: number; readonly witnesses: number }
  | { readonly outcome: 'failed'; readonly failures: readonly Failure[] }
  | { readonly outcome: 'contradiction'; readonly reason: string }
  /** Neither proved nor refuted within the limits of the solver, which are the same every time: nothing passes. */
  | { readonly outcome: 'undecided'; readonly number: string }

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
    if (fault instanceof UndecidedError) return { outcome: 'undecided', number: fault.message }
    throw fault
  }
}

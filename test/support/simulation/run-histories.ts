import type { Collaborators } from './collaborators.ts'
import { FAULTS } from './faults.ts'
import { runHistory, type History } from './history.ts'
import { INVARIANTS } from './invariants.ts'
import type { RotationPlan } from './operator.ts'

export interface Counts extends Readonly<Record<string, number>> {
  readonly histories: number
  readonly requests: number
  readonly faults: number
  readonly invariantsChecked: number
  readonly violations: number
}

/** Many histories, one seed after another: what was counted, and for each that failed how it is played again. */
export async function runHistories(
  from: number,
  histories: number,
  collaborators?: () => Collaborators,
  rotation?: RotationPlan,
): Promise<{ readonly counts: Counts; readonly failures: readonly string[] }> {
  const struck = new Map<string, number>(FAULTS.map((fault) => [fault, 0]))
  const failures: string[] = []
  let requests = 0
  for (let seed = from; seed < from + histories; seed++) {
    const history = await runHistory(seed, {
      ...(collaborators && { collaborators: collaborators() }),
      ...(rotation && { rotation }),
    })
    requests += history.requests
    for (const [fault, count] of history.faults) struck.set(fault, (struck.get(fault) ?? 0) + count)
    if (history.violations.length > 0) failures.push(failureOf(seed, history))
  }
  const faults = [...struck.values()].reduce((sum, count) => sum + count, 0)
  const invariantsChecked = histories * Object.keys(INVARIANTS).length
  const counts = { histories, requests, faults, invariantsChecked, violations: failures.length }
  return {
    counts: { ...counts, ...Object.fromEntries([...struck].map(([fault, count]) => [`fault: ${fault}`, count])) },
    failures,
  }
}

const failureOf = (seed: number, { violations }: History) =>
  [
    `Seed ${seed} (npm run simulate -- --seed ${seed}):`,
    ...violations.map(({ invariant, what }) => `  ${invariant}: ${what}`),
  ].join('\n')

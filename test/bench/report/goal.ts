/** What is aimed at, and what was found. */
export interface Goal {
  readonly id: string
  readonly what: string
  readonly unit: '' | 'ms' | 'KB' | 'MB' | 'USD' | 'units' | 'x'
  readonly gate: number
  readonly stretch: number
  /** Which way is better. */
  readonly better: 'less' | 'more'
  /** Nothing where the run did not measure it. */
  readonly found: number | undefined
  /** Where the gate is not met: why, and what was tried or comes next. */
  readonly why?: string
}

export type GoalOutcome = 'stretch' | 'met' | 'not met' | 'not measured'

export function outcomeOf({ found, gate, stretch, better }: Goal): GoalOutcome {
  if (found === undefined || Number.isNaN(found)) return 'not measured'
  const reaches = (mark: number) => (better === 'less' ? found <= mark : found >= mark)
  if (!reaches(gate)) return 'not met'
  return reaches(stretch) ? 'stretch' : 'met'
}

export const largest = (values: readonly number[] | undefined) =>
  values && values.length > 0 ? Math.max(...values) : undefined

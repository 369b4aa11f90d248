import type { Results } from '../results.ts'
import type { Goal } from './goal.ts'
import { goalsOfCost } from './goals-of-cost.ts'
import { goalsOfSpeed } from './goals-of-speed.ts'

/** The goals of speed and cost, each with what the run found beside it. */
export const goalsOf = (results: Results): readonly Goal[] => [...goalsOfSpeed(results), ...goalsOfCost(results)]

import type { Facts } from './facts.ts'
import type { Field } from './field.ts'

/** What is known while somebody notifies: it decides what they are asked. */
export interface Known {
  readonly facts: Facts
  /** Whether the directory knows the postcode's authority; `undefined` where there is no postcode to look up. */
  readonly isAreaFound: boolean | undefined
}

/** One page of questions: one thing, or a few that belong together. */
export interface Step {
  /** Last segment of its address. */
  readonly path: string
  readonly title: string
  /** Said before the questions: why they are asked, and what a statutory term means where it first stands. */
  readonly before?: readonly string[]
  readonly fields: readonly Field[]
  /** Whether it is asked of this notifier at all. */
  readonly isAsked?: (known: Known) => boolean
}

/** The step after this one; `undefined` when all have been asked. */
export function nextStep(steps: readonly Step[], current: string, known: Known): Step | undefined {
  const position = steps.findIndex(({ path }) => path === current)
  return steps.slice(position + 1).find((step) => step.isAsked?.(known) ?? true)
}

export const stepsAsked = (steps: readonly Step[], known: Known): readonly Step[] =>
  steps.filter((step) => step.isAsked?.(known) ?? true)

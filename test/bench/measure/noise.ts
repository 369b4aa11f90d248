import { median, quantile } from './samples.ts'

/** Times of one fixed task, taken at one moment of a run. */
export interface Calibration {
  readonly when: 'before' | 'during' | 'after'
  /** A fixed computation; or one read of one item, made bare. */
  readonly task: 'processor' | 'call'
  readonly milliseconds: readonly number[]
}

export interface Limits {
  /** How far the 90th percentile of one calibration may lie above its median. */
  readonly spread: number
  /** How far the slowest calibration's median may lie above the quickest's. */
  readonly drift: number
}

/** A computation is nearly the same each time; a call waits for another process, whose compiler and collector come and go. */
export const LIMITS: Readonly<Record<Calibration['task'], Limits>> = {
  processor: { spread: 1.3, drift: 1.25 },
  call: { spread: 2.2, drift: 1.6 },
}

/** What was found of one task, beside what it may be. */
export interface Steadiness {
  readonly task: Calibration['task']
  readonly spread: number
  readonly drift: number
  readonly limits: Limits
}

export interface Verdict {
  readonly outcome: 'concluded' | 'not-concluded'
  readonly found: readonly Steadiness[]
  /** In plain words; empty where the machine was quiet enough. */
  readonly reasons: readonly string[]
}

/**
 * Whether the machine was quiet enough for ratios of times to mean anything: the same fixed tasks before, during and after the run
 * must have taken about the same time. A run without calibrations before and after concludes nothing.
 */
export function judgeNoise(calibrations: readonly Calibration[]): Verdict {
  const found = (['processor', 'call'] as const).map((task) => steadiness(task, calibrations))
  const reasons = [...missing(calibrations), ...found.flatMap(excesses)]
  return { outcome: reasons.length === 0 ? 'concluded' : 'not-concluded', found, reasons }
}

function steadiness(task: Calibration['task'], calibrations: readonly Calibration[]): Steadiness {
  const series = calibrations.filter((one) => one.task === task).map(({ milliseconds }) => milliseconds)
  const medians = series.map(median)
  return {
    task,
    spread: Math.max(...series.map((samples) => quantile(samples, 0.9) / median(samples))),
    drift: Math.max(...medians) / Math.min(...medians),
    limits: LIMITS[task],
  }
}

function missing(calibrations: readonly Calibration[]): string[] {
  const has = (when: Calibration['when'], task: Calibration['task']) =>
    calibrations.some((one) => one.when === when && one.task === task && one.milliseconds.length > 0)
  return (['before', 'after'] as const).flatMap((when) =>
    (['processor', 'call'] as const)
      .filter((task) => !has(when, task))
      .map((task) => `the ${WORDS[task]} was not timed ${when} the run`),
  )
}

const WORDS = { processor: 'fixed computation', call: 'bare read' } as const

function excesses({ task, spread, drift, limits }: Steadiness): string[] {
  const times = (found: number, limit: number) => `${found.toFixed(2)} times, and ${limit.toFixed(2)} is the limit`
  return [
    ...(spread > limits.spread
      ? [`within one calibration the ${WORDS[task]} took up to ${times(spread, limits.spread)}`]
      : []),
    ...(drift > limits.drift ? [`between calibrations the ${WORDS[task]} changed ${times(drift, limits.drift)}`] : []),
  ]
}

/** What a series of times comes to, in milliseconds. */
export interface Summary {
  readonly count: number
  readonly min: number
  readonly median: number
  readonly p99: number
}

/** The value below which this share of the samples lies; nearest rank, so that it is always one that was measured. */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))] ?? NaN
}

export const median = (samples: readonly number[]): number => quantile(samples, 0.5)

export const summaryOf = (samples: readonly number[]): Summary => ({
  count: samples.length,
  min: quantile(samples, 0),
  median: median(samples),
  p99: quantile(samples, 0.99),
})

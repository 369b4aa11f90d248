import type { Instant } from '../../schemas/calendar.ts'

export type { Instant } from '../../schemas/calendar.ts'

const HOUR = 3_600_000

/** Milliseconds since 1970. */
export const epochOf = (instant: Instant): number => Date.parse(instant)

/** The instant so many milliseconds after the start of 1970. */
export const instantOf = (epoch: number): Instant => new Date(epoch).toISOString() as Instant

/** Hours of elapsed time: a day on which the clocks change has 23 or 25 of them. */
export const addHours = (instant: Instant, hours: number): Instant => instantOf(epochOf(instant) + hours * HOUR)

import fc from 'fast-check'
import { DAY, HOUR } from './diary.ts'

/** What is special about a death, as the panel meets it. */
export const KINDS = [
  'expected',
  'neonatal',
  'sudden',
  'accident',
  'abuse',
  'twins',
  'notified-twice',
  'in-error',
  'moved-away',
  'reopened',
  'despite-hold',
] as const
export type Kind = (typeof KINDS)[number]

/** One synthetic death, with all that will be done about it and when: times in milliseconds since 1970. */
export interface PlannedDeath {
  readonly number: number
  readonly kind: Kind
  readonly diedAt: number
  readonly notifiedAt: number
  /** When the panel tells the National Child Mortality Database; the deadline is 48 hours after the death. */
  readonly nationalDatabaseAt: number
  readonly keyWorkerAt: number
  /** When the child death review meeting is held; the case is ready for the panel some weeks later. */
  readonly reviewMeetingAt: number
  readonly readyAt: number
}

export const PANEL = 'northamptonshire'
/** Where some of the families have moved. */
export const OTHER_PANEL = 'north-and-south-of-tyne'

export const YEAR_BEGINS = Date.parse('2025-04-01T00:00:00Z')
export const YEAR_ENDS = Date.parse('2026-03-31T22:00:00Z')

/** How many deaths of each kind: together more than the sixty that a panel should see in a year. */
const COUNTS: Readonly<Record<Kind, number>> = {
  expected: 22,
  neonatal: 16,
  sudden: 8,
  accident: 6,
  abuse: 2,
  twins: 2,
  'notified-twice': 2,
  'in-error': 2,
  'moved-away': 2,
  reopened: 1,
  'despite-hold': 1,
}

/** Kinds whose story needs a whole year to be told stand at its beginning. */
const EARLY: readonly Kind[] = ['abuse', 'reopened', 'despite-hold']

const habits = fc.record({
  atHour: fc.integer({ min: 0, max: 23 }),
  notifiedAfter: fc.integer({ min: 1, max: 30 }),
  nationalDatabaseAfter: fc.integer({ min: 20, max: 54 }),
  keyWorkerAfter: fc.integer({ min: 24, max: 60 }),
  reviewMeetingAfter: fc.integer({ min: 30, max: 110 }),
  readyAfter: fc.integer({ min: 7, max: 40 }),
})

/** The deaths of one panel in one year: the same for the same seed. */
export function deathsOfTheYear(seed: number): PlannedDeath[] {
  const kinds = KINDS.flatMap((kind) => Array.from({ length: COUNTS[kind] }, () => kind))
  const order = fc.sample(fc.shuffledSubarray(kinds, { minLength: kinds.length }), { seed, numRuns: 1 })[0] ?? []
  const [early, others] = [order.filter((kind) => EARLY.includes(kind)), order.filter((kind) => !EARLY.includes(kind))]
  const drawn = fc.sample(habits, { seed, numRuns: order.length })
  const apart = (YEAR_ENDS - YEAR_BEGINS - 4 * DAY) / order.length
  return [...early, ...others].map((kind, number) => {
    const { atHour, notifiedAfter, nationalDatabaseAfter, keyWorkerAfter, ...days } = drawn[number]!
    const diedAt = YEAR_BEGINS + Math.floor((number * apart) / DAY) * DAY + atHour * HOUR
    const notifiedAt = diedAt + notifiedAfter * HOUR
    const reviewMeetingAt = notifiedAt + days.reviewMeetingAfter * DAY
    return {
      number,
      kind,
      diedAt,
      notifiedAt,
      nationalDatabaseAt: Math.max(notifiedAt + HOUR, diedAt + nationalDatabaseAfter * HOUR),
      keyWorkerAt: Math.max(notifiedAt + 2 * HOUR, diedAt + keyWorkerAfter * HOUR),
      reviewMeetingAt,
      readyAt: reviewMeetingAt + days.readyAfter * DAY,
    }
  })
}

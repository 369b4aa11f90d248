import { authoritiesOn, type Authority } from '../../../domain/areas/authorities.ts'
import { nestingOf } from '../../../domain/disclosure/areas-of-period.ts'
import { addDays, daysBetween } from '../../../domain/calendar/civil-date.ts'
import type { CodedCase } from '../../../domain/disclosure/count.ts'
import { yearOf } from '../../../domain/disclosure/periods.ts'
import type { Cohort } from '../../../schemas/statistics/catalogue.ts'

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

type Weights = Readonly<Record<string, number>>

function pick(weights: Weights, random: () => number): string {
  const entries = Object.entries(weights)
  let left = random() * entries.reduce((sum, [, weight]) => sum + weight, 0)
  return entries.find(([, weight]) => (left -= weight) < 0)?.[0] ?? entries.at(-1)?.[0] ?? ''
}

/**
 * England's shares. Published for years ending in 2018 to 2025: infants 61 %, ethnic groups and deprivation by rate, modifiable
 * factors 48 % (domain facts 3.1). The rest is made up to look alike: ages within infancy, categories, places, times.
 */
const CATEGORIES: Weights = { 1: 1.5, 2: 4, 3: 5.5, 4: 8, 5: 6, 6: 5, 7: 24, 8: 32, 9: 6, 10: 8, 'not-known': 1 }
const AGES = ['0-27-days', '28-364-days', '1-4-years', '5-9-years', '10-14-years', '15-17-years'] as const
const AGES_BY_CATEGORY: Readonly<Record<string, readonly number[]>> = {
  1: [10, 30, 25, 10, 10, 15],
  2: [0, 0, 0, 1, 35, 64],
  3: [2, 8, 25, 15, 20, 30],
  4: [1, 6, 30, 28, 20, 15],
  5: [10, 25, 30, 12, 12, 11],
  6: [5, 20, 25, 18, 16, 16],
  7: [45, 27, 14, 6, 4, 4],
  8: [88, 11, 1, 0.2, 0.1, 0.1],
  9: [20, 30, 27, 10, 7, 6],
  10: [12, 76, 9, 1, 1, 1],
}
const UNEXPECTED: Weights = { 1: 98, 2: 98, 3: 95, 4: 5, 5: 50, 6: 20, 7: 10, 8: 8, 9: 45, 10: 97 }

type Draw = (category: string, random: () => number) => string

const drawn =
  (weights: Weights): Draw =>
  (_, random) =>
    pick(weights, random)

const chance = (percent: number, yes: string, no: string, unknown: string, random: () => number) =>
  pick({ [yes]: percent, [no]: 100 - percent, [unknown]: 2 }, random)

const notified: Readonly<Record<string, Draw>> = {
  expectedness: (category, random) => chance(UNEXPECTED[category] ?? 30, 'unexpected', 'expected', 'not-known', random),
  'joint-agency-response': (category, random) =>
    chance((UNEXPECTED[category] ?? 30) * 0.9, 'required', 'not-required', 'not-known', random),
  'age-band': (category, random) =>
    pick(Object.fromEntries(AGES.map((age, index) => [age, AGES_BY_CATEGORY[category]?.[index] ?? 1])), random),
  sex: drawn({ female: 44, male: 55.7, 'not-known': 0.3 }),
  'ethnic-group': drawn({ white: 58, mixed: 8, asian: 18, black: 9, other: 3, 'not-known': 4 }),
  'deprivation-quintile': drawn({ 1: 34, 2: 24, 3: 18, 4: 13, 5: 10.5, 'not-known': 0.5 }),
  'place-of-death': drawn({ hospital: 70, home: 16, hospice: 5, 'public-place': 5, other: 3, 'not-known': 1 }),
  'notified-in-time': drawn({ 'in-time': 80, late: 17, 'not-known': 3 }),
  'database-told-in-time': drawn({ 'in-time': 85, late: 13, 'not-known': 2 }),
}

const ofFactors = (percent: number): Draw =>
  drawn({ present: percent, none: 97 - percent, 'insufficient-information': 3 })

const reviewed: Readonly<Record<string, Draw>> = {
  category: (category) => category,
  'modifiable-factors': ofFactors(48),
  'factors-in-the-child': ofFactors(20),
  'factors-in-the-social-environment': ofFactors(30),
  'factors-in-the-physical-environment': ofFactors(15),
  'factors-in-the-service': ofFactors(18),
  'time-to-review': drawn({ 'under-6-months': 15, '6-to-12-months': 40, 'over-12-months': 44, 'not-known': 1 }),
  'panel-in-time': drawn({ 'in-time': 55, late: 42, 'not-known': 3 }),
}

/** Relative sizes of the authorities: invented, but tiny ones are tiny, the largest cities and counties large. */
const SIZES: Weights = {
  E06000053: 0.01,
  E09000001: 0.02,
  E06000017: 0.2,
  E08000025: 7,
  E08000003: 3.5,
  E08000035: 4,
  E08000032: 4,
  E10000016: 6,
  E10000012: 6,
  E10000014: 5,
  E10000017: 5.5,
  E10000030: 5,
  E10000015: 5,
}
const BY_KIND: Weights = { E06: 1.2, E08: 1.9, E09: 1.5, E10: 3.5 }

const weightOf = ({ code }: Authority, random: () => number) =>
  SIZES[code] ?? (BY_KIND[code.slice(0, 3)] ?? 1) * (0.7 + 0.6 * random())

/** Children under 18 in England: about twelve million (domain facts 3.1). */
const CHILDREN = 12_000_000
/** Deaths for each child differ that much between authorities: invented. */
const RATES = { lowest: 0.75, spread: 0.5 }

/** Invented numbers of children by area in the year from 1 April of `start`, alike to the sizes of `englandYears`, and adding up. */
export function englandPopulations(start: number, seed: number): Readonly<Record<string, number>> {
  const nesting = nestingOf(yearOf(start))
  const authorities = authoritiesOn(yearOf(start).to)
  const [sizes, rates] = [seeded(seed), seeded(seed + 1)]
  const shares = authorities.map(
    (one) => [one.code, weightOf(one, sizes) / (RATES.lowest + RATES.spread * rates())] as const,
  )
  const all = shares.reduce((sum, [, share]) => sum + share, 0)
  const children: Record<string, number> = {}
  for (const [code, share] of shares) {
    const own = Math.round((CHILDREN * share) / all)
    for (let area: string | null | undefined = code; area; area = nesting[area])
      children[area] = (children[area] ?? 0) + own
  }
  return children
}

export interface EnglandYears {
  readonly cohort: Cohort
  /** The years begin on 1 April of these. */
  readonly starts: readonly number[]
  readonly seed: number
  /** Cases in a year: about 3,500 deaths are notified, about 3,300 reviews completed (domain facts 3.1). */
  readonly perYear: number
  /** How many cases there are so far, of all. */
  readonly onProgress?: (made: number, all: number) => void
}

/** Invented cases of England's years, alike in shape to the published ones: the same for the same seed. */
export function englandYears({ cohort, starts, seed, perYear, onProgress }: EnglandYears): readonly CodedCase[] {
  const random = seeded(seed)
  const draws = Object.entries(cohort === 'deathsNotified' ? notified : reviewed)
  const all = starts.length * perYear
  const weights = new Map<string, number>()
  const cases: CodedCase[] = []
  for (const start of starts) {
    const { from, to } = yearOf(start)
    const authorities = authoritiesOn(to)
    for (const each of authorities) weights.set(each.code, weights.get(each.code) ?? weightOf(each, random))
    const here = Object.fromEntries(authorities.map(({ code }) => [code, weights.get(code) ?? 0]))
    for (let index = 0; index < perYear; index++) {
      const category = pick(CATEGORIES, random)
      cases.push({
        reference: `made-up-${start}-${index}`,
        area: random() < 0.003 ? 'not-known' : pick(here, random),
        countsOn: addDays(from, Math.floor(random() * (1 + daysBetween(from, to)))),
        values: Object.fromEntries(draws.map(([code, draw]) => [code, draw(category, random)])),
      })
      if (cases.length % 500 === 0) onProgress?.(cases.length, all)
    }
  }
  return cases
}

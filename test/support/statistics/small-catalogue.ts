import { RULE_SET } from '../../../domain/disclosure/rule-set.ts'
import type { CodedCase } from '../../../domain/disclosure/count.ts'
import type { Plan } from '../../../domain/disclosure/protect.ts'
import type { CivilDate } from '../../../schemas/calendar.ts'
import type { AreaLevel, Catalogue, Period } from '../../../schemas/statistics/catalogue.ts'

const LEVELS: readonly AreaLevel[] = ['england', 'region', 'panel', 'authority']

export const YEAR: Omit<Period, 'nesting'> = {
  code: '2025-26',
  length: 'year',
  from: '2025-04-01' as CivilDate,
  to: '2026-03-31' as CivilDate,
  within: '2025-28',
}

export type Nesting = Readonly<Record<string, string | null>>

function depth(area: string, nesting: Nesting): number {
  const whole = nesting[area]
  return whole ? 1 + depth(whole, nesting) : 0
}

export const UNKNOWN = 'not-known'

/** A catalogue of a few areas, and for each characteristic its values; the value `not-known` is not protected. */
export function smallCatalogue(
  nesting: Nesting,
  characteristics: Readonly<Record<string, readonly string[]>>,
): Catalogue {
  const finest = { england: 'quarter', region: 'quarter', panel: 'year', authority: 'year' } as const
  return {
    version: 1,
    cohort: 'deathsNotified',
    areas: Object.keys(nesting).map((code) => ({
      code,
      name: code,
      level: LEVELS[depth(code, nesting)] ?? 'authority',
      protected: code !== UNKNOWN,
    })),
    characteristics: Object.entries({ deaths: ['deaths'], ...characteristics }).map(([code, values]) => ({
      code,
      name: code,
      values: values.map((value) => ({ code: value, label: value, protected: value !== UNKNOWN })),
      rarestFirst: values.filter((value) => value !== UNKNOWN),
      finest,
    })),
    crossTables: [],
  }
}

/** Cases of one area, all in one day, from numbers by value. */
export function casesOf(
  area: string,
  numbers: Readonly<Record<string, Readonly<Record<string, number>>>>,
  countsOn = YEAR.from,
): CodedCase[] {
  const columns = Object.entries(numbers).map(([characteristic, counts]) =>
    Object.entries(counts).flatMap(([value, count]) =>
      new Array<readonly [string, string]>(count).fill([characteristic, value]),
    ),
  )
  const total = columns[0]?.length ?? 0
  return Array.from({ length: total }, (_, index) => ({
    reference: `${area}-${index}`,
    area,
    countsOn,
    values: Object.fromEntries(columns.flatMap((column) => (column[index] ? [column[index]] : []))),
  }))
}

export function smallPlan(
  nesting: Nesting,
  catalogue: Catalogue,
  cases: readonly CodedCase[],
  rules: Partial<typeof RULE_SET> = {},
): Plan {
  return {
    id: 'first',
    catalogue,
    periods: [{ ...YEAR, nesting }],
    cases,
    ruleSet: { ...RULE_SET, ...rules },
    earlier: [],
    restated: new Set(),
  }
}

type Numbers = Readonly<Record<string, Readonly<Record<string, number>>>>

/** A plan from the numbers of each smallest area, by characteristic and value. */
export function planOf(nesting: Nesting, numbers: Readonly<Record<string, Numbers>>): Plan {
  const characteristics = Object.fromEntries(
    Object.entries(Object.values(numbers)[0] ?? {}).map(([code, counts]) => [code, Object.keys(counts)]),
  )
  const cases = Object.entries(numbers).flatMap(([area, own]) => casesOf(area, own))
  return smallPlan(nesting, smallCatalogue(nesting, characteristics), cases, { gate: 20 })
}

import { AUDITOR, audit } from '../../../audit/audit.ts'
import { openWithHighs } from '../../../audit/solver.ts'
import type { Instant } from '../../../domain/calendar/instant.ts'
import type { CodedCase } from '../../../domain/disclosure/count.ts'
import { isWithin } from '../../../domain/disclosure/count.ts'
import { RULE_SET } from '../../../domain/disclosure/rule-set.ts'
import type { Coverage } from '../../../domain/statistics/plan-release.ts'
import { publishStatistics, type PublishDeps } from '../../../functions/publish-statistics/publish-statistics.ts'
import { highsLinearProgramme } from '../../../functions/shared/adapters/highs/highs-linear-programme.ts'
import type { ReleaseMaking } from '../../../functions/shared/ports/release-store.ts'
import type { CivilDate } from '../../../schemas/calendar.ts'
import type { Period } from '../../../schemas/statistics/catalogue.ts'
import { silentLog } from '../pipeline.ts'
import { COUNTS_FROM, hashOf } from './a-release.ts'
import { smallCatalogue } from './small-catalogue.ts'

/** Two regions of two panels each; one authority goes from the first panel to the second in 2026. */
const nestingOn = (day: CivilDate): Period['nesting'] => ({
  E92000001: null,
  E12000004: 'E92000001',
  E12000008: 'E92000001',
  northamptonshire: 'E12000004',
  'derby-and-derbyshire': 'E12000004',
  surrey: 'E12000008',
  'kent-and-medway': 'E12000008',
  E06000061: 'northamptonshire',
  E06000062: day < '2026-04-01' ? 'northamptonshire' : 'derby-and-derbyshire',
  E10000007: 'derby-and-derbyshire',
  E10000030: 'surrey',
  E10000016: 'kent-and-medway',
})

export const SEXES = ['female', 'male', 'not-known'] as const

/** Real areas, few of them, and one characteristic: everything else as in England. */
export const smallEngland: Coverage = {
  countsFrom: COUNTS_FROM,
  withAreas: (period) => ({ ...period, nesting: nestingOn(period.to) }),
  areasOf: (periods) => smallCatalogue(periods[0]?.nesting ?? {}, {}).areas,
  catalogueOf: (cohort, areas) => {
    const catalogue = smallCatalogue(nestingOn('2025-04-01' as CivilDate), { sex: SEXES })
    const finest = { england: 'quarter', region: 'quarter', panel: 'year', authority: 'threeYears' } as const
    const characteristics = catalogue.characteristics.map((one) => ({ ...one, finest }))
    return { ...catalogue, cohort, characteristics, areas: [...areas] }
  },
}

let last = 0
/** So many cases of one area and sex, spread over the days of a month. */
export const someCases = (count: number, area: string, month: string, sex: (typeof SEXES)[number]): CodedCase[] =>
  Array.from({ length: count }, (_, number) => ({
    reference: `made-up-${(last += 1)}`,
    area,
    countsOn: `${month}-${String(1 + (number % 28)).padStart(2, '0')}` as CivilDate,
    values: { sex },
  }))

/** A year's cases: panels of about 60 and one, Surrey, of four. */
export const aYear = (start: number): CodedCase[] =>
  ['05', '08', '11'].flatMap((month) =>
    (['female', 'male'] as const).flatMap((sex) => [
      ...someCases(8, 'E06000061', `${start}-${month}`, sex),
      ...someCases(6, 'E06000062', `${start}-${month}`, sex),
      ...someCases(10, 'E10000007', `${start}-${month}`, sex),
      ...someCases(12, 'E10000016', `${start}-${month}`, sex),
      ...someCases(month === '05' ? 2 : 0, 'E10000030', `${start}-${month}`, sex),
    ]),
  )

/** The cases of one cohort as they are at the moment, in memory. */
export const rowsOf = (cases: () => readonly CodedCase[]): PublishDeps['rows'] => ({
  async *codedCases(cohort, from, to) {
    if (cohort === 'deathsNotified')
      for (const coded of cases()) if (isWithin({ from, to }, coded.countsOn)) yield await Promise.resolve(coded)
  },
})

/** The publishing job with the real protection and the real auditor, on few areas. */
export const publisherOf = (releases: ReleaseMaking, rows: PublishDeps['rows'], more: Partial<PublishDeps> = {}) => {
  const counts = new Map<string, number>()
  const deps: PublishDeps = {
    releases,
    rows,
    tools: async () => {
      const [solver, open] = [await highsLinearProgramme(), await openWithHighs()]
      return { solver, auditor: { name: AUDITOR, audit: (chain) => audit({ releases: chain, open }) } }
    },
    hashOf,
    ruleSet: RULE_SET,
    coverage: smallEngland,
    timetable: { quarter: undefined, year: undefined },
    now: () => '2026-07-01T09:00:00.000Z' as Instant,
    log: silentLog,
    meter: { count: (name, amount = 1) => void counts.set(name, (counts.get(name) ?? 0) + amount) },
    ...more,
  }
  return { counts, run: () => publishStatistics(deps) }
}

import { instantOf } from '../../../domain/calendar/instant.ts'
import { nestingOf } from '../../../domain/disclosure/areas-of-period.ts'
import { isWithin } from '../../../domain/disclosure/count.ts'
import { cut, publish } from '../../../domain/statistics/lifecycle.ts'
import { allEngland } from '../../../domain/statistics/plan-release.ts'
import { documentClient } from '../../../functions/shared/adapters/dynamodb/document-client.ts'
import { DynamoReleaseStore } from '../../../functions/shared/adapters/dynamodb/release-store.ts'
import { highsLinearProgramme } from '../../../functions/shared/adapters/highs/highs-linear-programme.ts'
import type { LocalCloud } from '../../../infra/local/local-cloud.ts'
import { englandYears } from '../../../infra/tools/statistics/england-years.ts'
import type { CivilDate } from '../../../schemas/calendar.ts'
import type { Period } from '../../../schemas/statistics/catalogue.ts'
import type { PublishDeps } from '../../../functions/publish-statistics/publish-statistics.ts'
import { COUNTS_FROM } from './a-release.ts'
import { publisherOf } from './small-england.ts'

/** Two regions with two panels each, and one authority of each panel: enough to look at, and soon made. */
const AREAS = ['E06000061', 'E10000007', 'E10000030', 'E10000016'] as const
const COHORT = 'deathsNotified'
const YEARS = [2023, 2025] as const

const chainOf = (area: string, nesting: Period['nesting']): readonly string[] => {
  const whole = nesting[area]
  return whole ? [area, ...chainOf(whole, nesting)] : [area]
}

const cases = englandYears({ cohort: COHORT, starts: YEARS, seed: 1, perYear: 260 }).map((one, index) => ({
  ...one,
  area: AREAS[index % AREAS.length] ?? AREAS[0],
}))

export interface InventedReleases {
  readonly published: readonly string[]
  /** Makes what has been cut since. */
  readonly make: () => Promise<number>
}

/** Publishes invented releases of two years, made by the real job but for its audit, which takes longer than the pages are tested. */
export async function publishInvented(cloud: LocalCloud): Promise<InventedReleases> {
  const store = new DynamoReleaseStore(documentClient(cloud.clients.dynamodb), cloud.table('StatisticsTable').name)
  let minute = Date.UTC(2026, 6, 1, 9)
  const now = () => instantOf((minute += 60_000))
  const rows: PublishDeps['rows'] = {
    async *codedCases(cohort, from, to) {
      if (cohort === COHORT)
        for (const one of cases) if (isWithin({ from, to }, one.countsOn)) yield await Promise.resolve(one)
    },
  }
  const { run } = publisherOf(store, rows, {
    coverage: {
      ...allEngland(COUNTS_FROM),
      withAreas: (period) => {
        const nesting = nestingOf(period)
        const kept = new Set(AREAS.flatMap((area) => chainOf(area, nesting)))
        return { ...period, nesting: Object.fromEntries(Object.entries(nesting).filter(([area]) => kept.has(area))) }
      },
    },
    tools: async () => ({
      solver: await highsLinearProgramme(),
      auditor: { name: 'none', audit: () => ({ outcome: 'passed', protectedNumbers: 0, witnesses: 0 }) },
    }),
    now,
  })
  const ids: string[] = []
  for (const start of YEARS) {
    const period = `${start}-${String((start + 1) % 100)}`
    const wanted = {
      cohort: COHORT,
      period,
      asOf: '2026-07-01' as CivilDate,
      note: 'Invented.',
      restates: false,
    } as const
    const decision = cut(wanted, await store.heads(), now(), 'stan', COUNTS_FROM)
    if (decision.outcome === 'refused') throw new Error(decision.refused)
    await store.draft(decision.head)
    await run()
    const made = await store.head(decision.head.id)
    const out = made && publish(made, await store.countOut(made.cohort), now(), 'stan')
    if (out?.outcome !== 'decided' || !(await store.publish(made!, out.head))) throw new Error('It did not come out.')
    ids.push(out.head.id)
  }
  return { published: ids, make: run }
}

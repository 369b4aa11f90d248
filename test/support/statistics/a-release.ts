import { createHash } from 'node:crypto'
import type { Instant } from '../../../domain/calendar/instant.ts'
import { sealRelease } from '../../../domain/disclosure/release.ts'
import { RULE_SET } from '../../../domain/disclosure/rule-set.ts'
import { catalogueOf } from '../../../domain/disclosure/catalogue-v1.ts'
import { areasOf, withAreas } from '../../../domain/disclosure/areas-of-period.ts'
import { yearOf } from '../../../domain/disclosure/periods.ts'
import { tableViews } from '../../../domain/statistics/table-view.ts'
import type { CivilDate } from '../../../schemas/calendar.ts'
import type { ReleaseHead } from '../../../schemas/statistics/release-head.ts'
import type { PublishedRow, Release, ReleaseDraft } from '../../../schemas/statistics/release.ts'

/** Every period that tests name began later. */
export const COUNTS_FROM = '2019-04-01' as CivilDate

export const hashOf = (text: string) => createHash('sha256').update(text).digest('hex')

export const aHead = (overrides: Partial<ReleaseHead> = {}): ReleaseHead => ({
  id: 'deathsNotified-2025-26-v1',
  cohort: 'deathsNotified',
  period: '2025-26',
  version: 1,
  asOf: '2026-07-01' as CivilDate,
  note: 'First release of the year.',
  restates: false,
  state: 'draft',
  requestedAt: '2026-07-01T09:00:00.000Z' as Instant,
  requestedBy: 'lead',
  ...overrides,
})

const year = withAreas(yearOf(2025))
const EXPECTEDNESS = { unexpected: 84, expected: 'k', 'not-known': 'c' } as const

/** A release written by hand: a few rows of every kind there is, so that every way of showing them has something to show. */
export function aRelease(id = 'deathsNotified-2025-26-v1'): Release {
  const row = (area: string, cells: Record<string, number | 'c' | 'k' | 'z'>): PublishedRow => ({
    area,
    statedIn: id,
    cells,
  })
  const draft: ReleaseDraft = {
    format: 'child-death-statistics-release/1',
    id,
    version: 1,
    asOf: '2026-07-01' as CivilDate,
    period: year.code,
    ruleSet: RULE_SET,
    catalogue: catalogueOf('deathsNotified', areasOf([year])),
    periods: [year],
    note: 'First release of the year.',
    follows: [],
    tables: [
      {
        period: year.code,
        table: 'deaths',
        rows: [
          row('E92000001', { deaths: 3492 }),
          row('E12000004', { deaths: 297 }),
          row('E12000008', { deaths: 15 }),
          row('E12000009', { deaths: 7 }),
          { ...row('northamptonshire', { deaths: 53 }), provisional: true },
          row('leeds', { deaths: 'c' }),
        ],
      },
      {
        period: year.code,
        table: 'expectedness',
        rows: [
          row('E12000004', { ...EXPECTEDNESS }),
          { area: 'northamptonshire', statedIn: id, withheld: 'gate' },
          { ...row('others-in-E12000004', { ...EXPECTEDNESS }), members: ['northamptonshire'] },
        ],
      },
    ],
    revisions: [],
    hidden: { shown: 6, small: 3, heldBack: 2, rowsBelowGate: 1, rowsWithheld: 0 },
  }
  return sealRelease(draft, { auditor: 'test/1', protectedNumbers: 3, narrowed: 0, witnesses: 2 }, hashOf)
}

export const populations = {
  source: 'Invented populations',
  areas: { E92000001: 12_000_000, E12000004: 1_000_000, E12000008: 1_000_000, E12000009: 1_000_000, leeds: 170_000 },
}

export const viewsOf = (release: Release) => tableViews(release, () => populations)

/** The head of that release once it is made, and once it is out. */
export const madeHead = (release = aRelease(), overrides: Partial<ReleaseHead> = {}): ReleaseHead =>
  aHead({
    id: release.id,
    state: 'audited',
    hash: release.hash,
    auditedAt: '2026-07-01T09:10:00.000Z' as Instant,
    audit: release.audit,
    hidden: release.hidden,
    revisions: 0,
    follows: [],
    ...overrides,
  })

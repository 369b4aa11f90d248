import { createHash } from 'node:crypto'
import { audit, AUDITOR, type Verdict } from '../../../audit/audit.ts'
import { openWithHighs } from '../../../audit/solver.ts'
import { protect, type Plan } from '../../../domain/disclosure/protect.ts'
import { draftRelease, sealRelease } from '../../../domain/disclosure/release.ts'
import { ALL_SAFEGUARDS, type Safeguards } from '../../../domain/disclosure/safeguards.ts'
import { highsLinearProgramme } from '../../../functions/shared/adapters/highs/highs-linear-programme.ts'
import type { CivilDate } from '../../../schemas/calendar.ts'
import type { Published, PublishedRow, Release, ReleaseDraft } from '../../../schemas/statistics/release.ts'

const solver = await highsLinearProgramme()
const open = await openWithHighs()

export { open, solver }

/** Protects a plan and drafts its release, with some rules taken away if a test wants to see what they are for. */
export function draft(
  plan: Plan,
  without: Partial<Safeguards> = {},
  waiting: ReadonlySet<string> = new Set(),
): ReleaseDraft {
  const found = protect(plan, solver, { ...ALL_SAFEGUARDS, ...without })
  if (found.outcome === 'cannotProtect') throw new Error(`Cannot protect ${JSON.stringify(found.narrowed)}.`)
  return draftRelease(plan, found, {
    version: 1,
    asOf: '2026-06-30' as CivilDate,
    note: 'Made up for a test.',
    waiting,
  })
}

/** The independent auditor's word on a release and those before it. */
export const attacked = (...releases: readonly ReleaseDraft[]): Verdict => audit({ releases, open })

export const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

/** A release as published: protected, audited, sealed. */
export function publish(plan: Plan, waiting?: ReadonlySet<string>): Release {
  const drafted = draft(plan, {}, waiting)
  const verdict = attacked(...plan.earlier.map(withoutSeal), drafted)
  if (verdict.outcome !== 'passed') throw new Error(JSON.stringify(verdict))
  const { protectedNumbers, witnesses } = verdict
  return sealRelease(drafted, { auditor: AUDITOR, protectedNumbers, narrowed: 0, witnesses }, sha256)
}

/** A release that no auditor has seen. */
export const sealed = (drafted: ReleaseDraft): Release =>
  sealRelease(drafted, { auditor: AUDITOR, protectedNumbers: 0, narrowed: 0, witnesses: 0 }, sha256)

/** A release as its audit saw it. */
export const withoutSeal = (release: Release): ReleaseDraft =>
  Object.fromEntries(Object.entries(release).filter(([name]) => name !== 'audit' && name !== 'hash')) as ReleaseDraft

export function rowOf(release: ReleaseDraft, table: string, area: string, period?: string): PublishedRow | undefined {
  return release.tables
    .filter((each) => each.table === table && (period === undefined || each.period === period))
    .flatMap(({ rows }) => rows)
    .find((row) => row.area === area)
}

/** What is told of a row: its numbers and marks in the order of the values, or why there are none. */
export function toldOf(
  release: ReleaseDraft,
  table: string,
  area: string,
  period?: string,
): readonly Published[] | string {
  const row = rowOf(release, table, area, period)
  if (!row) return 'not published'
  return 'withheld' in row ? row.withheld : Object.values(row.cells)
}

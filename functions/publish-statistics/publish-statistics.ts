import { civilDateInLondon } from '../../domain/calendar/london.ts'
import type { CodedCase } from '../../domain/disclosure/count.ts'
import { UncountableCaseError } from '../../domain/disclosure/count.ts'
import type { LinearProgramme } from '../../domain/disclosure/linear-programme.ts'
import { protect } from '../../domain/disclosure/protect.ts'
import { draftRelease, sealRelease } from '../../domain/disclosure/release.ts'
import { cut, cutsDue, outBefore, type Timetable } from '../../domain/statistics/lifecycle.ts'
import { daysNeeded, planRelease, type Coverage } from '../../domain/statistics/plan-release.ts'
import { tableViews } from '../../domain/statistics/table-view.ts'
import type { FailureReason, ReleaseHead } from '../../schemas/statistics/release-head.ts'
import type { Release, RuleSet } from '../../schemas/statistics/release.ts'
import type { Now } from '../shared/ports/clock.ts'
import type { ReleaseAuditor } from '../shared/ports/release-auditor.ts'
import type { ReleaseMaking } from '../shared/ports/release-store.ts'
import type { StatisticsRows } from '../shared/ports/statistics-rows.ts'
import { TemporaryFaultError } from '../shared/runtime/fate.ts'
import type { Log, Meter } from '../shared/runtime/log.ts'
import { errorName } from '../shared/runtime/log-fields.ts'

export interface PublishDeps {
  readonly rows: StatisticsRows
  readonly releases: ReleaseMaking
  /** Opened only when there is something to make: the optimiser takes a while to load. */
  readonly tools: () => Promise<{ readonly solver: LinearProgramme; readonly auditor: ReleaseAuditor }>
  /** SHA-256 of a text, in hexadecimal. */
  readonly hashOf: (text: string) => string
  readonly ruleSet: RuleSet
  readonly coverage: Coverage
  readonly timetable: Timetable
  readonly now: Now
  readonly log: Log
  readonly meter: Meter
}

/**
 * Cuts what the timetable asks for, then makes every release that was cut and is not made yet: counts, protects, audits, writes its
 * contents and last its head. A run that was killed leaves a draft, which the next makes from the start; of two runs at once one
 * moves the head. Nothing is published here: that is for a person.
 * @returns how many releases were made
 * @throws TemporaryFaultError at the end, where some could not be decided: nothing of them goes out, the others were made
 */
export async function publishStatistics(deps: PublishDeps): Promise<number> {
  const { releases, log } = deps
  await cutWhatIsDue(deps)
  let made = 0
  let faults = 0
  for (const head of await releases.heads()) {
    if (head.state !== 'draft' || head.failure) continue
    try {
      const after = await make(head, deps)
      if (await releases.move(head, after)) {
        report(after, deps)
        if (!after.failure) made += 1
      }
    } catch (fault) {
      faults += 1
      log.error('A release is left for the next run.', { errorName: errorName(fault) })
    }
  }
  if (faults > 0) throw new TemporaryFaultError('Some releases could not be made.')
  return made
}

async function cutWhatIsDue({ releases, timetable, coverage: { countsFrom }, now }: PublishDeps): Promise<void> {
  const heads = await releases.heads()
  for (const due of cutsDue(timetable, heads, civilDateInLondon(now()), countsFrom)) {
    const decision = cut(due, heads, now(), 'schedule', countsFrom)
    if (decision.outcome === 'decided') await releases.draft(decision.head)
  }
}

/** The head as it stands once the release is made, or why it cannot be. */
async function make(head: ReleaseHead, deps: PublishDeps): Promise<ReleaseHead> {
  const { releases, hashOf, ruleSet, coverage, now } = deps
  const out = outBefore(await releases.heads(), head.cohort)
  const earlier = await Promise.all(out.map((one) => wholeRelease(one, releases)))
  const last = out.at(-1)
  const published = last ? await releases.casesOf(last) : []
  const current = await currentCases(head, earlier, deps)
  const { plan, waiting } = planRelease({ head, earlier, published, current, ruleSet, coverage })

  const { solver, auditor } = await deps.tools()
  const guarded = whatever(() => protect(plan, solver))
  if ('reason' in guarded) return failed(head, guarded.reason, [], deps)
  if (guarded.outcome === 'cannotProtect')
    return failed(
      head,
      'cannot-protect',
      guarded.narrowed.map(({ table, period, area, value }) => `${period} ${table} ${area} ${value}`),
      deps,
    )
  const { version, asOf, note } = head
  const draft = draftRelease(plan, guarded, { version, asOf, note, waiting })
  const audited = auditor.audit([...earlier, draft])
  if (audited.outcome === 'contradiction') return failed(head, 'contradiction', [audited.reason], deps)
  if (audited.outcome === 'failed')
    return failed(
      head,
      'audit-failed',
      audited.failures.map(({ number }) => number),
      deps,
    )
  const { protectedNumbers, witnesses } = audited
  const audit = { auditor: auditor.name, protectedNumbers, narrowed: 0 as const, witnesses }
  const release = sealRelease(draft, audit, hashOf)
  const populations = new Map(
    await Promise.all(plan.periods.map(async ({ code }) => [code, await releases.populations(code)] as const)),
  )
  await releases.writeContents(
    release,
    tableViews(release, (period) => populations.get(period)),
    plan.cases,
  )
  return {
    ...head,
    state: 'audited',
    hash: release.hash,
    auditedAt: now(),
    audit,
    hidden: release.hidden,
    revisions: release.revisions.length,
    follows: out.map(({ id }) => id),
  }
}

async function wholeRelease(head: ReleaseHead, releases: ReleaseMaking): Promise<Release> {
  const release = await releases.release(head)
  if (!release) throw new Error('A release that is out has no contents.')
  return release
}

async function currentCases(head: ReleaseHead, earlier: readonly Release[], { rows, coverage }: PublishDeps) {
  const { from, to } = daysNeeded({ head, earlier, coverage })
  const current: CodedCase[] = []
  for await (const coded of rows.codedCases(head.cohort, from, to)) current.push(coded)
  return current
}

/** A case that does not fit the catalogue stops its release and no other; whatever else goes wrong stops the run, to be tried again. */
function whatever<T>(act: () => T): T | { readonly reason: FailureReason } {
  try {
    return act()
  } catch (fault) {
    if (fault instanceof UncountableCaseError) return { reason: 'uncountable-case' }
    throw fault
  }
}

/** As many as a person can look at; the first is enough to stop a release. */
const CELLS_NAMED = 50

const failed = (
  head: ReleaseHead,
  reason: FailureReason,
  cells: readonly string[],
  { now }: PublishDeps,
): ReleaseHead => ({ ...head, failure: { at: now(), reason, cells: cells.slice(0, CELLS_NAMED) } })

function report({ failure }: ReleaseHead, { log, meter }: PublishDeps): void {
  meter.count(failure ? 'ReleasesFailed' : 'ReleasesMade')
  if (failure) log.error('A release could not be made.', { reasonCode: failure.reason, count: failure.cells.length })
}

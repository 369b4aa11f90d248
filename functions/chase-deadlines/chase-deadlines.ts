import type { Case } from '../../domain/case/case.ts'
import { chase as decide } from '../../domain/case/clocks.ts'
import { numbered } from '../../domain/case/decide.ts'
import type { Actor, Decided } from '../../domain/case/events.ts'
import { clockRuleSetVersion } from '../../domain/clocks/rules.ts'
import type { Reference } from '../../schemas/reference.ts'
import type { CasesToChase } from '../shared/ports/case-repository.ts'
import { TemporaryFaultError } from '../shared/runtime/fate.ts'
import type { Log, Meter, MetricName } from '../shared/runtime/log.ts'
import { errorName } from '../shared/runtime/log-fields.ts'
import { writeToCase, type CaseWriter } from '../shared/write-to-case.ts'

export interface ChaseDeps extends CaseWriter {
  readonly toChase: CasesToChase
  readonly formerRuleSets: readonly string[]
  readonly log: Log
  readonly meter: Meter
  /** Whether the run has to end, so that it is not cut off in the middle. */
  readonly isTimeUp: () => boolean
}

const CHASE: Actor = { kind: 'step', step: 'chase-deadlines' }

/**
 * Records every deadline that has passed unmet, and every escalation whose time has come, once each. Case by case: whatever stops the
 * run, what is recorded stays, and the next run goes on with the rest, the longest due first.
 * @throws TemporaryFaultError at the end, where some cases could not be chased: the others were.
 */
export async function chaseDeadlines(deps: ChaseDeps): Promise<number> {
  let chased = 0
  let failed = 0
  for await (const reference of casesIn(deps)) {
    if (deps.isTimeUp()) {
      deps.log.warn('Deadlines are left for the next run.', { count: chased })
      deps.meter.count('DeadlineRunsCutShort')
      break
    }
    try {
      if (await chaseCase(reference, deps)) chased += 1
    } catch (fault) {
      failed += 1
      deps.log.error('A case could not be chased.', { reference, errorName: errorName(fault) })
    }
  }
  if (failed > 0) throw new TemporaryFaultError('Some cases could not be chased.')
  return chased
}

/** What has fallen due first; then whatever was planned under rules that hold no longer, to be planned again. */
async function* casesIn({ toChase, now, formerRuleSets }: ChaseDeps): AsyncIterable<Reference> {
  yield* toChase.toChase(clockRuleSetVersion, now())
  for (const ruleSet of formerRuleSets) yield* toChase.toChase(ruleSet)
}

async function chaseCase(reference: Reference, deps: ChaseDeps): Promise<Case | undefined> {
  let recorded: readonly Decided[] = []
  const written = await writeToCase(reference, deps, (known, at) => {
    recorded = decide(known, at)
    const [first, ...others] = recorded
    return first && { events: numbered(known, [first, ...others], at, CHASE) }
  })
  for (const { type } of recorded) measure(type, deps)
  return written
}

const metrics: Readonly<Partial<Record<Decided['type'], MetricName>>> = {
  DeadlineMissed: 'DeadlinesMissed',
  DeadlineEscalated: 'DeadlinesEscalated',
  ClocksReplanned: 'ClocksReplanned',
}

function measure(type: Decided['type'], { meter }: ChaseDeps) {
  const metric = metrics[type]
  if (metric) meter.count(metric)
}

import type { Clock, ClockRuleId, ClockStanding } from '../../schemas/clocks.ts'
import type { Reference } from '../../schemas/reference.ts'
import { epochOf, type Instant } from '../calendar/instant.ts'
import { standingOf } from './plan.ts'
import { clockRules } from './rules.ts'

/** A case as compliance sees it: nothing but its clocks. */
export interface ClocksOfCase {
  readonly reference: Reference
  readonly clocks: readonly Clock[]
}

/** How one clock of one case stands. */
export interface ComplianceRow extends Pick<Clock, 'rule' | 'name' | 'whoActs' | 'startedAt' | 'dueAt' | 'metAt'> {
  readonly reference: Reference
  readonly standing: ClockStanding
}

/** How the clocks of one rule stand, over all cases. */
export interface RuleCompliance {
  readonly rule: ClockRuleId
  readonly name: string
  /** Number of clocks by how they stand. */
  readonly standings: Readonly<Record<ClockStanding, number>>
  /** From start to done, over the clocks that were met, in time or late; hours of elapsed time. None when none was met. */
  readonly medianHoursToMeet?: number
}

export interface Compliance {
  /** A row for each clock of each case, in the order of the cases; superseded clocks too. */
  readonly rows: readonly ComplianceRow[]
  /** Every rule that has a clock, in its order, also where no case has one of it. */
  readonly rules: readonly RuleCompliance[]
}

/** How every clock of these cases stands at a moment, and what that comes to for each rule. */
export function complianceOf(cases: readonly ClocksOfCase[], at: Instant): Compliance {
  const rows = cases.flatMap(({ reference, clocks }) => clocks.map((clock) => rowOf(reference, clock, at)))
  return {
    rows,
    rules: clockRules.map(({ id, name }) =>
      ruleCompliance(
        { rule: id, name },
        rows.filter(({ rule }) => rule === id),
      ),
    ),
  }
}

function rowOf(reference: Reference, clock: Clock, at: Instant): ComplianceRow {
  const { rule, name, whoActs, startedAt, dueAt, metAt } = clock
  const standing = standingOf(clock, at)
  return { reference, rule, name, whoActs, startedAt, dueAt, ...(metAt !== undefined && { metAt }), standing }
}

function ruleCompliance(rule: Pick<RuleCompliance, 'rule' | 'name'>, rows: readonly ComplianceRow[]): RuleCompliance {
  const count = (standing: ClockStanding) => rows.filter((row) => row.standing === standing).length
  const median = medianOf(rows.flatMap(hoursToMeet))
  return {
    ...rule,
    standings: {
      met: count('met'),
      'met-late': count('met-late'),
      missed: count('missed'),
      running: count('running'),
      superseded: count('superseded'),
    },
    ...(median !== undefined && { medianHoursToMeet: median }),
  }
}

const hoursToMeet = ({ metAt, startedAt, standing }: ComplianceRow): number[] =>
  metAt === undefined || standing === 'superseded' ? [] : [(epochOf(metAt) - epochOf(startedAt)) / HOUR]

const HOUR = 3_600_000

/** The middle one, or half way between the middle two; to a hundredth. */
function medianOf(numbers: readonly number[]): number | undefined {
  const sorted = [...numbers].sort((a, b) => a - b)
  const lower = sorted[Math.floor((sorted.length - 1) / 2)]
  const upper = sorted[Math.floor(sorted.length / 2)]
  return lower === undefined || upper === undefined ? undefined : Math.round(50 * (lower + upper)) / 100
}

import type { Instant } from '../../../domain/calendar/instant.ts'
import { currentClock, isFromNotification } from '../../../domain/clocks/plan.ts'
import { clockRules, type ClockRule } from '../../../domain/clocks/rules.ts'
import type { CaseRecord, History } from '../../../schemas/api.ts'
import type { Assessment } from '../../../schemas/assessment.ts'
import type { ClockRuleId } from '../../../schemas/clocks.ts'
import type { EventType } from '../../../schemas/case-events.ts'
import { HOLD_REASONS, type HoldReason } from '../../../schemas/panel-work/codes.ts'
import { clockInWords, type Due } from './clocks.ts'
import { entryInWords, happenedAt } from './history.ts'
import { momentWords } from './moments.ts'
import { dayAndTime } from './times.ts'

interface ProcessWords {
  readonly title: string
  /** What it is, for somebody who meets the word for the first time. */
  readonly means: string
  readonly clocks: readonly ClockRuleId[]
  readonly holds?: readonly HoldReason[]
  readonly events?: readonly EventType[]
}

/** All that goes on side by side after a child has died. Each clock, each hold and each event stands in one of them. */
export const processes: readonly ProcessWords[] = [
  {
    title: 'Notification',
    means: 'Who notified the death, and what was added since.',
    clocks: ['D2', 'D3'],
    events: ['NotificationReceived', 'FurtherNotificationReceived', 'FactsAmended', 'DeathCategorised', 'CaseRouted'],
  },
  {
    title: 'Family',
    means: 'The key worker is the one person to whom the family can turn.',
    clocks: ['D12'],
    events: ['KeyWorkerNamed', 'FamilyQuestionLogged', 'FamilyQuestionAnswered'],
  },
  {
    title: 'Joint Agency Response',
    means: 'Health, police and social care look into an unexplained death together from the first hour.',
    clocks: ['D4', 'D5'],
  },
  {
    title: 'Coroner',
    means: 'The coroner is the judge who finds out how somebody died; the hearing is called an inquest.',
    clocks: ['D6', 'D7', 'D16'],
    holds: ['inquest'],
  },
  { title: 'Police', means: 'A criminal investigation, or a trial.', clocks: [], holds: ['criminal'] },
  {
    title: 'Registration',
    means: 'The death is registered once a certificate, or the coroner, allows it.',
    clocks: ['D17', 'D8'],
  },
  {
    title: 'Safeguarding',
    means: 'Where abuse or neglect is known or suspected: a rapid review, and perhaps a local practice review.',
    clocks: ['D9', 'D10', 'D11'],
    holds: ['rapid-review', 'local-child-safeguarding-practice-review'],
  },
  {
    title: 'Other reviews',
    means: 'Reviews of care in hospital, around birth, and of people with a learning disability.',
    clocks: ['D18'],
    holds: [
      'patient-safety-incident-investigation',
      'perinatal-mortality-review',
      'maternity-and-newborn-safety-investigation',
      'learning-disabilities-mortality-review',
    ],
  },
  {
    title: 'Forms of agencies',
    means: 'What those who knew the child are asked to tell.',
    clocks: ['D13'],
    events: ['FormRequested', 'FormAnswered', 'FormRequestWithdrawn'],
  },
  {
    title: 'Review by the panel',
    means: 'First the professionals meet who cared for the child, then the panel reviews the death.',
    clocks: ['D14', 'D15'],
    events: ['StageReached', 'CaseListed', 'CaseUnlisted', 'ReviewConcluded', 'CaseReopened', 'CaseTransferred'],
  },
]

export interface ProcessShown {
  readonly title: string
  readonly means: string
  readonly waits: readonly {
    readonly words: string
    readonly who?: string
    readonly due?: Due
    readonly rule?: ClockRuleId
  }[]
  readonly happened: readonly { readonly words: string; readonly at: string }[]
  /** What starts a deadline and nobody has recorded yet. */
  readonly toBegin: readonly { readonly words: string; readonly rule: ClockRuleId }[]
}

/** Every process with what it waits for and what has happened in it, the first first. */
export const timelineOf = (
  known: Pick<CaseRecord, 'clocks' | 'holds' | 'categorisation'>,
  entries: History['entries'],
  now: Instant,
): readonly ProcessShown[] =>
  processes.map(({ title, means, clocks, holds = [], events = [] }) => ({
    title,
    means,
    waits: [
      ...clocks.flatMap((rule) => waitsFor(known, rule, now)),
      ...known.holds
        .filter(({ hold }) => holds.includes(hold))
        .map(({ hold, at }) => ({
          words: `The outcome of: ${HOLD_REASONS[hold].label}, since ${dayAndTime(at, now)}`,
        })),
    ],
    happened: entries
      .filter(({ what, codes }) => events.includes(what) || isOf(codes, what, clocks, holds))
      .toSorted((one, other) => (happenedAt(one) < happenedAt(other) ? -1 : 1))
      .map((entry) => ({ words: entryInWords(entry), at: dayAndTime(happenedAt(entry), now) })),
    toBegin: clocks.flatMap((rule) => beginningOf(known, rule)),
  }))

function isOf(
  { rule, hold }: History['entries'][number]['codes'],
  what: EventType,
  clocks: readonly string[],
  holds: readonly string[],
): boolean {
  if (what === 'CasePlacedOnHold' || what === 'HoldLifted') return holds.includes(hold ?? '')
  return (what === 'ClockStarted' || what === 'ClockMet' || what === 'DeadlineMissed') && clocks.includes(rule ?? '')
}

function waitsFor({ clocks }: Pick<CaseRecord, 'clocks'>, rule: ClockRuleId, now: Instant): ProcessShown['waits'] {
  const clock = currentClock(clocks, rule)
  return clock && clock.metAt === undefined
    ? [{ words: clock.name, who: clock.whoActs, due: clockInWords(clock, now), rule }]
    : []
}

function beginningOf(
  { clocks, categorisation }: Pick<CaseRecord, 'clocks' | 'categorisation'>,
  id: ClockRuleId,
): ProcessShown['toBegin'] {
  const rule = clockRules.find((one) => one.id === id)
  if (!rule || clocks.some((clock) => clock.rule === id) || isFromNotification(rule.startedBy)) return []
  return categorisation && isNeeded(rule, categorisation.assessment)
    ? [{ words: momentWords[rule.startedBy], rule: id }]
    : []
}

/** No clock is begun of a duty that the death does not call for. */
const isNeeded = ({ unless = {} }: ClockRule, assessment: Assessment) =>
  (['jointAgencyResponse', 'coroner', 'nationalPanel'] as const).every(
    (duty) => unless[duty] !== assessment[duty].outcome,
  )

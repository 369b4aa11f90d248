import type { CaseEvent } from '../../domain/case/events.ts'
import type { Instant } from '../../domain/calendar/instant.ts'
import type { Clock } from '../../schemas/clocks.ts'
import type { ComplianceView } from '../../schemas/compliance.ts'

/** One clock as text, to be compared. */
export const complianceLine = ({
  reference,
  rule,
  startedAt,
  dueAt,
  metAt,
  standing,
}: ComplianceView['clocks'][number]): string => [reference, rule, startedAt, dueAt, metAt ?? '', standing].join(' ')

/** The panel that has the case in the end; none where it ended. */
export function panelAtTheEnd(events: readonly CaseEvent[]): string | undefined {
  const hasEnded = ({ type, happened }: CaseEvent) =>
    (type === 'NotificationRetracted' && happened.endsCase) || (type === 'CasesMerged' && 'into' in happened)
  if (events.some(hasEnded)) return undefined
  return events
    .flatMap((event) =>
      event.type === 'CaseRouted' ? event.happened.panel : event.type === 'CaseTransferred' ? event.happened.to : [],
    )
    .at(-1)
}

/**
 * The clocks of a panel's case as its last plan has them, with what was recorded since: in code of its own, from the events alone.
 * Nothing where the case is not the panel's.
 */
export function complianceFromEvents(events: readonly CaseEvent[], panel: string, now: Instant): string[] {
  if (panelAtTheEnd(events) !== panel) return []
  let clocks: Clock[] = []
  for (const { type, happened } of events) {
    if (type === 'CaseRouted' || type === 'CaseTransferred' || type === 'ClocksReplanned') clocks = [...happened.clocks]
    if (type !== 'ClockMet') continue
    const [last] = clocks
      .filter(({ rule, supersededAt }) => rule === happened.rule && !supersededAt)
      .sort((a, b) => (a.startedAt < b.startedAt ? 1 : -1))
    clocks = clocks.map((clock) => (clock === last ? { ...clock, metAt: happened.metAt } : clock))
  }
  const standing = ({ supersededAt, metAt, dueAt }: Clock) => {
    if (supersededAt) return 'superseded'
    const isInTime = Date.parse(metAt ?? now) <= Date.parse(dueAt)
    if (metAt) return isInTime ? 'met' : 'met-late'
    return isInTime ? 'running' : 'missed'
  }
  const reference = events[0]!.reference.match(/.{4}/g)!.join('-')
  return clocks.map((clock) =>
    [reference, clock.rule, clock.startedAt, clock.dueAt, clock.metAt ?? '', standing(clock)].join(' '),
  )
}

import type { Addressee, Clock, ClockRuleId, Moment } from '../../schemas/clocks.ts'
import type { Instant } from '../calendar/instant.ts'
import { FIRST_LEVEL } from '../clocks/escalation.ts'
import type { Case, EventPosition } from './case.ts'
import { currentClock } from '../clocks/plan.ts'
import type { PanelWorkEvent } from '../panel-work/panel-work.ts'
import type { Actor, CaseEvent, MissedDeadline, RequestMark } from './events.ts'

/** When something happened that starts clocks or meets them: as somebody recorded it, or as the panel's work shows. */
export interface RecordedMoment {
  readonly moment: Moment
  readonly happenedAt: Instant
  readonly recordedAt: Instant
  readonly by: Actor
  /** What a person recorded of a clock; absent where the panel's work shows the moment. */
  readonly record?: { readonly rule: ClockRuleId; readonly request: RequestMark; readonly note?: string }
}

/** A deadline about which the alert is still to go out. */
export interface DueAlert extends MissedDeadline {
  readonly event: EventPosition
  readonly level: number
  readonly to: Addressee
}

type Of<T extends CaseEvent['type']> = Extract<CaseEvent, { type: T }>
export type ClockEvent = Of<
  'ClockStarted' | 'ClockMet' | 'ClocksReplanned' | 'DeadlineMissed' | 'DeadlineEscalated' | 'AlertSent'
>

type ClockState = Pick<Case, 'routing' | 'recordedMoments' | 'alertsDue'>

/** What an event about clocks changes of a case. */
export function withClocks(known: ClockState, event: ClockEvent): Partial<ClockState> {
  switch (event.type) {
    case 'ClockStarted':
      return recorded(known, event, event.happened.startedAt)
    case 'ClockMet': {
      const { rule, metAt } = event.happened
      const met = currentClock(known.routing?.clocks ?? [], rule)
      return {
        ...recorded(known, event, metAt),
        ...withEachClock(known, (clock) => (clock === met ? { ...clock, metAt } : clock)),
      }
    }
    case 'ClocksReplanned':
      return known.routing ? { routing: { ...known.routing, ...event.happened } } : {}
    case 'DeadlineMissed':
      return {
        ...withEachClock(known, (clock) => (isOf(clock, event.happened) ? { ...clock, missedAt: event.at } : clock)),
        ...withAlert(known, event, { level: FIRST_LEVEL, to: 'panel' }),
      }
    case 'DeadlineEscalated': {
      const { level, to } = event.happened
      const escalated = (clock: Clock) => [...(clock.escalations ?? []), { level, to, at: event.at }]
      return {
        ...withEachClock(known, (clock) =>
          isOf(clock, event.happened) ? { ...clock, escalations: escalated(clock) } : clock,
        ),
        ...withAlert(known, event, { level, to }),
      }
    }
    case 'AlertSent':
      return { alertsDue: known.alertsDue.filter((due) => due.event.sequence !== event.happened.of) }
  }
}

const isOf = (clock: Clock, { rule, dueAt }: MissedDeadline) =>
  clock.supersededAt === undefined && clock.rule === rule && clock.dueAt === dueAt

const withEachClock = ({ routing }: ClockState, change: (clock: Clock) => Clock): Partial<ClockState> =>
  routing ? { routing: { ...routing, clocks: routing.clocks.map(change) } } : {}

function recorded(
  { recordedMoments }: ClockState,
  { at, by, happened }: Of<'ClockStarted' | 'ClockMet'>,
  happenedAt: Instant,
): Pick<ClockState, 'recordedMoments'> {
  const { rule, moment, note, request } = happened
  const record = { rule, request, ...(note !== undefined && { note }) }
  return { recordedMoments: [...recordedMoments, { moment, happenedAt, recordedAt: at, by, record }] }
}

/**
 * What the panel's work shows of the clocks, where nobody has recorded it: by the time that a case is ready for the panel its meeting
 * was held and the panel has the report. A review taken up again shows them anew.
 */
export function withShownMoments(known: Case, event: PanelWorkEvent): Case {
  const since = known.reopenedAt ?? known.openedAt
  const isNews = ({ moment }: Shown) =>
    !known.recordedMoments.some((one) => one.moment === moment && one.recordedAt >= since)
  const { at: recordedAt, by } = event
  const news = [...momentsShownBy(event).filter(isNews), ...momentsOfForms(known, event)]
  return {
    ...known,
    ...(event.type === 'CaseReopened' && { reopenedAt: event.at }),
    recordedMoments: [...known.recordedMoments, ...news.map((one) => ({ ...one, recordedAt, by }))],
  }
}

type Shown = Pick<RecordedMoment, 'moment' | 'happenedAt'>

function momentsShownBy({ type, at, happened }: PanelWorkEvent): readonly Shown[] {
  if (type === 'KeyWorkerNamed' && happened.keyWorker.inContactSince !== undefined)
    return [{ moment: 'key-worker-in-contact', happenedAt: happened.keyWorker.inContactSince }]
  if (type === 'ReviewConcluded') return [{ moment: 'panel-review-held', happenedAt: at }]
  if (type !== 'StageReached') return []
  return happened.stage === 'ready-for-panel'
    ? [
        { moment: 'review-meeting-held', happenedAt: at },
        { moment: 'review-meeting-report-received', happenedAt: at },
      ]
    : []
}

/**
 * The forms of a case are asked for in rounds: D13 runs from the first request of a round until none is awaited any more. A later
 * request within the round does not move it.
 */
function momentsOfForms({ work }: Case, { type, at }: PanelWorkEvent): readonly Shown[] {
  const awaited = work.forms.requests.filter(({ standing }) => standing === 'awaited').length
  if (type === 'FormRequested' && awaited === 1) return [{ moment: 'reporting-forms-requested', happenedAt: at }]
  const isReturned = (type === 'FormAnswered' || type === 'FormRequestWithdrawn') && awaited === 0
  return isReturned ? [{ moment: 'reporting-forms-returned', happenedAt: at }] : []
}

function withAlert(
  { alertsDue }: ClockState,
  { sequence, type, at, happened: { rule, dueAt } }: Of<'DeadlineMissed' | 'DeadlineEscalated'>,
  reach: Pick<DueAlert, 'level' | 'to'>,
): Pick<ClockState, 'alertsDue'> {
  return { alertsDue: [...alertsDue, { event: { sequence, type, at }, rule, dueAt, ...reach }] }
}

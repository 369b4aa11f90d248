import { assessDeath } from '../../../domain/assessment/assess-death.ts'
import type { Instant } from '../../../domain/calendar/instant.ts'
import { anonymisedAnalysis, anonymisedView, anonymiserOf } from '../../../domain/anonymised-view/view.ts'
import { rebuild, type Case } from '../../../domain/case/case.ts'
import type { Actor, CaseEvent, Decided } from '../../../domain/case/events.ts'
import type { Residence } from '../../../domain/case/residence.ts'
import type { AnalysisForm } from '../../../schemas/analysis/analysis-form.ts'
import type { DesignatedDoctorDecision } from '../../../schemas/assessment.ts'
import type { Notification } from '../../../schemas/notification/notification.ts'
import type { Reference } from '../../../schemas/reference.ts'

const reference = '0123456789ABCDEF' as Reference
const doctor: Actor = { kind: 'person', subject: 'doctor', roles: ['notifier'], area: 'panel/northamptonshire' }
const home: Residence = { kind: 'england', authority: 'E06000061', from: 'postcode', deprivationDecile: 3 }
const request = { key: 'key', bodyHash: 'hash' }

export interface History {
  readonly residence?: Residence
  readonly decision?: DesignatedDoctorDecision
  readonly receivedAt?: string
  /** What the panel did since. */
  readonly work?: readonly Decided[]
}

export interface Recorded {
  readonly case: Case
  readonly events: readonly CaseEvent[]
}

/** A categorised and routed case of one child, with everything that its notifiers said. */
export function caseOf(
  [first, ...others]: readonly [Notification, ...Notification[]],
  { residence = home, decision, receivedAt = '2026-03-10T04:00:00.000Z', work = [] }: History = {},
): Recorded {
  const received = (facts: Notification) => ({ notificationReference: reference, request, facts, residence })
  const routing = {
    panel: 'northamptonshire',
    basis: 'must',
    reason: 'Lived there.',
    informedPanels: ['derby-and-derbyshire'],
    clocks: [],
    clockRuleSetVersion: 'test',
  } as const
  const amendment = { designatedDoctorDecision: decision } as { designatedDoctorDecision: DesignatedDoctorDecision }
  const happened: Decided[] = [
    { type: 'NotificationReceived', happened: received(first) },
    ...others.map((facts): Decided => ({ type: 'FurtherNotificationReceived', happened: received(facts) })),
    ...(decision
      ? [
          {
            type: 'FactsAmended',
            happened: { notificationReference: reference, request, amendment, residence },
          } as const,
        ]
      : []),
  ]
  const basedOn = happened.length
  happened.push(
    { type: 'DeathCategorised', happened: { basedOn, assessment: assessDeath(first.answers, decision) } },
    { type: 'CaseRouted', happened: { basedOn, ...routing } },
    ...work,
  )
  const events = happened.map((one, index) => ({
    reference,
    sequence: index + 1,
    at: receivedAt as Instant,
    by: doctor,
    ...one,
  }))
  return { case: rebuild(events)!, events }
}

export const viewOf = ({ case: known, events }: Recorded) => anonymisedView(known, anonymiserOf(known, events))

export const analysisOf = (form: AnalysisForm, { case: known, events }: Recorded) =>
  anonymisedAnalysis(form, anonymiserOf(known, events))

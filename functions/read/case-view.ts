import { explain } from '../../domain/assessment/explain.ts'
import { versionOf, type Case, type CaseNotification } from '../../domain/case/case.ts'
import { circumstancesOfCase } from '../../domain/case/circumstances.ts'
import type { Actor, CaseEvent } from '../../domain/case/events.ts'
import { scopeOfDeath } from '../../domain/case/outlook.ts'
import { queueEntry } from '../../domain/case/queue-entry.ts'
import type { CaseRecord, History, NotificationView } from '../../schemas/api.ts'
import { eventCatalogue } from '../../schemas/case-events.ts'
import { showReference, type Reference } from '../../schemas/reference.ts'
import { panelName } from '../shared/views/panel-name.ts'
import { outlookView, panelView, scopeView } from '../shared/views/receipt.ts'

/** The whole record, for the panel that owns it. */
export function caseView(known: Case): CaseRecord {
  const { reference, version, openedAt, routing, categorisation, decision, notifications, possibleDuplicates } = known
  const { stage, ageBand, flags } = queueEntry(known)
  const circumstances = circumstancesOfCase(known)
  return {
    reference: showReference(reference),
    version,
    openedAt,
    stage,
    ageBand,
    flags: [...flags],
    scope: scopeView(scopeOfDeath(circumstances)),
    residence: circumstances.residence,
    panel: routing ? panelView(routing) : null,
    informedPanels: routing?.informedPanels.map(panelName) ?? [],
    categorisation: categorisation
      ? { at: categorisation.from.at, assessment: explain(categorisation.assessment) }
      : null,
    decision: decision ? { at: decision.at, by: actorView(decision.by), decided: decision.decided } : null,
    clocks: [...(routing?.clocks ?? [])],
    notifications: notifications.map(notificationInCase),
    possibleDuplicates: possibleDuplicates.map(({ other, likeness }) => ({
      reference: showReference(other),
      likeness,
    })),
  }
}

const notificationInCase = (one: CaseNotification): CaseRecord['notifications'][number] => ({
  reference: showReference(one.reference),
  receivedAt: one.receivedAt,
  by: actorView(one.by),
  version: versionOf(one),
  amendedAt: one.amendments.map(({ at }) => at),
  facts: one.facts,
})

/** A notifier's own notification; nothing of any other of the same child. */
export const notificationView = (own: CaseNotification, known: Case): NotificationView => ({
  ...outlookView(own),
  standing: standingOf(known),
  amendedAt: own.amendments.map(({ at }) => at),
  facts: own.facts,
})

const standingOf = ({ routing }: Case) =>
  routing
    ? 'The panel has the case and is gathering information.'
    : 'The notification is safe and on its way to the panel.'

export const historyView = (reference: Reference, events: readonly CaseEvent[]): History => ({
  reference: showReference(reference),
  entries: events.map((event) => ({
    sequence: event.sequence,
    at: event.at,
    by: actorView(event.by),
    what: event.type,
    meaning: eventCatalogue[event.type].meaning,
    codes: codesOf(event),
  })),
})

/** What says more about an event without saying who: codes and references only. */
function codesOf(event: CaseEvent): Record<string, string> {
  switch (event.type) {
    case 'NotificationReceived':
    case 'FurtherNotificationReceived':
      return {
        notification: showReference(event.happened.notificationReference),
        formVersion: event.happened.facts.formVersion,
      }
    case 'FactsAmended':
      return { notification: showReference(event.happened.notificationReference) }
    case 'DeathCategorised': {
      const { ruleSetVersion, expectedness, jointAgencyResponse } = event.happened.assessment
      return {
        ruleSetVersion,
        expectedness: expectedness.outcome,
        jointAgencyResponse: jointAgencyResponse.outcome,
      }
    }
    case 'PossibleDuplicateFound':
      return { other: showReference(event.happened.other), likeness: event.happened.likeness }
    case 'CaseRouted':
      return { panel: event.happened.panel, basis: event.happened.basis }
  }
}

const actorView = (by: Actor): CaseRecord['notifications'][number]['by'] =>
  by.kind === 'person' ? { kind: 'person', subject: by.subject, roles: [...by.roles] } : by

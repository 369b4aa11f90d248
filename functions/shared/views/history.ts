import type { Actor, CaseEvent } from '../../../domain/case/events.ts'
import { eventCatalogue } from '../../../schemas/case-events.ts'
import type { HistoryEntry } from '../../../schemas/history.ts'
import { showReference } from '../../../schemas/reference.ts'

/** One thing that happened to a case, without the child. */
export const historyEntry = (event: CaseEvent): HistoryEntry => ({
  sequence: event.sequence,
  at: event.at,
  by: actorView(event.by),
  what: event.type,
  meaning: eventCatalogue[event.type].meaning,
  codes: codesOf(event),
})

export const actorView = (by: Actor): HistoryEntry['by'] =>
  by.kind === 'person' ? { kind: 'person', subject: by.subject, roles: [...by.roles] } : by

/** What says more about an event without saying who: codes, numbers, times and references only. */
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
    case 'ClockStarted': {
      const { rule, moment, startedAt } = event.happened
      return { rule, moment, startedAt }
    }
    case 'ClockMet': {
      const { rule, moment, metAt } = event.happened
      return { rule, moment, metAt }
    }
    case 'ClocksReplanned':
      return { clockRuleSetVersion: event.happened.clockRuleSetVersion }
    case 'DeadlineMissed':
      return { rule: event.happened.rule, dueAt: event.happened.dueAt }
    case 'DeadlineEscalated':
      return { rule: event.happened.rule, dueAt: event.happened.dueAt, to: event.happened.to }
    case 'AlertSent':
      return { of: String(event.happened.of) }
    case 'CaseClaimed':
      return { until: event.happened.until }
    case 'StageReached': {
      const { stage, despiteHolds } = event.happened
      return { stage, ...(despiteHolds && { despiteHolds: despiteHolds.holds.join(' ') }) }
    }
    case 'CasePlacedOnHold':
    case 'HoldLifted':
      return { hold: event.happened.hold }
    case 'NotificationMoved': {
      const { from, notification } = event.happened
      return { from: showReference(from), notification: showReference(notification.reference) }
    }
    case 'CasesMerged':
      return 'into' in event.happened
        ? { into: showReference(event.happened.into) }
        : { from: showReference(event.happened.from) }
    case 'CasesSeparated':
      return { others: event.happened.others.map(showReference).join(' ') }
    case 'CaseTransferred':
      return { from: event.happened.from, to: event.happened.to }
    case 'NotificationRetracted': {
      const { notificationReference, reason, endsCase } = event.happened
      return { notification: showReference(notificationReference), reason, endsCase: endsCase ? 'yes' : 'no' }
    }
    case 'CaseListed': {
      const { meeting, despiteHolds } = event.happened
      return { meeting: showReference(meeting), ...(despiteHolds && { despiteHolds: despiteHolds.holds.join(' ') }) }
    }
    case 'CaseUnlisted':
      return { meeting: showReference(event.happened.meeting), because: event.happened.because }
    case 'FamilyQuestionLogged':
    case 'FamilyQuestionAnswered':
      return { question: String(event.happened.number) }
    case 'TriageChanged': {
      const { route, theme, insteadOf } = event.happened.change
      return { route, ...(theme && { theme }), byRule: `${insteadOf.rule} ${insteadOf.route}` }
    }
    case 'AnalysisSectionWritten': {
      const { section, from } = event.happened
      return { section, ...(from && { from: showReference(from.reference) }) }
    }
    case 'AnalysisTextChosen':
      return { section: event.happened.section, choice: event.happened.choice.kind }
    case 'ReviewConcluded': {
      const { membersPresent, overrides, registers } = event.happened
      return {
        membersPresent: String(membersPresent.length),
        recommendations: String(registers.length),
        ...(overrides.length > 0 && { despiteHolds: overrides.map(({ hold }) => hold).join(' ') }),
      }
    }
    case 'RecommendationActedOn':
      return { recommendation: String(event.happened.number), act: event.happened.act.act }
    case 'CircumstancesSet':
      return { circumstances: event.happened.circumstances.join(' ') }
    case 'FormNeedChanged':
      return { form: event.happened.form, act: event.happened.act }
    case 'FormRequested':
      return { form: event.happened.form, dueAt: event.happened.dueAt }
    case 'FormLinkIssued': {
      const { form, link } = event.happened
      return { request: form, link: String(link.number), for: link.for }
    }
    case 'FormLinkOpened':
    case 'FormAnswered':
      return { request: event.happened.form, link: String(event.happened.link) }
    case 'FormLinkRefused': {
      const { form, link, because } = event.happened
      return { request: form, link: String(link), because }
    }
    case 'FormSectionWritten':
    case 'FormSectionChosen': {
      const { form, link, section } = event.happened
      return { request: form, link: String(link), section }
    }
    case 'FormRequestWithdrawn':
      return { request: event.happened.form }
    case 'FormRequestMoved':
      return { from: showReference(event.happened.from), request: event.happened.moved.id }
    case 'ConflictDeclared':
    case 'ConflictWithdrawn':
    case 'CaseReleased':
    case 'TransferAccepted':
    case 'CaseReopened':
    case 'KeyWorkerNamed':
      return {}
  }
}

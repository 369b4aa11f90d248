import { explain } from '../../domain/assessment/explain.ts'
import type { Person } from '../../domain/access/access.ts'
import type { Instant } from '../../domain/calendar/instant.ts'
import { versionOf, type Case, type CaseNotification } from '../../domain/case/case.ts'
import { circumstancesOfCase } from '../../domain/case/circumstances.ts'
import type { Actor } from '../../domain/case/events.ts'
import { scopeOfDeath } from '../../domain/case/outlook.ts'
import { queueEntry } from '../../domain/case/queue-entry.ts'
import { triageOfCase } from '../../domain/review/triage-of-case.ts'
import { liveClaim, type Transfer } from '../../domain/panel-work/panel-work.ts'
import type { CaseRecord, History, NotificationView } from '../../schemas/api.ts'
import { showReference, type Reference } from '../../schemas/reference.ts'
import type { KeptHistory } from '../shared/ports/case-repository.ts'
import { isRetracted } from '../shared/find-notification.ts'
import { actorView, historyEntry } from '../shared/views/history.ts'
import { panelName } from '../shared/views/panel-name.ts'
import { outlookView, panelView, scopeView } from '../shared/views/receipt.ts'
import { formsView } from './forms-view.ts'
import { readingEntry } from './readings.ts'
import { allowedView } from '../shared/views/case-now.ts'
import { conclusionView } from '../shared/views/conclusion.ts'

/** The whole record, for the panel that owns it, and what this person may do with the case now. */
export function caseView(known: Case, person: Person, at: Instant): CaseRecord {
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
    recordedMoments: known.recordedMoments.map(({ record, by, ...moment }) => ({
      ...moment,
      by: actorView(by),
      ...(record && { rule: record.rule, ...(record.note !== undefined && { note: record.note }) }),
    })),
    notifications: notifications.map(notificationInCase),
    possibleDuplicates: possibleDuplicates.map(({ other, likeness }) => ({
      reference: showReference(other),
      likeness,
    })),
    forms: formsView(known, at),
    ...panelWorkView(known, at),
    allowed: allowedView(known, person, at),
  }
}

type PanelWorkView = Pick<
  CaseRecord,
  | 'claim'
  | 'holds'
  | 'conclusions'
  | 'triage'
  | 'conflicts'
  | 'keyWorker'
  | 'familyQuestions'
  | 'transfer'
  | 'joinedTo'
  | 'joinedFrom'
  | 'retracted'
>

function panelWorkView(known: Case, at: Instant): PanelWorkView {
  const { work, joinedTo, joinedFrom, retractions } = known
  const { holds, conclusions, keyWorker, familyQuestions, transfer } = work
  return {
    claim: liveClaim(work, at) ?? null,
    holds: holds.map(signedView),
    conclusions: conclusions.map(conclusionView),
    ...reviewView(known),
    keyWorker: keyWorker ? signedView(keyWorker) : null,
    familyQuestions: familyQuestions.map((one) => ({ ...signedView(one), answers: one.answers.map(signedView) })),
    transfer: transfer ? transferView(transfer) : null,
    joinedTo: joinedTo ? showReference(joinedTo) : null,
    joinedFrom: joinedFrom.map(showReference),
    retracted: retractions.map(({ notification, reason, explanation, at, by }) =>
      signedView({
        reference: showReference(notification.reference),
        reason,
        ...(explanation !== undefined && { explanation }),
        at,
        by,
      }),
    ),
  }
}

/** Triage says why and how it came about; conflicts of interest stay, also when they were withdrawn. */
function reviewView(known: Case): Pick<PanelWorkView, 'triage' | 'conflicts'> {
  const triage = triageOfCase(known)
  return {
    triage: { ...triage, changes: [...triage.changes] },
    conflicts: [...known.work.review.conflicts],
  }
}

/** Something that a person signed, with the person as they are shown. */
const signedView = <T extends { readonly by: Actor }>(signed: T) => ({ ...signed, by: actorView(signed.by) })

const transferView = ({ from, to, note, at, by, acceptedAt }: Transfer): PanelWorkView['transfer'] => ({
  from: panelName(from),
  to: panelName(to),
  note,
  at,
  by: actorView(by),
  ...(acceptedAt !== undefined && { acceptedAt }),
})

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
  standing: standingOf(own, known),
  amendedAt: own.amendments.map(({ at }) => at),
  facts: own.facts,
})

function standingOf({ reference }: CaseNotification, known: Case): string {
  if (isRetracted(known, reference)) return 'This notification was made in error and has been retracted.'
  switch (known.work.stage) {
    case 'notified':
      return 'The notification is safe and on its way to the panel.'
    case 'information-gathering':
      return 'The panel has the case and is gathering information.'
    case 'child-death-review-meeting':
      return 'The professionals who cared for the child review the death.'
    case 'ready-for-panel':
    case 'listed':
      return 'The case waits for the review by the panel.'
    case 'reviewed':
      return 'The panel has reviewed the death.'
    case 'closed':
      return 'The review is complete.'
    case 'retracted':
    case 'joined':
      return 'The case has ended.'
  }
}

export const historyView = (reference: Reference, { events, readings, faults }: KeptHistory): History => ({
  reference: showReference(reference),
  entries: events.map((event) => ({ ...historyEntry(event), hash: event.hash ?? '' })),
  readings: readings.map(readingEntry),
  whole: faults.length === 0,
})

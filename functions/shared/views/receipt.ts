import { explain } from '../../../domain/assessment/explain.ts'
import { versionOf, type CaseNotification } from '../../../domain/case/case.ts'
import { circumstancesOfNotification } from '../../../domain/case/circumstances.ts'
import { outlookOf, type Review } from '../../../domain/case/outlook.ts'
import { scopeReasons, type Scope } from '../../../domain/scope/scope.ts'
import type { NotificationReceipt } from '../../../schemas/api.ts'
import { stillNeeded } from '../../../schemas/notification/still-needed.ts'
import { showReference } from '../../../schemas/reference.ts'
import { panelName } from './panel-name.ts'

/** What a notifier is told: made of their own facts alone, so that nothing of another notification can show. */
export const receiptOf = (notification: CaseNotification, unrecognisedFields: number): NotificationReceipt => ({
  ...outlookView(notification),
  unrecognisedFields,
})

/** What follows from one notification, as its notifier sees it now. */
export function outlookView(notification: CaseNotification): Omit<NotificationReceipt, 'unrecognisedFields'> {
  const { reference, receivedAt, facts, residence } = notification
  const { scope, assessment, review, clocks } = outlookOf(circumstancesOfNotification(notification))
  return {
    reference: showReference(reference),
    receivedAt,
    version: versionOf(notification),
    formVersion: facts.formVersion,
    scope: scopeView(scope),
    assessment: explain(assessment),
    clocks: [...clocks],
    panel: panelView(review),
    stillNeeded: [...(residence.kind === 'not-known' ? [ASK_AUTHORITY] : []), ...stillNeeded(facts)],
  }
}

const ASK_AUTHORITY = {
  pointer: '/child/normallyResidentAuthority',
  text: 'The local authority where the child normally lived: the directory does not know the postcode.',
}

export const scopeView = (scope: Scope): NotificationReceipt['scope'] => ({
  status: scope.status,
  reasons: scope.status === 'in-scope' ? [] : [{ code: scope.code, ...scopeReasons[scope.code] }],
})

export const panelView = ({ panel, basis, reason }: Pick<Review, 'panel' | 'basis' | 'reason'>) => ({
  ...panelName(panel),
  basis,
  reason,
})

import { coded, choicesOf } from '../value-sets.ts'

/**
 * How far a case has come (design: panel work). `retracted` and `joined` are ends: a notification made in error, and a case that goes
 * on as part of another.
 */
export const STAGES = [
  'notified',
  'information-gathering',
  'child-death-review-meeting',
  'ready-for-panel',
  'listed',
  'reviewed',
  'closed',
  'retracted',
  'joined',
] as const
export type Stage = (typeof STAGES)[number]

/** Whose outcome a case may wait for (R42); the codes are those of the other reviews of the notification form. List MEM. */
export const HOLD_REASONS = {
  inquest: { label: 'Inquest' },
  criminal: { label: 'Criminal investigation or proceedings' },
  'rapid-review': { label: 'Rapid review' },
  'local-child-safeguarding-practice-review': { label: 'Local child safeguarding practice review (LCSPR)' },
  'patient-safety-incident-investigation': { label: 'Patient safety incident investigation (PSII)' },
  'perinatal-mortality-review': { label: 'Perinatal mortality review (PMRT)' },
  'maternity-and-newborn-safety-investigation': { label: 'Maternity and newborn safety investigation (MNSI)' },
  'learning-disabilities-mortality-review': { label: 'Learning disabilities mortality review (LeDeR)' },
} as const
export type HoldReason = keyof typeof HOLD_REASONS
export const HoldReasonSchema = coded(HOLD_REASONS).meta({
  title: 'Hold',
  description: `What the case waits for: ${choicesOf(HOLD_REASONS)}.`,
})

/** Why a notification was made in error; list ours. */
export const RETRACTION_REASONS = {
  'child-is-alive': { label: 'The child is alive' },
  'wrong-child': { label: 'Notified under the name or number of another child' },
  'sent-twice': { label: 'The same notification was sent twice' },
  'sent-as-a-test': { label: 'Sent as a test' },
  other: { label: 'Other: say why' },
} as const
export type RetractionReason = keyof typeof RETRACTION_REASONS
export const RetractionReasonSchema = coded(RETRACTION_REASONS).meta({
  title: 'Why retracted',
  description: `${choicesOf(RETRACTION_REASONS)}.`,
})

/** What may be done to a case, by the name that a request gives. */
export const ACTIONS = [
  'claim',
  'release',
  'move-to-stage',
  'place-on-hold',
  'lift-hold',
  'join',
  'separate',
  'transfer',
  'accept-transfer',
  'retract',
  'reopen',
  'change-triage',
  'declare-conflict',
  'withdraw-conflict',
  'conclude',
  'name-key-worker',
  'log-family-question',
  'answer-family-question',
  'list-for-meeting',
  'set-circumstances',
  'add-form',
  'remove-form',
  'request-form',
  'renew-form-link',
  'withdraw-form-request',
] as const
export type ActionName = (typeof ACTIONS)[number]

/** Why a case does not allow what was asked. The words stand beside the rules; programs may rely on the codes. */
export const REFUSAL_REASONS = [
  'no-panel-yet',
  'reviewed-already',
  'case-closed',
  'not-reviewed-yet',
  'notification-retracted',
  'joined-to-another',
  'not-for-your-role',
  'stage-does-not-follow',
  'claimed-by-another',
  'not-claimed-by-you',
  'waits-for-others',
  'held-already',
  'not-held',
  'same-case',
  'other-case-not-found',
  'other-case-not-open',
  'separated-already',
  'panel-has-it',
  'no-such-panel',
  'no-transfer-to-accept',
  'no-such-notification',
  'no-such-question',
  'not-ready-for-panel',
  'no-such-meeting',
  'meeting-cancelled',
  'meeting-over',
  'listed-already',
  'not-listed-yet',
  'not-ready-to-conclude',
  'conflict-of-interest',
  'conflict-declared-already',
  'no-conflict-declared',
  'reason-missing',
  'theme-missing',
  'theme-not-asked',
  'nothing-changes',
  'proposal-stands',
  'panel-decides-later',
  'no-such-recommendation',
  'form-needed-already',
  'form-not-needed',
  'form-asked-already',
  'no-such-agency',
  'due-date-passed',
  'no-such-form-request',
  'form-not-awaited',
] as const
export type RefusalReason = (typeof REFUSAL_REASONS)[number]

/** Why a text of the analysis form was not taken, or an act on a recommendation: their words stand where they are decided. */
export const REVIEW_REFUSALS = [
  'unknown-version',
  'no-such-alternative',
  'changed-meanwhile',
  'not-in-this-status',
  'addressee-missing',
  'addressee-informed',
  'not-informed',
  'in-the-future',
  'response-or-reason-needed',
] as const

import type { ActionName, RefusalReason, Stage } from '../../schemas/panel-work/codes.ts'
import type { Obstacle } from '../analysis/conclude.ts'
import type { Instant } from '../calendar/instant.ts'
import { waysFrom } from './stages.ts'

/** What each refusal means, and what to do about it. */
export const refusalTexts = {
  'no-panel-yet': 'No panel has the case yet: it is on its way, usually for a second.',
  'reviewed-already': 'The panel has reviewed the case: close it, or reopen it first.',
  'case-closed': 'The case is closed: reopen it first.',
  'not-reviewed-yet': 'The panel has not reviewed the case yet, so there is nothing to reopen.',
  'notification-retracted': 'The notification was made in error and has been retracted: the case has ended.',
  'joined-to-another': 'The case was joined to another one: go on there.',
  'not-for-your-role': 'Somebody in another role has to do this.',
  'stage-does-not-follow': 'That stage does not follow the one where the case stands.',
  'claimed-by-another': 'Somebody else has the case in hand: wait until they release it or their claim runs out.',
  'not-claimed-by-you': 'You have no claim to release.',
  'waits-for-others':
    'The case still waits for others, and the review should not be completed before: lift what is over, or say why the panel goes on despite it.',
  'held-already': 'The case is on hold for that already.',
  'not-held': 'The case is not on hold for that.',
  'same-case': 'Both references lead to the same case.',
  'other-case-not-found':
    'There is no such other case with your panel. If another panel has it, ask them to transfer it first.',
  'other-case-not-open': 'The other case cannot take part as it stands: it has been reviewed, closed or ended.',
  'separated-already': 'The two cases are declared to be about two children.',
  'no-such-panel': 'No panel of that code sits today.',
  'panel-has-it': 'The panel has the case already.',
  'no-transfer-to-accept': 'No handover waits to be accepted.',
  'no-such-notification': 'The case has no notification of that reference, or it is retracted already.',
  'no-such-question': 'The family has asked no question of that number.',
  'not-ready-for-panel': 'The case is not ready for the panel: move it through the stages before first.',
  'no-such-meeting': 'Your panel has no such meeting. A case is listed for a meeting of the panel that has it.',
  'meeting-cancelled': 'That meeting was cancelled: choose another one.',
  'meeting-over': 'That meeting is over: choose one that is still to come.',
  'listed-already': 'The case is listed for that meeting already.',
  'not-listed-yet': 'The case is not before the panel yet: list it for a meeting first.',
  'not-ready-to-conclude': 'The review cannot be concluded yet: each obstacle says what is needed.',
  'conflict-of-interest':
    'You have declared a conflict of interest in this case: you neither read nor write its analysis, nor conclude it, until you withdraw that with a reason.',
  'conflict-declared-already': 'You have declared a conflict of interest in this case already.',
  'no-conflict-declared': 'You have declared no conflict of interest in this case.',
  'reason-missing': 'Say why the death should be reviewed there.',
  'theme-missing': 'Say which theme.',
  'theme-not-asked': 'Leave the theme out, or choose the themed panel.',
  'nothing-changes': 'The death is reviewed there already.',
  'proposal-stands':
    'The proposal stands from the listing on, so that it can be compared with the decision: the panel writes its own judgement beside it.',
  'panel-decides-later': 'This is for the panel to decide, once the case is ready for it.',
  'no-such-recommendation': 'The case has no recommendation of that number.',
  'form-needed-already': 'The case needs that form already.',
  'form-not-needed': 'The case does not need that form: add it first, with a reason.',
  'form-asked-already': 'That agency was asked for the form already and it is still awaited: renew the link instead.',
  'no-such-agency': 'The notification names no agency at that position.',
  'due-date-passed': 'The form cannot be due on a day that is over.',
  'no-such-form-request': 'The case has no such request for a form.',
  'form-not-awaited': 'That form is awaited no longer: it was answered, or the request withdrawn.',
} as const satisfies Record<RefusalReason, string>

/** Why a case does not allow what was asked. */
export interface Refusal {
  readonly refused: RefusalReason
  /** Who has the case in hand, and until when, where that is the reason. */
  readonly claim?: { readonly by: string; readonly until: Instant }
  /** All that stands in the way of a conclusion, where that is the reason. */
  readonly obstacles?: readonly Obstacle[]
}

/** A refusal in words, with what the table of the panel's work or the claim adds. */
export function inWords({ refused, claim }: Refusal, action: ActionName, stage: Stage): string {
  const text = refusalTexts[refused]
  if (claim) return `${text} It is with ${claim.by} until ${claim.until}.`
  const ways = waysFrom(action, stage)
  if (typeof ways === 'string') return text
  if (refused === 'stage-does-not-follow') return `${text} There follow: ${Object.keys(ways).join(', ')}.`
  if (refused === 'not-for-your-role')
    return `${text} It is for: ${[...new Set(Object.values(ways).flat())].join(', ')}.`
  return text
}

export const refuse = (refused: RefusalReason): Refusal => ({ refused })

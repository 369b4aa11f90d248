import type { ActionName, RefusalReason, Stage } from '../../schemas/panel-work/codes.ts'
import type { Person } from '../access/access.ts'
import type { Instant } from '../calendar/instant.ts'
import type { Case } from '../case/case.ts'
import { hasConflict } from '../review/review.ts'
import { liveClaim, type PanelWork } from './panel-work.ts'
import { refuse, type Refusal } from './refusals.ts'
import { actions, keepsOthersOff, stagesAfter } from './stages.ts'

/** An action that somebody may take on a case as it stands. */
export interface AllowedAction {
  readonly action: ActionName
  /** Stages to which they may move it. */
  readonly stages?: readonly Stage[]
}

/** Why this person may not do this to the case now, whatever the particulars; nothing where they may. */
export function refusalOf(action: ActionName, { work }: Case, person: Person, at: Instant): Refusal | undefined {
  const stages = stagesAfter(action, work.stage, person.roles)
  if (typeof stages === 'string') return refuse(stages)
  const claim = liveClaim(work, at)
  if (keepsOthersOff[action] && claim && claim.by !== person.subject) return { refused: 'claimed-by-another', claim }
  const wanting = wantingFor(action, work, person, at)
  return wanting && refuse(wanting)
}

/** What an action needs to be there before it makes sense. */
function wantingFor(action: ActionName, work: PanelWork, person: Person, at: Instant): RefusalReason | undefined {
  switch (action) {
    case 'release':
      return liveClaim(work, at)?.by === person.subject ? undefined : 'not-claimed-by-you'
    case 'lift-hold':
      return work.holds.length > 0 ? undefined : 'not-held'
    case 'accept-transfer':
      return work.transfer && work.transfer.acceptedAt === undefined ? undefined : 'no-transfer-to-accept'
    case 'answer-family-question':
      return work.familyQuestions.length > 0 ? undefined : 'no-such-question'
    case 'declare-conflict':
      return hasConflict(work.review, person.subject) ? 'conflict-declared-already' : undefined
    case 'withdraw-conflict':
      return hasConflict(work.review, person.subject) ? undefined : 'no-conflict-declared'
    case 'conclude':
      return hasConflict(work.review, person.subject) ? 'conflict-of-interest' : undefined
    case 'renew-form-link':
    case 'withdraw-form-request':
      return work.forms.requests.some(({ standing }) => standing === 'awaited') ? undefined : 'form-not-awaited'
    case 'claim':
    case 'move-to-stage':
    case 'place-on-hold':
    case 'join':
    case 'separate':
    case 'transfer':
    case 'retract':
    case 'reopen':
    case 'change-triage':
    case 'name-key-worker':
    case 'log-family-question':
    case 'list-for-meeting':
    case 'set-circumstances':
    case 'add-form':
    case 'remove-form':
    case 'request-form':
      return undefined
  }
}

/** All that this person may do to the case now. */
export const allowedActions = (known: Case, person: Person, at: Instant): readonly AllowedAction[] =>
  actions
    .filter((action) => refusalOf(action, known, person, at) === undefined)
    .map((action) => (action === 'move-to-stage' ? { action, stages: stagesToMoveTo(known, person) } : { action }))

function stagesToMoveTo({ work }: Case, { roles }: Person): readonly Stage[] {
  const stages = stagesAfter('move-to-stage', work.stage, roles)
  return typeof stages === 'string' ? [] : stages
}

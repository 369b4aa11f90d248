import type { Action } from '../../schemas/panel-work/actions.ts'
import type { HoldReason } from '../../schemas/panel-work/codes.ts'
import type { Person } from '../access/access.ts'
import { changeFormNeed, renewLink, requestForm, withdrawRequest } from '../agency-forms/ask.ts'
import { addHours, type Instant } from '../calendar/instant.ts'
import type { Case } from '../case/case.ts'
import type { Some } from '../case/decide.ts'
import type { Decided, RequestMark } from '../case/events.ts'
import type { Notice } from '../case/notice.ts'
import { newRecommendations, obstaclesToConcluding } from '../review/conclusion.ts'
import { triageOfCase } from '../review/triage-of-case.ts'
import { changeTriage } from '../triage/triage.ts'
import { acceptTransfer, join, retract, separate, transfer } from './between-cases.ts'
import { despiteItsHolds } from './despite-holds.ts'
import { listForMeeting } from './listing.ts'
import type { Meeting } from './meeting.ts'
import { refusalOf } from './permission.ts'
import { refuse, type Refusal } from './refusals.ts'
import { completes, stagesAfter, waysFrom } from './stages.ts'

/** Who asks, when, and of which case. */
export interface Situation {
  readonly known: Case
  /** The other case that the action names, where its reference leads to one. */
  readonly other?: Case | undefined
  readonly person: Person
  readonly at: Instant
  readonly request: RequestMark
  /** The meeting that the action names, if the case's panel has one of that reference. */
  readonly meeting?: Meeting | undefined
  /** Hours that a claim runs. */
  readonly claimHours: number
  /** Days after which the link to a form expires. */
  readonly linkDays: number
}

/** What is to happen, all of it or nothing. */
export interface Doing {
  readonly here: Some<Decided>
  /** What happens to the other case. */
  readonly there?: { readonly known: Case; readonly decided: Some<Decided> }
  readonly notices?: readonly Notice[]
  /** The meeting for which the case is listed: it must still be as it was. */
  readonly meeting?: Meeting
}

/** What an action comes to on the case as it stands, or why it may not be. */
export function decide(action: Action, situation: Situation): Doing | Refusal {
  const { known, person, at, request, claimHours } = situation
  const refusal = refusalOf(action.action, known, person, at)
  if (refusal) return refusal
  switch (action.action) {
    case 'claim':
      return here({ type: 'CaseClaimed', happened: { request, until: addHours(at, claimHours) } })
    case 'release':
      return here({ type: 'CaseReleased', happened: { request } })
    case 'move-to-stage':
      return move(action, situation)
    case 'place-on-hold':
      return isHeld(known, action.hold)
        ? refuse('held-already')
        : here({ type: 'CasePlacedOnHold', happened: { request, hold: action.hold, ...given('note', action.note) } })
    case 'lift-hold':
      return isHeld(known, action.hold)
        ? here({ type: 'HoldLifted', happened: { request, hold: action.hold, ...given('outcome', action.outcome) } })
        : refuse('not-held')
    case 'join':
      return join(situation)
    case 'separate':
      return separate(action, situation)
    case 'transfer':
      return transfer(action, situation)
    case 'accept-transfer':
      return acceptTransfer(situation)
    case 'retract':
      return retract(action, situation)
    case 'reopen':
      return here({ type: 'CaseReopened', happened: { request, reason: action.reason } })
    case 'change-triage':
      return retriage(action, situation)
    case 'declare-conflict':
      return here({ type: 'ConflictDeclared', happened: { request, ...given('note', action.note) } })
    case 'withdraw-conflict':
      return here({ type: 'ConflictWithdrawn', happened: { request, reason: action.reason } })
    case 'conclude':
      return conclude(action, situation)
    case 'name-key-worker': {
      const { name, role, contact, inContactSince } = action
      const particulars = { ...given('role', role), ...given('contact', contact) }
      const keyWorker = { name, ...particulars, ...given('inContactSince', inContactSince) }
      return here({ type: 'KeyWorkerNamed', happened: { request, keyWorker } })
    }
    case 'log-family-question': {
      const number = known.work.familyQuestions.length + 1
      return here({ type: 'FamilyQuestionLogged', happened: { request, number, question: action.question } })
    }
    case 'list-for-meeting':
      return listForMeeting(action, situation)
    case 'answer-family-question': {
      const { question: number, answer } = action
      return known.work.familyQuestions.some((one) => one.number === number)
        ? here({ type: 'FamilyQuestionAnswered', happened: { request, number, answer } })
        : refuse('no-such-question')
    }
    case 'set-circumstances':
      return here({ type: 'CircumstancesSet', happened: { request, circumstances: action.circumstances } })
    case 'add-form':
    case 'remove-form':
      return changeFormNeed(action, situation)
    case 'request-form':
      return requestForm(action, situation)
    case 'renew-form-link':
      return renewLink(action, situation)
    case 'withdraw-form-request':
      return withdrawRequest(action, situation)
  }
}

const here = (decided: Decided): Doing => ({ here: [decided] })

const isHeld = ({ work }: Case, hold: HoldReason) => work.holds.some((one) => one.hold === hold)

/** A field that is there only where something was given. */
const given = <N extends string, T>(name: N, value: T | undefined) =>
  (value === undefined ? {} : { [name]: value }) as { readonly [K in N]?: T }

function move(
  { stage, despiteHolds }: Extract<Action, { action: 'move-to-stage' }>,
  { known: { work }, person, request }: Situation,
): Doing | Refusal {
  if (!stagesAfter('move-to-stage', work.stage, person.roles).includes(stage)) {
    const follows = Object.keys(waysFrom('move-to-stage', work.stage)).includes(stage)
    return refuse(follows ? 'not-for-your-role' : 'stage-does-not-follow')
  }
  const despite = completes(stage) ? despiteItsHolds(work, despiteHolds) : {}
  return 'refused' in despite ? despite : here({ type: 'StageReached', happened: { request, stage, ...despite } })
}

function retriage(
  { route, theme, reason }: Extract<Action, { action: 'change-triage' }>,
  { known, person, at, request }: Situation,
): Doing | Refusal {
  const wanted = { route, ...given('theme', theme), reason, by: person.subject, at }
  const outcome = changeTriage(triageOfCase(known), wanted)
  if (outcome.outcome === 'refused') return refuse(outcome.code)
  const { insteadOf } = outcome.change
  return here({
    type: 'TriageChanged',
    happened: { request, change: { route, ...given('theme', theme), reason, insteadOf } },
  })
}

/** The chair concludes once nothing stands in the way; whatever does is told at once. */
function conclude(
  { membersPresent, decidedBy, overrides }: Extract<Action, { action: 'conclude' }>,
  { known, request }: Situation,
): Doing | Refusal {
  const decision = { membersPresent, decidedBy, overrides: overrides.filter(({ hold }) => isHeld(known, hold)) }
  const obstacles = obstaclesToConcluding(known, decision)
  if (obstacles.length > 0) return { refused: 'not-ready-to-conclude', obstacles }
  const registers = newRecommendations(known.work.review)
  return here({ type: 'ReviewConcluded', happened: { request, ...decision, registers } })
}

import type { Role } from '../../schemas/access.ts'
import type { ActionName, RefusalReason, Stage } from '../../schemas/panel-work/codes.ts'

type Roles = readonly Role[]

/** Who may do it while the stage stays as it is; or who may take the case to which stage; or why nobody may. */
export type Cell = { readonly by: Roles } | { readonly to: Readonly<Partial<Record<Stage, Roles>>> } | RefusalReason

const MANAGER = ['cdop-manager'] as const
const CHAIR = ['chair'] as const
const CASEWORKERS = ['cdop-manager', 'designated-doctor'] as const
const MANAGER_OR_CHAIR = ['cdop-manager', 'chair'] as const
const EVERYONE = ['cdop-manager', 'designated-doctor', 'chair'] as const
const MEMBERS = ['panel-member', 'chair'] as const

/** Before a panel has the case nobody works on it, and after its end nobody does any more. */
const outside = {
  notified: 'no-panel-yet',
  retracted: 'notification-retracted',
  joined: 'joined-to-another',
} as const

/** What is done until the panel has reviewed. */
const untilReviewed = (cellAt: (stage: Stage) => Cell) => ({
  ...outside,
  'information-gathering': cellAt('information-gathering'),
  'child-death-review-meeting': cellAt('child-death-review-meeting'),
  'ready-for-panel': cellAt('ready-for-panel'),
  listed: cellAt('listed'),
  reviewed: 'reviewed-already' as const,
  closed: 'case-closed' as const,
})

const by = (roles: Roles) => (): Cell => ({ by: roles })

const untilClosed = (roles: Roles) => ({ ...untilReviewed(by(roles)), reviewed: { by: roles } })

/** What may still arrive when the review is over. */
const evenWhenClosed = (roles: Roles) => ({ ...untilClosed(roles), closed: { by: roles } })

/**
 * Actions × stages × roles: who may do what to a case at which stage, and which stage follows. Holds run beside the stages. Code,
 * diagram and tests read this one table; `npm run draw` draws it.
 *
 * Every death has its child death review meeting before the panel reviews it (R40, from memory, verify).
 */
export const panelWork = {
  claim: untilClosed(EVERYONE),
  release: untilClosed(EVERYONE),
  'move-to-stage': {
    ...outside,
    'information-gathering': { to: { 'child-death-review-meeting': CASEWORKERS } },
    'child-death-review-meeting': { to: { 'ready-for-panel': CASEWORKERS, 'information-gathering': CASEWORKERS } },
    'ready-for-panel': { to: { 'information-gathering': CASEWORKERS } },
    listed: { to: { 'ready-for-panel': MANAGER_OR_CHAIR } },
    reviewed: { to: { closed: MANAGER_OR_CHAIR } },
    closed: 'case-closed',
  },
  'place-on-hold': untilClosed(CASEWORKERS),
  'lift-hold': untilClosed(CASEWORKERS),
  join: untilReviewed(() => ({ to: { joined: MANAGER } })),
  separate: untilClosed(MANAGER),
  // The other panel has to list it for a meeting of its own.
  transfer: { ...untilReviewed(by(MANAGER)), listed: { to: { 'ready-for-panel': MANAGER } } },
  'accept-transfer': evenWhenClosed(MANAGER),
  // A case of one notification ends with it; one of several goes on where it is.
  retract: untilReviewed((stage) => ({ to: { [stage]: MANAGER, retracted: MANAGER } })),
  reopen: {
    ...untilReviewed(() => 'not-reviewed-yet'),
    reviewed: { to: { 'information-gathering': MANAGER_OR_CHAIR } },
    closed: { to: { 'information-gathering': MANAGER_OR_CHAIR } },
  },
  'change-triage': untilReviewed(by(EVERYONE)),
  'declare-conflict': untilReviewed(by(MEMBERS)),
  'withdraw-conflict': untilReviewed(by(MEMBERS)),
  conclude: { ...untilReviewed(() => 'not-listed-yet'), listed: { to: { reviewed: CHAIR } } },
  'name-key-worker': evenWhenClosed(CASEWORKERS),
  'log-family-question': evenWhenClosed(CASEWORKERS),
  'answer-family-question': evenWhenClosed(CASEWORKERS),
  'list-for-meeting': {
    ...untilReviewed(() => 'not-ready-for-panel'),
    'ready-for-panel': { to: { listed: MANAGER } },
    // For another meeting: what one did not come to, the next one does.
    listed: { to: { listed: MANAGER } },
  },
  'set-circumstances': untilReviewed(by(CASEWORKERS)),
  'add-form': untilReviewed(by(CASEWORKERS)),
  'remove-form': untilReviewed(by(CASEWORKERS)),
  'request-form': untilReviewed(by(MANAGER)),
  'renew-form-link': untilReviewed(by(MANAGER)),
  // What an agency was asked for before the review can still be called off after it.
  'withdraw-form-request': evenWhenClosed(MANAGER),
} satisfies Record<ActionName, Record<Stage, Cell>>

const table: Readonly<Record<ActionName, Readonly<Record<Stage, Cell>>>> = panelWork

/** Every action, in the order of the table. */
export const actions = Object.keys(panelWork) as readonly ActionName[]

/** Who may do it at this stage and take the case to which stage (its own, where it stays); or why nobody may. */
export function waysFrom(action: ActionName, stage: Stage): RefusalReason | Readonly<Partial<Record<Stage, Roles>>> {
  const cell = table[action][stage]
  if (typeof cell === 'string') return cell
  return 'by' in cell ? { [stage]: cell.by } : cell.to
}

/** Stages that may follow when somebody with these roles does it; or why there are none. */
export function stagesAfter(action: ActionName, stage: Stage, roles: Roles): readonly Stage[] | RefusalReason {
  const ways = waysFrom(action, stage)
  if (typeof ways === 'string') return ways
  const open = (Object.entries(ways) as [Stage, Roles][])
    .filter(([, may]) => may.some((role) => roles.includes(role)))
    .map(([to]) => to)
  return open.length === 0 ? 'not-for-your-role' : open
}

/** The panel has the case and has not finished with it. */
export const isOpen = (stage: Stage) => stage !== 'closed' && !hasEnded(stage)

/** It is the panel's to review, as a meeting does: it has been prepared, and the panel has not finished with it. */
export const isWithPanel = (stage: Stage) => stage === 'ready-for-panel' || stage === 'listed' || stage === 'reviewed'

/** The panel has come to its conclusion, which stands. */
export const isReviewed = (stage: Stage) => stage === 'reviewed' || stage === 'closed'

/** The case goes on no more: whatever else is heard of it changes nothing. */
export const hasEnded = (stage: Stage) => stage === 'retracted' || stage === 'joined'

/** Stages that complete a review: normally not before what the case waits for is over (R42, from memory, verify). */
export const completes = (stage: Stage) => stage === 'listed' || stage === 'reviewed' || stage === 'closed'

/**
 * Actions that move a case or say what it waits for: while somebody else has it in hand they are theirs. What only adds to the record,
 * such as a question that a family asks over the telephone, anyone may write down meanwhile.
 */
export const keepsOthersOff = {
  claim: true,
  release: false,
  'move-to-stage': true,
  'place-on-hold': true,
  'lift-hold': true,
  join: true,
  separate: true,
  transfer: true,
  'accept-transfer': true,
  retract: true,
  reopen: true,
  'change-triage': true,
  'declare-conflict': false,
  'withdraw-conflict': false,
  conclude: true,
  'name-key-worker': false,
  'log-family-question': false,
  'answer-family-question': false,
  'list-for-meeting': true,
  'set-circumstances': false,
  'add-form': false,
  'remove-form': false,
  'request-form': false,
  'renew-form-link': false,
  'withdraw-form-request': false,
} as const satisfies Record<ActionName, boolean>

import type {
  Recommendation,
  RecommendationAct,
  RecommendationStatus,
  RegisteredRecommendation,
} from '../../schemas/analysis/recommendation.ts'
import { afterAct, awaitsAction } from './recommendation-status.ts'
import { daysBetween, type CivilDate } from '../calendar/civil-date.ts'

export type ActName = RecommendationAct['act']

interface NotAllowed {
  readonly because: string
}
const no = (because: string): NotAllowed => ({ because })

const OPEN = no('It is open.')
const CLOSED = no('It is closed.')

/** Status × act: where an act leads, or why it is not allowed. Code, test and picture read the same table. */
export const transitions = {
  proposed: {
    assign: 'proposed',
    inform: 'proposed',
    respond: 'proposed',
    accept: 'accepted',
    start: no('The addressee has not accepted it.'),
    decline: 'declined',
    close: 'closed',
    reopen: OPEN,
  },
  accepted: {
    assign: 'accepted',
    inform: 'accepted',
    respond: 'accepted',
    accept: no('The addressee has accepted it.'),
    start: 'in-progress',
    decline: 'declined',
    close: 'closed',
    reopen: OPEN,
  },
  'in-progress': {
    assign: 'in-progress',
    inform: 'in-progress',
    respond: 'in-progress',
    accept: no('The addressee has accepted it.'),
    start: no('Work on it has started.'),
    decline: no('Work on it has started: close it with a reason.'),
    close: 'closed',
    reopen: OPEN,
  },
  declined: {
    assign: 'declined',
    inform: 'declined',
    respond: 'declined',
    accept: 'accepted',
    start: no('The addressee has declined it.'),
    decline: no('The addressee has declined it.'),
    close: 'closed',
    reopen: 'proposed',
  },
  closed: {
    assign: CLOSED,
    inform: CLOSED,
    respond: CLOSED,
    accept: CLOSED,
    start: CLOSED,
    decline: CLOSED,
    close: CLOSED,
    reopen: 'proposed',
  },
} as const satisfies Record<RecommendationStatus, Record<ActName, RecommendationStatus | NotAllowed>>

const ACTS = Object.keys(transitions.proposed) as ActName[]

const cell = (status: RecommendationStatus, act: ActName): RecommendationStatus | NotAllowed => transitions[status][act]

/** What the table allows while a recommendation has this status. */
export const actsAllowed = (status: RecommendationStatus): ActName[] =>
  ACTS.filter((act) => typeof cell(status, act) === 'string')

/** A panel's recommendation as it enters the register. */
export const registered = (recommendation: Recommendation, id: string): RegisteredRecommendation => ({
  ...recommendation,
  id,
  status: 'proposed',
})

export type RecommendationRefusal =
  | 'not-in-this-status'
  | 'addressee-missing'
  | 'addressee-informed'
  | 'not-informed'
  | 'in-the-future'
  | 'response-or-reason-needed'

export type RecommendationOutcome =
  | { readonly outcome: 'done'; readonly recommendation: RegisteredRecommendation }
  | {
      readonly outcome: 'refused'
      readonly code: RecommendationRefusal
      readonly because: string
      /** What the status allows instead. */
      readonly allowed: readonly ActName[]
    }

/**
 * Does something with a recommendation of the register, or says why not and what would be allowed.
 * R45, s16M(5): whoever should act must be informed first, and it closes only with their response or a reason.
 */
export function actOnRecommendation(
  recommendation: RegisteredRecommendation,
  act: RecommendationAct,
  today: CivilDate,
): RecommendationOutcome {
  const status = cell(recommendation.status, act.act)
  const refused = (code: RecommendationRefusal, because: string): RecommendationOutcome => ({
    outcome: 'refused',
    code,
    because,
    allowed: actsAllowed(recommendation.status),
  })
  if (typeof status !== 'string') return refused('not-in-this-status', status.because)
  const obstacle = obstacleTo(recommendation, act, today)
  if (obstacle) return refused(...obstacle)
  return { outcome: 'done', recommendation: { ...afterAct(recommendation, act), status } }
}

const NOT_INFORMED = 'Record first when the addressee was informed (Children Act 2004 s16M(5)).'

function obstacleTo(
  recommendation: RegisteredRecommendation,
  act: RecommendationAct,
  today: CivilDate,
): [RecommendationRefusal, string] | undefined {
  const { addressee, informedOn, response } = recommendation
  const isInformed = informedOn !== undefined
  switch (act.act) {
    case 'assign':
      return isInformed && act.addressee !== undefined && act.addressee !== addressee
        ? ['addressee-informed', 'Its addressee has been informed: close it with a reason, and recommend to the other.']
        : undefined
    case 'inform':
      if (addressee === undefined) return ['addressee-missing', 'Say first who it is addressed to.']
      return act.on > today ? ['in-the-future', 'Give a day that is not in the future.'] : undefined
    case 'respond':
    case 'accept':
    case 'decline':
      return isInformed ? undefined : ['not-informed', NOT_INFORMED]
    case 'close':
      return act.reason !== undefined || (isInformed && response !== undefined)
        ? undefined
        : ['response-or-reason-needed', "Record the addressee's response first, or close it with a reason."]
    case 'start':
    case 'reopen':
      return undefined
  }
}

/** How a recommendation stands on a day in England. */
export interface RecommendationStanding {
  /** Whole days past the due date, 0 on it and before it; nothing to do, nothing overdue. */
  readonly daysOverdue: number
  /** Somebody should act and has not been told yet (s16M(5)). */
  readonly addresseeNotInformed: boolean
}

export function standingOfRecommendation(
  { status, dueOn, informedOn }: RegisteredRecommendation,
  today: CivilDate,
): RecommendationStanding {
  const isOpen = awaitsAction({ status })
  return {
    daysOverdue: isOpen && dueOn !== undefined ? Math.max(0, daysBetween(dueOn, today)) : 0,
    addresseeNotInformed: isOpen && informedOn === undefined,
  }
}

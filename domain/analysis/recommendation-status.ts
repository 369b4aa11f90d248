import type {
  RecommendationAct,
  RecommendationStatus,
  RegisteredRecommendation,
} from '../../schemas/analysis/recommendation.ts'

const AWAITS_ACTION: readonly RecommendationStatus[] = ['proposed', 'accepted', 'in-progress']

/** Somebody is still to act, or to say that they will not. */
export const awaitsAction = ({ status }: Pick<RegisteredRecommendation, 'status'>): boolean =>
  AWAITS_ACTION.includes(status)

/** What an act changes of a recommendation besides its status. */
export function afterAct(before: RegisteredRecommendation, act: RecommendationAct): RegisteredRecommendation {
  switch (act.act) {
    case 'assign': {
      const { addressee = before.addressee, owner = before.owner, dueOn = before.dueOn } = act
      return { ...before, ...(addressee && { addressee }), ...(owner && { owner }), ...(dueOn && { dueOn }) }
    }
    case 'inform':
      return { ...before, informedOn: act.on }
    case 'respond':
    case 'decline':
      return { ...before, response: act.response }
    case 'accept':
      return act.response === undefined ? before : { ...before, response: act.response }
    case 'close':
      return act.reason === undefined ? before : { ...before, closedBecause: act.reason }
    case 'start':
      return before
    case 'reopen': {
      const { closedBecause, ...open } = before
      return closedBecause === undefined ? before : open
    }
  }
}

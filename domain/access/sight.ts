import type { Role } from '../../schemas/access.ts'
import type { Stage } from '../../schemas/panel-work/codes.ts'
import type { Case } from '../case/case.ts'
import { isWithPanel } from '../panel-work/stages.ts'
import { hasConflict } from '../review/review.ts'
import { permissions, type Person } from './access.ts'

/** Why a case, and the form that is written on it, stays out of somebody's sight although it is their panel's. */
export type OutOfSight = 'conflict-of-interest' | 'not-with-the-panel'

/**
 * Why somebody may not see a case of their own panel without identities, nor its analysis form; nothing where they may. Those who prepare it see it at any
 * stage, panel members and the chair while it is theirs to review, and nobody who has declared a conflict of interest.
 */
export function outOfSight(known: Case, person: Person): OutOfSight | undefined {
  if (hasConflict(known.work.review, person.subject)) return 'conflict-of-interest'
  return isInSight(known.work.stage, person.roles) ? undefined : 'not-with-the-panel'
}

/** Whether people of these roles see a case of their panel without identities at this stage. */
export const isInSight = (stage: Stage, roles: readonly Role[]): boolean =>
  permissions['read-case'].roles.some((role) => roles.includes(role)) || isWithPanel(stage)

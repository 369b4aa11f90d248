import type { Case } from '../case/case.ts'
import { isWithPanel } from '../panel-work/stages.ts'
import { permissions, type Person } from './access.ts'

/** Whether somebody has declared a conflict of interest in a case. */
export type HasConflict = (known: Case, subject: string) => boolean

/** Why a case stays out of somebody's sight although it is their panel's. */
export type OutOfSight = 'conflict-of-interest' | 'not-with-the-panel'

/**
 * Why somebody may not see a case of their own panel without identities; nothing where they may. Those who prepare it see it at any
 * stage, panel members and the chair while it is theirs to review, and nobody who has declared a conflict of interest.
 */
export function outOfSight(known: Case, person: Person, hasConflict: HasConflict): OutOfSight | undefined {
  if (hasConflict(known, person.subject)) return 'conflict-of-interest'
  const prepares = permissions['read-case'].roles.some((role) => person.roles.includes(role))
  return prepares || isWithPanel(known.work.stage) ? undefined : 'not-with-the-panel'
}

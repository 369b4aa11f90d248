import { mayEver, type Person } from '../../domain/access/access.ts'
import type { Case } from '../../domain/case/case.ts'
import { showReference } from '../../schemas/reference.ts'
import { panelName } from '../shared/views/panel-name.ts'

/**
 * What the template of the letter shows. Never the child or the family: their names are written in by hand, so that no slip can send one
 * family the letter of another. The key worker's name is for those only who may read the case; for others it is a gap too.
 */
export function letterOf({ reference, routing, work }: Case, person: Person) {
  const keyWorker = mayEver(person, 'read-case') ? work.keyWorker : undefined
  return {
    reference: showReference(reference),
    panel: routing ? panelName(routing.panel).name : '',
    keyWorker: { name: keyWorker?.name ?? '', contact: keyWorker?.contact ?? '' },
    askedQuestions: work.familyQuestions.length > 0,
  }
}

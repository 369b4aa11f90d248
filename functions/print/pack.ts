import type { Person } from '../../domain/access/access.ts'
import { outOfSight, type OutOfSight } from '../../domain/access/sight.ts'
import type { AnonymisedAnalysis } from '../../domain/anonymised-view/analysis-fields.ts'
import { anonymisedAnalysis, anonymiserOf } from '../../domain/anonymised-view/view.ts'
import type { Meeting } from '../../domain/panel-work/meeting.ts'
import { formSoFar } from '../../domain/review/review.ts'
import type { Reference } from '../../schemas/reference.ts'
import { caseNamed } from '../shared/find-case.ts'
import type { CaseRepository } from '../shared/ports/case-repository.ts'
import { anonymisedCaseView, type AnonymisedCaseItself } from '../shared/views/anonymised-case.ts'

/** The papers of a meeting, for one person. */
export interface Pack {
  readonly meeting: Meeting
  readonly cases: readonly PackCase[]
}

/** A case of the agenda; or why it is not in this person's pack. */
export type PackCase =
  | { readonly known: Shown; readonly leftOut?: undefined }
  | { readonly known?: undefined; readonly leftOut: LeftOut; readonly reference: Reference }
export type LeftOut = OutOfSight | 'not-with-this-panel'

interface Shown {
  readonly reference: Reference
  readonly view: AnonymisedCaseItself
  readonly analysis?: AnonymisedAnalysis | undefined
}

type Cases = Pick<CaseRepository, 'load'>

/** Puts together what this person may see of each case of the agenda. */
export async function packOf(
  meeting: Meeting,
  agenda: readonly Reference[],
  person: Person,
  stored: Cases,
): Promise<Pack> {
  const cases: PackCase[] = []
  for (const reference of agenda) cases.push(await packCase(reference, meeting.panel, person, stored))
  return { meeting, cases }
}

async function packCase(reference: Reference, panel: string, person: Person, stored: Cases): Promise<PackCase> {
  const found = await caseNamed(reference, stored)
  // A case may have gone to another panel since it was listed.
  if (found?.case.routing?.panel !== panel) return { leftOut: 'not-with-this-panel', reference }
  const { case: known, events } = found
  const hidden = outOfSight(known, person)
  if (hidden) return { leftOut: hidden, reference }
  const anonymiser = anonymiserOf(known, events)
  const form = formSoFar(known.work.review)
  const analysis = form && anonymisedAnalysis(form, anonymiser)
  return { known: { reference: known.reference, view: anonymisedCaseView(known, anonymiser), analysis } }
}

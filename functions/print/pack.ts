import type { Person } from '../../domain/access/access.ts'
import { outOfSight, type HasConflict, type OutOfSight } from '../../domain/access/sight.ts'
import type { AnonymisedAnalysis } from '../../domain/anonymised-view/analysis-fields.ts'
import { anonymisedAnalysis, anonymiserOf } from '../../domain/anonymised-view/view.ts'
import type { AnonymisedCase } from '../../schemas/anonymised-case.ts'
import type { Reference } from '../../schemas/reference.ts'
import { caseNamed } from '../shared/find-case.ts'
import type { AnalysisFormReader } from '../shared/ports/analysis-form-reader.ts'
import type { CaseRepository } from '../shared/ports/case-repository.ts'
import type { Meeting } from '../shared/ports/meeting-reader.ts'
import { anonymisedCaseView } from '../shared/views/anonymised-case.ts'

/** The papers of a meeting, for one person. */
export interface Pack {
  readonly panel: string
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
  readonly view: AnonymisedCase
  readonly analysis?: AnonymisedAnalysis | undefined
}

interface PackDeps {
  readonly cases: Pick<CaseRepository, 'load'>
  readonly forms: AnalysisFormReader
  readonly hasConflict: HasConflict
}

/** Puts together what this person may see of each case of the agenda. */
export async function packOf(panel: string, meeting: Meeting, person: Person, deps: PackDeps): Promise<Pack> {
  const cases: PackCase[] = []
  for (const reference of meeting.agenda) cases.push(await packCase(reference, panel, person, deps))
  return { panel, meeting, cases }
}

async function packCase(reference: Reference, panel: string, person: Person, deps: PackDeps): Promise<PackCase> {
  const found = await caseNamed(reference, deps.cases)
  // A case may have gone to another panel since it was listed.
  if (found?.case.routing?.panel !== panel) return { leftOut: 'not-with-this-panel', reference }
  const { case: known, events } = found
  const hidden = outOfSight(known, person, deps.hasConflict)
  if (hidden) return { leftOut: hidden, reference }
  const anonymiser = anonymiserOf(known, events)
  const form = await deps.forms.formOf(known.reference)
  const analysis = form && anonymisedAnalysis(form, anonymiser)
  return { known: { reference: known.reference, view: anonymisedCaseView(known, anonymiser), analysis } }
}

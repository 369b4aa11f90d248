import { outOfSight } from '../../domain/access/sight.ts'
import { anonymiserOf, givenAwayOnForm } from '../../domain/anonymised-view/view.ts'
import { caseInReach, readingBy } from '../shared/case-in-reach.ts'
import type { AccessRecord, CaseRepository } from '../shared/ports/case-repository.ts'
import type { Now } from '../shared/ports/clock.ts'
import type { Answered, PersonalRequest, Routes } from '../shared/runtime/http.ts'
import { anonymisedCaseView } from '../shared/views/anonymised-case.ts'
import { outOfSightProblem } from '../shared/views/out-of-sight.ts'

export interface ReadAnonymisedDeps {
  readonly cases: Pick<CaseRepository, 'load'> & AccessRecord
  readonly now: Now
}

export const readAnonymisedRoutes = (deps: ReadAnonymisedDeps): Routes => ({
  'GET /api/v1/cases/{reference}/anonymised': (request) => anonymisedCase(request, deps),
})

async function anonymisedCase(request: PersonalRequest, { cases, now }: ReadAnonymisedDeps): Promise<Answered> {
  const found = await caseInReach(request, 'read-anonymised-case', cases)
  if ('status' in found) return found
  const { case: known, events } = found
  const hidden = outOfSight(known, request.person)
  if (hidden) return outOfSightProblem(hidden)
  await cases.recordReading(readingBy(request, known.reference, 'anonymised-case', now()))
  const anonymiser = anonymiserOf(known, events)
  const given = givenAwayOnForm(known, anonymiser)
  return { status: 200, body: { ...anonymisedCaseView(known, anonymiser), givenAwayOnForm: given } }
}

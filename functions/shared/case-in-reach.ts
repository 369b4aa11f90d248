import { mayEver, reachesPanel, type Act } from '../../domain/access/access.ts'
import type { Instant } from '../../domain/calendar/instant.ts'
import { problem, type Problem } from '../../schemas/problem.ts'
import { ReferenceSchema } from '../../schemas/reference.ts'
import { caseNamed } from './find-case.ts'
import type { CaseRepository, LoadedCase, Reading } from './ports/case-repository.ts'
import type { PersonalRequest } from './runtime/http.ts'

/** The case that a request names, for somebody of its panel. A case of another panel answers as one that does not exist. */
export async function caseInReach(
  { person, params }: PersonalRequest,
  act: Act,
  cases: Pick<CaseRepository, 'load'>,
): Promise<LoadedCase | Problem> {
  if (!mayEver(person, act)) return problem('forbidden')
  const { success, data } = ReferenceSchema.safeParse(params['reference'])
  const found = success ? await caseNamed(data, cases) : undefined
  return found && reachesPanel(person, act, found.case.routing?.panel) ? found : problem('not-found')
}

/** Who read what, as it is recorded beside the case. */
export const readingBy = (
  { person, requestId }: PersonalRequest,
  reference: Reading['reference'],
  what: Reading['what'],
  at: Instant,
): Reading => ({ reference, what, at, subject: person.subject, roles: person.roles, requestId })

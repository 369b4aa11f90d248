import { reachesPanel, type Person } from '../../../domain/access/access.ts'
import type { Instant } from '../../../domain/calendar/instant.ts'
import type { Case } from '../../../domain/case/case.ts'
import { liveClaim } from '../../../domain/panel-work/panel-work.ts'
import { allowedActions } from '../../../domain/panel-work/permission.ts'
import type { CaseNow } from '../../../schemas/panel-work/case-now.ts'

/** Where a case stands, and what this person may do now: codes, pseudonyms and times only. */
export const caseNowView = (known: Case, person: Person, at: Instant): CaseNow => ({
  version: known.version,
  stage: known.work.stage,
  claim: liveClaim(known.work, at) ?? null,
  holds: known.work.holds.map(({ hold }) => hold),
  allowed: allowedView(known, person, at),
})

/** Nothing is allowed on a case that is, or has come to be, another panel's. */
export const allowedView = (known: Case, person: Person, at: Instant): CaseNow['allowed'] =>
  (reachesPanel(person, 'work-case', known.routing?.panel) ? allowedActions(known, person, at) : []).map(
    ({ action, stages }) => ({ action, ...(stages && { stages: [...stages] }) }),
  )

import { mayEver } from '../../domain/access/access.ts'
import type { Case } from '../../domain/case/case.ts'
import { inWords } from '../../domain/panel-work/refusals.ts'
import type { Worked as WorkedView } from '../../schemas/panel-work/record.ts'
import { problem } from '../../schemas/problem.ts'
import { ReferenceSchema, showReference } from '../../schemas/reference.ts'
import type { Answered, PersonalRequest, Routes } from '../shared/runtime/http.ts'
import { idempotencyKey, jsonBody } from '../shared/runtime/json-body.ts'
import { historyEntry } from '../shared/views/history.ts'
import { caseNowView } from '../shared/views/case-now.ts'
import { workCase, type WorkDeps, type Worked } from './work-case.ts'

/** What a panel does with its cases over HTTP. */
export const workRoutes = (deps: WorkDeps): Routes => ({
  'POST /api/v1/cases/{reference}/actions': async (request) => {
    const { person, params, body } = request
    if (!mayEver(person, 'work-case')) return problem('forbidden')
    const key = idempotencyKey(request)
    if (key === undefined) return problem('idempotency-key-needed')
    const parsed = jsonBody(request)
    if (!('json' in parsed)) return parsed
    const { success, data } = ReferenceSchema.safeParse(params['reference'])
    if (!success) return problem('not-found')
    return answer(await workCase(data, { person, key, body, json: parsed.json }, deps), request, deps)
  },
})

function answer(worked: Worked, { person }: PersonalRequest, { now }: WorkDeps): Answered {
  const caseNow = (known: Case) => caseNowView(known, person, now())
  switch (worked.outcome) {
    case 'done':
    case 'replayed': {
      const { known, link } = worked
      const body: WorkedView = {
        reference: showReference(known.reference),
        ...caseNow(known),
        ...(link && { link }),
        ...(known.joinedTo && { joinedTo: showReference(known.joinedTo) }),
      }
      return { status: worked.outcome === 'done' ? 201 : 200, body }
    }
    case 'refused': {
      const { refusal, action, known } = worked
      const particulars = {
        reasonCode: refusal.refused,
        detail: inWords(refusal, action.action, known.work.stage),
        caseNow: caseNow(known),
        ...(refusal.obstacles && { obstacles: [...refusal.obstacles] }),
      }
      return problem(refusal.refused === 'not-for-your-role' ? 'forbidden' : 'not-possible-now', particulars)
    }
    case 'changed-since':
      return problem('conflict', {
        detail: 'Nothing was done: others changed the case since you looked. See what they did, then decide again.',
        caseNow: caseNow(worked.known),
        since: worked.since.map(historyEntry),
      })
    case 'invalid':
      return problem('validation', { errors: worked.errors })
    case 'key-reused':
      return problem('idempotency-key-reused')
    case 'not-found':
      return problem('not-found')
  }
}

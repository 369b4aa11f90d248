import { mayEver } from '../../domain/access/access.ts'
import { civilDateInLondon } from '../../domain/calendar/london.ts'
import type { Case } from '../../domain/case/case.ts'
import { refusalTexts } from '../../domain/panel-work/refusals.ts'
import { decideAct, type ActDecision } from '../../domain/review/register.ts'
import { RecommendationActSchema } from '../../schemas/analysis/recommendation.ts'
import { readAs } from '../../schemas/field-problems.ts'
import { problem, type Problem } from '../../schemas/problem.ts'
import { ReferenceSchema } from '../../schemas/reference.ts'
import type { Answered, PersonalRequest } from '../shared/runtime/http.ts'
import { recommendationView } from '../shared/views/recommendation.ts'
import { changeReview, type ReviewDeps } from './change-review.ts'
import { requestOf } from './request.ts'

type ActRefused = Exclude<ActDecision, { outcome: 'decided' }>

/** Somebody does something with a recommendation of the register. */
export async function actOnRecommendation(request: PersonalRequest, deps: ReviewDeps): Promise<Answered> {
  const { person, params } = request
  if (!mayEver(person, 'act-on-recommendation')) return problem('forbidden')
  const read = requestOf(request, deps.hash)
  if (!('request' in read)) return read
  const { success, data: reference } = ReferenceSchema.safeParse(params['reference'])
  const number = Number(params['number'])
  if (!success) return problem('not-found')
  const act = readAs(RecommendationActSchema, read.json)
  if (!act.ok) return problem('validation', { errors: act.errors })

  const changed = await changeReview<ActRefused>(
    { reference, person, act: 'act-on-recommendation', request: read.request },
    deps,
    (known, at) => {
      const decision = decideAct(known, number, act.value, person, at, read.request)
      return decision.outcome === 'decided' ? decision : { refused: decision }
    },
  )
  switch (changed.outcome) {
    case 'done':
      deps.meter.count('RecommendationsActedOn')
      return { status: 201, body: viewOf(changed.known, number, deps) }
    case 'replayed':
      return { status: 200, body: viewOf(changed.known, number, deps) }
    case 'refused':
      return refusal(changed.refused)
    case 'not-found':
      return problem('not-found')
    case 'key-reused':
      return problem('idempotency-key-reused')
  }
}

function viewOf({ reference, work }: Case, number: number, { now }: ReviewDeps) {
  const known = work.review.recommendations.find(({ id }) => id === String(number))
  return known && recommendationView(reference, known, civilDateInLondon(now()))
}

function refusal(refused: ActRefused): Problem {
  switch (refused.outcome) {
    case 'no-such-recommendation':
      return problem('not-found', { detail: refusalTexts['no-such-recommendation'] })
    case 'conflict-of-interest':
      return problem('forbidden', { reasonCode: refused.outcome, detail: refusalTexts[refused.outcome] })
    case 'refused': {
      const { code, because, allowed } = refused
      return code === 'in-the-future'
        ? problem('validation', { errors: [{ pointer: '/on', code, detail: because }] })
        : problem('not-possible-now', { reasonCode: code, detail: `${because} It allows: ${allowed.join(', ')}.` })
    }
  }
}

import { mayEver } from '../../domain/access/access.ts'
import { civilDateInLondon } from '../../domain/calendar/london.ts'
import { cut, publish, withdraw, type ReleaseRefusal } from '../../domain/statistics/lifecycle.ts'
import { readAs } from '../../schemas/field-problems.ts'
import { problem, type Problem } from '../../schemas/problem.ts'
import type { ReleaseAudit } from '../../schemas/statistics/answers.ts'
import { CutSchema, ReleaseParametersSchema, WithdrawSchema } from '../../schemas/statistics/requests.ts'
import type { ReleaseHead } from '../../schemas/statistics/release-head.ts'
import type { Answered, PersonalRequest } from '../shared/runtime/http.ts'
import { idempotencyKey, jsonBody } from '../shared/runtime/json-body.ts'
import { releaseView } from './release-views.ts'
import type { StatisticsDeps } from './routes.ts'

/** Cuts a release; the publishing job makes it. Cut twice, it is one: its name is its period's and its version's. */
export async function cutRelease(request: PersonalRequest, deps: StatisticsDeps): Promise<Answered> {
  const { releases, countsFrom, now } = deps
  const { person } = request
  const sent = bodyOf(request)
  if (!('json' in sent)) return sent
  const asked = readAs(CutSchema, sent.json)
  if (!asked.ok) return problem('validation', { errors: asked.errors })
  const at = now()
  const { asOf = civilDateInLondon(at), ...wanted } = asked.value
  const year = Number(wanted.period.slice(0, 4))
  const heads = await releases.ofYears(wanted.cohort, year, year)
  const decision = cut({ ...wanted, asOf }, heads, at, person.subject, countsFrom)
  if (decision.outcome === 'refused') return refusal(decision.refused)
  const { head } = decision
  const isNew = !heads.some(({ id }) => id === head.id) && (await releases.draft(head))
  const body = releaseView(isNew ? head : ((await releases.head(head.id)) ?? head), person)
  return { status: isNew ? 201 : 200, body }
}

export async function publishRelease(request: PersonalRequest, { releases, now }: StatisticsDeps): Promise<Answered> {
  const found = await headFor(request, releases)
  if (!('head' in found)) return found
  const { head } = found
  const decision = publish(head, await releases.countOut(head.cohort), now(), request.person.subject)
  if (decision.outcome === 'refused') return refusal(decision.refused)
  if (decision.head !== head && !(await releases.publish(head, decision.head))) return problem('conflict')
  return { status: 200, body: releaseView(decision.head, request.person) }
}

export async function withdrawRelease(request: PersonalRequest, { releases, now }: StatisticsDeps): Promise<Answered> {
  const sent = bodyOf(request)
  if (!('json' in sent)) return sent
  const asked = readAs(WithdrawSchema, sent.json)
  if (!asked.ok) return problem('validation', { errors: asked.errors })
  const found = await headFor(request, releases)
  if (!('head' in found)) return found
  const { head } = found
  const decision = withdraw(head, asked.value.reason, now(), request.person.subject)
  if (decision.outcome === 'refused') return refusal(decision.refused)
  if (decision.head !== head && !(await releases.move(head, decision.head))) return problem('conflict')
  return { status: 200, body: releaseView(decision.head, request.person) }
}

export async function readAudit(request: PersonalRequest, { releases }: StatisticsDeps): Promise<Answered> {
  const found = await headFor(request, releases)
  if (!('head' in found)) return found
  const { id, state, hash, audit, hidden, failure, follows } = found.head
  const release = hash === undefined ? undefined : await releases.release(found.head)
  const body: ReleaseAudit = {
    id,
    state,
    ...(hash !== undefined && { hash }),
    ...(audit && { audit }),
    ...(hidden && { hidden }),
    ...(failure && { failure }),
    ...(follows && { follows }),
    ...(release && { ruleSet: release.ruleSet }),
  }
  return { status: 200, body }
}

function bodyOf(request: PersonalRequest): { readonly json: unknown } | Problem {
  if (!mayEver(request.person, 'lead-statistics')) return problem('forbidden')
  return idempotencyKey(request) === undefined ? problem('idempotency-key-needed') : jsonBody(request)
}

async function headFor(
  { person, params }: PersonalRequest,
  releases: StatisticsDeps['releases'],
): Promise<{ readonly head: ReleaseHead } | Problem> {
  if (!mayEver(person, 'lead-statistics')) return problem('forbidden')
  const { data } = ReleaseParametersSchema.safeParse(params)
  const head = data && (await releases.head(data.release))
  return head ? { head } : problem('not-found')
}

const IN_WORDS: Readonly<Record<ReleaseRefusal, string>> = {
  'unknown-period': 'Cut a year, which brings its quarters, or one quarter.',
  'before-the-service':
    'This service did not have every death of that period: its numbers would be too low. Cut a period that began later.',
  'period-not-over': 'Give an as-of date after the last day of the period.',
  'as-of-in-the-future': 'Give an as-of date that has come.',
  'published-already': 'The period is out. Restate it, and only rows with enough changes are stated anew.',
  'not-published-yet': 'Nothing is out that could be restated. Cut the period for the first time.',
  'not-audited': 'It is not made yet, or could not be: see its audit.',
  'withdrawn-already': 'It was withdrawn.',
  'others-published-since':
    'Another release came out since, with which this one was not audited. Withdraw it and cut it again.',
}

const refusal = (refused: ReleaseRefusal) => problem('release-not-ready', { detail: IN_WORDS[refused] })

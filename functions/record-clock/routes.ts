import { mayEver } from '../../domain/access/access.ts'
import type { ClockRecord, ClockRefusal } from '../../domain/case/record-clock.ts'
import type { RequestMark } from '../../domain/case/events.ts'
import type { ClocksOfCase } from '../../schemas/api.ts'
import { ClockRecordSchema } from '../../schemas/clock-record.ts'
import type { ClockRuleId } from '../../schemas/clocks.ts'
import { readAs } from '../../schemas/field-problems.ts'
import { ClockParametersSchema } from '../../schemas/parameters.ts'
import { problem, type FieldProblem, type Problem } from '../../schemas/problem.ts'
import { showReference } from '../../schemas/reference.ts'
import type { KeyedHash } from '../shared/ports/keyed-hash.ts'
import type { Answered, PersonalRequest, Routes } from '../shared/runtime/http.ts'
import { idempotencyKey, jsonBody } from '../shared/runtime/json-body.ts'
import { recordClock, type Recorded, type RecordClockDeps } from './record-clock.ts'

interface Deps extends RecordClockDeps {
  readonly hash: Pick<KeyedHash, 'body'>
}

/** What may be recorded of a case's clocks over HTTP. */
export const recordClockRoutes = (deps: Deps): Routes => ({
  'POST /api/v1/cases/{reference}/clocks/{rule}': (request) => recorded(request, deps),
})

async function recorded(request: PersonalRequest, deps: Deps): Promise<Answered> {
  const { person, params, body } = request
  if (!mayEver(person, 'record-clock')) return problem('forbidden')
  const key = idempotencyKey(request)
  if (key === undefined) return problem('idempotency-key-needed')
  const where = ClockParametersSchema.safeParse(params)
  if (!where.success) return problem('not-found')
  const { reference, rule } = where.data
  const parsed = jsonBody(request)
  if (!('json' in parsed)) return parsed
  const read = readAs(ClockRecordSchema, parsed.json)
  if (!read.ok) return problem('validation', { errors: read.errors })

  // The rule is part of the request: the same body about another clock is another request.
  const mark = {
    key: deps.hash.body(JSON.stringify([person.subject, key])),
    bodyHash: deps.hash.body(`${rule} ${body}`),
  }
  const record = clockRecord(read.value, rule, mark)
  return answered(await recordClock(reference, record, person, deps), 'metAt' in record ? 'metAt' : 'startedAt')
}

/** The schema holds that one of the two is given. */
function clockRecord(
  { metAt, startedAt, note }: ReturnType<typeof ClockRecordSchema.parse>,
  rule: ClockRuleId,
  request: RequestMark,
): ClockRecord {
  const told = { rule, request, ...(note !== undefined && { note }) }
  if (metAt !== undefined) return { ...told, metAt }
  if (startedAt !== undefined) return { ...told, startedAt }
  throw new Error('A record says when it was done or when it began.')
}

function answered(outcome: Recorded, field: Field): Answered {
  switch (outcome.outcome) {
    case 'recorded':
    case 'replayed': {
      const { reference, version, routing } = outcome.case
      const body: ClocksOfCase = { reference: showReference(reference), version, clocks: [...(routing?.clocks ?? [])] }
      return { status: outcome.outcome === 'recorded' ? 201 : 200, body }
    }
    case 'refused':
      return refusal(outcome.because, field)
    case 'not-found':
      return problem('not-found')
    case 'key-reused':
      return problem('idempotency-key-reused')
  }
}

/** Which field has to be mended, or why nothing in the request could mend it. */
function refusal(because: ClockRefusal, field: Field): Problem {
  if (because === 'does-not-run') return problem('not-possible-now', { detail: 'No such clock runs on this case.' })
  if (because === 'known-from-notification')
    return problem('not-possible-now', {
      detail: 'This moment comes with the notification: amend the notification instead.',
    })
  return problem('validation', { errors: [toMend(because, field)] })
}

type Field = 'metAt' | 'startedAt'

function toMend(because: 'in-the-future' | 'before-start' | 'correction-needs-note', field: Field): FieldProblem {
  switch (because) {
    case 'in-the-future':
      return { pointer: `/${field}`, code: 'in-the-future', detail: 'Give a moment that is not in the future.' }
    case 'before-start':
      return { pointer: `/${field}`, code: 'wrong-order', detail: BEFORE_START[field] }
    case 'correction-needs-note':
      return { pointer: '/note', code: 'required', detail: 'It is recorded already: say why it is corrected.' }
  }
}

const BEFORE_START = {
  metAt: 'It was not done before the clock began: correct the moment, or record first when the clock began.',
  startedAt: 'The clock did not begin before the death: correct the moment, or amend the notification.',
} as const

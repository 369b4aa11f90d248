import { mayEver, type Act } from '../../domain/access/access.ts'
import { scopeReasons } from '../../domain/scope/scope.ts'
import { problem } from '../../schemas/problem.ts'
import { ReferenceSchema } from '../../schemas/reference.ts'
import type { Answered, PersonalRequest, Routes } from '../shared/runtime/http.ts'
import { idempotencyKey, jsonBody } from '../shared/runtime/json-body.ts'
import { receiptOf } from '../shared/views/receipt.ts'
import { amend, type Amended } from './amend.ts'
import { notify, type CaptureDeps, type Notified, type Submission } from './notify.ts'

/** What capture answers over HTTP. */
export const captureRoutes = (deps: CaptureDeps): Routes => ({
  'POST /api/v1/notifications': (request) =>
    submitted(request, 'notify-death', async (submission) => notifiedAnswer(await notify(submission, deps))),

  'POST /api/v1/notifications/{reference}/amendments': (request) =>
    submitted(request, 'amend-notification', async (submission) => {
      const { success, data } = ReferenceSchema.safeParse(request.params['reference'])
      return success ? amendedAnswer(await amend(data, submission, deps)) : problem('not-found')
    }),
})

async function submitted(
  request: PersonalRequest,
  act: Act,
  answer: (submission: Submission) => Promise<Answered>,
): Promise<Answered> {
  const { person, body } = request
  if (!mayEver(person, act)) return problem('forbidden')
  const key = idempotencyKey(request)
  if (key === undefined) return problem('idempotency-key-needed')
  const parsed = jsonBody(request)
  return 'json' in parsed ? answer({ person, key, body, json: parsed.json }) : parsed
}

function notifiedAnswer(notified: Notified): Answered {
  switch (notified.outcome) {
    case 'received':
    case 'replayed':
      return {
        status: notified.outcome === 'received' ? 201 : 200,
        body: receiptOf(notified.notification, notified.unrecognisedFields),
      }
    case 'invalid':
      return problem('validation', { errors: notified.errors })
    case 'out-of-scope':
      return problem('out-of-scope', { reasonCode: notified.code, detail: scopeReasons[notified.code].text })
    case 'key-reused':
      return problem('idempotency-key-reused')
  }
}

function amendedAnswer(amended: Amended): Answered {
  switch (amended.outcome) {
    case 'amended':
    case 'replayed':
      return {
        status: amended.outcome === 'amended' ? 201 : 200,
        body: receiptOf(amended.notification, amended.unrecognisedFields),
      }
    case 'invalid':
      return problem('validation', { errors: amended.errors })
    case 'retracted':
      return problem('not-possible-now', {
        reasonCode: 'notification-retracted',
        detail: 'The notification was made in error and has been retracted. If the child has died, notify again.',
      })
    case 'changed-since':
      return problem('conflict', { detail: 'The notification has changed since: look at it again, then amend.' })
    case 'key-reused':
      return problem('idempotency-key-reused')
    case 'not-found':
    case 'forbidden':
      return problem(amended.outcome)
  }
}

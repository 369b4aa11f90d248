import type { AnswerRefusal } from '../../domain/agency-forms/answer.ts'
import { FormSessionSchema, OpenLinkSchema } from '../../schemas/agency-forms/agency.ts'
import type { AfterAct, OpenedForm } from '../../schemas/agency-forms/agency-view.ts'
import { problem } from '../../schemas/problem.ts'
import type { Answered, HttpRequest, PublicRoutes } from '../shared/runtime/http.ts'
import { jsonBody } from '../shared/runtime/json-body.ts'
import type { AgencyFormDeps, OwnForm } from './agency-case.ts'
import { answerForm, formOfSession } from './answer-form.ts'
import { agencyFormView } from './form-view.ts'
import { openLink } from './open-link.ts'

/** What somebody at an agency may do over HTTP, without an account. */
export const agencyFormRoutes = (deps: AgencyFormDeps): PublicRoutes => ({
  'POST /api/v1/form-links/open': (request) => open(request, deps),
  'GET /api/v1/form-answers': (request) => show(request, deps),
  'POST /api/v1/form-answers': (request) => answer(request, deps),
})

/** One answer to whatever does not work, so that it tells nothing: not even whether there is such a form. */
const NOT_ACCEPTED = problem('link-not-accepted')

async function open(request: HttpRequest, deps: AgencyFormDeps): Promise<Answered> {
  const parsed = jsonBody(request)
  if (!('json' in parsed)) return parsed
  const { success, data } = OpenLinkSchema.safeParse(parsed.json)
  if (!success) deps.meter.count('FormLinksRefused')
  const opened = success ? await openLink(data.link, data.passcode, deps) : undefined
  if (!opened) return NOT_ACCEPTED
  await recordReading(request, opened, deps)
  const body: OpenedForm = { ...agencyFormView(opened), session: opened.session }
  return { status: 201, body }
}

async function show(request: HttpRequest, deps: AgencyFormDeps): Promise<Answered> {
  const own = await ownFormOf(request, deps)
  if (!own) return NOT_ACCEPTED
  await recordReading(request, own, deps)
  return { status: 200, body: agencyFormView(own) }
}

async function answer(request: HttpRequest, deps: AgencyFormDeps): Promise<Answered> {
  const own = await ownFormOf(request, deps)
  if (!own) return NOT_ACCEPTED
  const parsed = jsonBody(request)
  if (!('json' in parsed)) return parsed
  const answered = await answerForm(own, parsed.json, deps)
  if (!answered) return NOT_ACCEPTED
  if (answered.outcome === 'invalid') return problem('validation', { errors: answered.errors })
  if (answered.outcome === 'refused') return problem('not-possible-now', { detail: inWords[answered.because] })
  const { outcome, unrecognised, given } = answered
  const body: AfterAct = {
    ...agencyFormView(answered),
    outcome,
    ...(unrecognised !== undefined && { unrecognisedFields: unrecognised }),
    ...(given && { link: { token: given.token, passcode: given.passcode, expiresAt: given.expiresAt } }),
  }
  return { status: 201, body }
}

function ownFormOf({ headers }: HttpRequest, deps: AgencyFormDeps) {
  const { success, data } = FormSessionSchema.safeParse(headers['form-session'])
  if (success) return formOfSession(data, deps)
  deps.meter.count('FormLinksRefused')
  return Promise.resolve(undefined)
}

const recordReading = ({ requestId }: HttpRequest, { known, key }: OwnForm, { cases, now }: AgencyFormDeps) =>
  cases.recordReading({
    reference: known.reference,
    what: 'form',
    at: now(),
    subject: `${key.form}/link-${key.link}`,
    roles: [],
    requestId,
  })

const inWords = {
  'sent-already':
    'The form has been sent and cannot be changed: ask the panel for another one if something is missing.',
  'not-your-section': 'Your link does not open that section.',
  'not-for-this-link': 'Only whoever was asked for the form may do this.',
  'unknown-version': 'Load the form again and look at what stands there now.',
  'choose-first': 'Two texts stand beside each other: choose one in each section, then send the form.',
  'nothing-written': 'Nothing is written yet: where you hold nothing, say so at the questions.',
  'too-many-links': 'This form has been handed on too often: ask the panel for a new link.',
} as const satisfies Record<AnswerRefusal, string>

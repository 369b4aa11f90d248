import { mayEver, reachesPanel, type Act, type Person } from '../../domain/access/access.ts'
import type { Case } from '../../domain/case/case.ts'
import { meetingRefusalTexts } from '../../domain/panel-work/meeting.ts'
import { readAs } from '../../schemas/field-problems.ts'
import { ChangeOfMeetingSchema, PlannedMeetingSchema } from '../../schemas/panel-work/meetings.ts'
import { PanelParametersSchema } from '../../schemas/parameters.ts'
import { problem, type Problem } from '../../schemas/problem.ts'
import { MeetingReferenceSchema } from '../../schemas/reference.ts'
import { findCase } from '../shared/find-case.ts'
import type { Answered, PersonalRequest, Routes } from '../shared/runtime/http.ts'
import { idempotencyKey, jsonBody } from '../shared/runtime/json-body.ts'
import { agendaView, meetingsView, meetingView } from './agenda.ts'
import { change, plan, type MeetingDeps, type MeetingOutcome } from './meetings.ts'

interface Deps extends MeetingDeps {
  /** Whether this person has declared a conflict of interest in the case. */
  readonly conflicted: (known: Case, subject: string) => boolean
}

/** A panel's meetings over HTTP. Another panel's answer as ones that do not exist. */
export const meetingRoutes = (deps: Deps): Routes => ({
  'POST /api/v1/panels/{panel}/meetings': (request) => planned(request, deps),
  'GET /api/v1/panels/{panel}/meetings': async ({ person, params }) => {
    const panel = panelFor(person, 'read-meetings', params)
    if (typeof panel !== 'string') return panel
    return { status: 200, body: meetingsView(panel, await deps.meetings.ofPanel(panel), deps.now()) }
  },
  'GET /api/v1/panels/{panel}/meetings/{meeting}': (request) => agenda(request, deps),
  'POST /api/v1/panels/{panel}/meetings/{meeting}/changes': (request) => changed(request, deps),
})

async function planned(request: PersonalRequest, deps: Deps): Promise<Answered> {
  const panel = panelFor(request.person, 'run-meetings', request.params)
  if (typeof panel !== 'string') return panel
  const written = bodyOf(request)
  if (!('json' in written)) return written
  const read = readAs(PlannedMeetingSchema, written.json)
  if (!read.ok) return problem('validation', { errors: read.errors })
  return answer(await plan(read.value, { ...request, panel, key: written.key }, deps))
}

async function changed(request: PersonalRequest, deps: Deps): Promise<Answered> {
  const panel = panelFor(request.person, 'run-meetings', request.params)
  if (typeof panel !== 'string') return panel
  const written = bodyOf(request)
  if (!('json' in written)) return written
  const named = MeetingReferenceSchema.safeParse(request.params['meeting'])
  if (!named.success) return problem('not-found')
  const read = readAs(ChangeOfMeetingSchema, written.json)
  if (!read.ok) return problem('validation', { errors: read.errors })
  return answer(await change(named.data, read.value, { ...request, panel, key: written.key }, deps))
}

async function agenda({ person, params }: PersonalRequest, deps: Deps): Promise<Answered> {
  const panel = panelFor(person, 'read-meetings', params)
  if (typeof panel !== 'string') return panel
  const { success, data } = MeetingReferenceSchema.safeParse(params['meeting'])
  const meeting = success ? await deps.meetings.load(panel, data) : undefined
  if (!meeting) return problem('not-found')
  const references = await deps.meetings.listedFor(meeting)
  const found = await Promise.all(references.map((reference) => findCase(reference, deps.cases)))
  const listed = found.flatMap((one) => (one ? [one.case] : []))
  return { status: 200, body: agendaView(meeting, listed, (known) => deps.conflicted(known, person.subject)) }
}

/** A panel outside the person's reach answers as one that does not exist. */
function panelFor(person: Person, act: Act, params: PersonalRequest['params']): string | Problem {
  if (!mayEver(person, act)) return problem('forbidden')
  const { success, data } = PanelParametersSchema.safeParse({ panel: params['panel'] })
  return success && reachesPanel(person, act, data.panel) ? data.panel : problem('not-found')
}

function bodyOf(request: PersonalRequest): { readonly key: string; readonly json: unknown } | Problem {
  const key = idempotencyKey(request)
  if (key === undefined) return problem('idempotency-key-needed')
  const parsed = jsonBody(request)
  return 'json' in parsed ? { key, json: parsed.json } : parsed
}

function answer(outcome: MeetingOutcome): Answered {
  switch (outcome.outcome) {
    case 'done':
    case 'replayed':
      return { status: outcome.outcome === 'done' ? 201 : 200, body: meetingView(outcome.meeting) }
    case 'refused':
      return problem('not-possible-now', {
        reasonCode: outcome.refusal,
        detail: meetingRefusalTexts[outcome.refusal],
      })
    case 'changed-since':
      return problem('conflict', { detail: 'Nothing was done: read the meeting again, then decide again.' })
    case 'key-reused':
      return problem('idempotency-key-reused')
    case 'not-found':
      return problem('not-found')
  }
}

import { mayEver, reachesPanel, type Act, type Person } from '../../domain/access/access.ts'
import { FindQuerySchema, ListQuerySchema, PanelParametersSchema, QueueQuerySchema } from '../../schemas/parameters.ts'
import { readAs } from '../../schemas/field-problems.ts'
import { problem } from '../../schemas/problem.ts'
import { ReferenceSchema, showReference } from '../../schemas/reference.ts'
import { caseInReach, readingBy } from '../shared/case-in-reach.ts'
import { findNotification, notificationIn } from '../shared/find-notification.ts'
import type {
  AccessRecord,
  CaseRepository,
  CasesOfPanel,
  HistoryRecord,
  LoadedCase,
  QueueReader,
} from '../shared/ports/case-repository.ts'
import type { RecommendationRegister } from '../shared/ports/recommendation-register.ts'
import type { Now } from '../shared/ports/clock.ts'
import type { KeyedHash } from '../shared/ports/keyed-hash.ts'
import type { Answered, PersonalRequest, Routes } from '../shared/runtime/http.ts'
import { panelName } from '../shared/views/panel-name.ts'
import { caseView, historyView, notificationView } from './case-view.ts'
import { compliance } from './compliance.ts'
import { cursorOf, positionIn, STALE_CURSOR } from './cursor.ts'
import { noticeView, queueEntryView } from './queue-view.ts'
import { readings } from './readings.ts'
import { register } from './register.ts'

export interface ReadDeps {
  readonly cases: CaseRepository & AccessRecord & HistoryRecord
  readonly queues: QueueReader & CasesOfPanel
  readonly register: RecommendationRegister
  readonly hash: KeyedHash
  readonly now: Now
}

/** What may be read over HTTP. Somebody else's thing answers as one that does not exist. */
export const readRoutes = (deps: ReadDeps): Routes => ({
  'GET /api/v1/notifications': (request) => ownNotifications(request, deps),
  'GET /api/v1/notifications/{reference}': (request) => ownNotification(request, deps),
  'GET /api/v1/panels/{panel}/queue': (request) => queue(request, deps),
  'GET /api/v1/panels/{panel}/cases': (request) => find(request, deps),
  'GET /api/v1/panels/{panel}/notices': (request) => notices(request, deps),
  'GET /api/v1/panels/{panel}/compliance': (request) => {
    const panel = panelFor(request.person, 'read-compliance', request.params)
    return typeof panel === 'string' ? compliance(panel, request, deps) : Promise.resolve(panel)
  },
  'GET /api/v1/panels/{panel}/recommendations': (request) => {
    const panel = panelFor(request.person, 'read-recommendations', request.params)
    return typeof panel === 'string' ? register(panel, request, deps) : Promise.resolve(panel)
  },
  'GET /api/v1/cases/{reference}': (request) =>
    withCase(request, 'read-case', deps, ({ case: known }) => caseView(known, request.person, deps.now())),
  'GET /api/v1/cases/{reference}/history': (request) =>
    withCase(request, 'read-history', deps, async ({ case: { reference } }) =>
      historyView(reference, await deps.cases.history(reference)),
    ),
  'GET /api/v1/cases/{reference}/readings': (request) => readings(request, deps),
})

async function ownNotifications({ person, query }: PersonalRequest, { queues }: ReadDeps): Promise<Answered> {
  if (!mayEver(person, 'read-own-notifications')) return problem('forbidden')
  const asked = readAs(ListQuerySchema, query)
  if (!asked.ok) return problem('invalid-parameters', { errors: asked.errors })
  const own = await queues.notificationsOf(person.subject, asked.value.limit)
  const notifications = own.map(({ reference, notifiedAt }) => ({
    reference: showReference(reference),
    receivedAt: notifiedAt,
  }))
  return { status: 200, body: { notifications } }
}

async function ownNotification(request: PersonalRequest, { cases, now }: ReadDeps): Promise<Answered> {
  const { person, params } = request
  if (!mayEver(person, 'read-own-notifications')) return problem('forbidden')
  const { success, data: reference } = ReferenceSchema.safeParse(params['reference'])
  const found = success ? await findNotification(reference, cases) : undefined
  const own = found && reference && notificationIn(found.case, reference)
  if (!found || own?.by.kind !== 'person' || own.by.subject !== person.subject) return problem('not-found')
  await cases.recordReading(readingBy(request, found.case.reference, 'notification', now()))
  return { status: 200, body: notificationView(own, found.case) }
}

async function queue({ person, params, query }: PersonalRequest, deps: ReadDeps): Promise<Answered> {
  const panel = panelFor(person, 'read-queue', params)
  if (typeof panel !== 'string') return panel
  const asked = readAs(QueueQuerySchema, query)
  if (!asked.ok) return problem('invalid-parameters', { errors: asked.errors })
  const { state, stage, expectedness, hold, overdue, cursor, limit } = asked.value
  const after = cursor === undefined ? undefined : positionIn(cursor, deps.hash)
  if (cursor !== undefined && !after) return problem('invalid-parameters', { errors: [STALE_CURSOR] })

  const now = deps.now()
  const filter = { expectedness, hold, ...(overdue !== undefined && { overdue: { is: overdue === 'true', at: now } }) }
  const page = await deps.queues.queue(
    panel,
    stage === undefined ? { state, ...filter } : { stage, ...filter },
    limit,
    after,
  )
  return {
    status: 200,
    body: {
      panel: panelName(panel),
      cases: page.entries.map((entry) => queueEntryView(entry, now)),
      ...(page.next && { nextCursor: cursorOf(page.next, deps.hash) }),
    },
  }
}

async function find({ person, params, query }: PersonalRequest, { queues, now }: ReadDeps): Promise<Answered> {
  const panel = panelFor(person, 'read-queue', params)
  if (typeof panel !== 'string') return panel
  const asked = readAs(FindQuerySchema, query)
  if (!asked.ok) return problem('invalid-parameters', { errors: asked.errors })
  const found = await queues.find(panel, asked.value.reference)
  return { status: 200, body: { panel: panelName(panel), cases: found ? [queueEntryView(found, now())] : [] } }
}

async function notices({ person, params, query }: PersonalRequest, { queues }: ReadDeps): Promise<Answered> {
  const panel = panelFor(person, 'read-notices', params)
  if (typeof panel !== 'string') return panel
  const asked = readAs(ListQuerySchema, query)
  if (!asked.ok) return problem('invalid-parameters', { errors: asked.errors })
  const told = await queues.notices(panel, asked.value.limit)
  return {
    status: 200,
    body: {
      panel: panelName(panel),
      notices: told.map(noticeView),
    },
  }
}

/** A panel outside the person's reach answers as one that does not exist. */
function panelFor(person: Person, act: Act, params: PersonalRequest['params']): string | Answered {
  if (!mayEver(person, act)) return problem('forbidden')
  const { success, data } = PanelParametersSchema.safeParse(params)
  return success && reachesPanel(person, act, data.panel) ? data.panel : problem('not-found')
}

/** Answers from a case of the person's own panel, after recording who read it. */
async function withCase(
  request: PersonalRequest,
  act: 'read-case' | 'read-history',
  { cases, now }: ReadDeps,
  view: (loaded: LoadedCase) => unknown,
): Promise<Answered> {
  const found = await caseInReach(request, act, cases)
  if ('status' in found) return found
  await cases.recordReading(readingBy(request, found.case.reference, act === 'read-case' ? 'case' : 'history', now()))
  return { status: 200, body: await view(found) }
}

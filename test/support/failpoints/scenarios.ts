import { AUDITOR } from '../../../audit/audit.ts'
import type { Person } from '../../../domain/access/access.ts'
import type { Instant } from '../../../domain/calendar/instant.ts'
import { captureRoutes } from '../../../functions/capture/routes.ts'
import { chaseDeadlines } from '../../../functions/chase-deadlines/chase-deadlines.ts'
import { meetingRoutes } from '../../../functions/meetings/routes.ts'
import { readRoutes } from '../../../functions/read/routes.ts'
import { recordClockRoutes } from '../../../functions/record-clock/routes.ts'
import { reviewRoutes } from '../../../functions/review-case/routes.ts'
import { rotate } from '../../../functions/rotate-identity-key/rotate.ts'
import { keepingPublished } from '../../../functions/statistics/published-heads.ts'
import { statisticsRoutes } from '../../../functions/statistics/routes.ts'
import { DynamoRecommendationRegister } from '../../../functions/shared/adapters/dynamodb/recommendation-register.ts'
import type { Draft } from '../../../functions/shared/ports/draft-store.ts'
import type { ReleaseAuditor } from '../../../functions/shared/ports/release-auditor.ts'
import type { LinearProgramme } from '../../../domain/disclosure/linear-programme.ts'
import { workRoutes } from '../../../functions/work-case/routes.ts'
import { importPostcodes } from '../../../infra/tools/postcode-import.ts'
import type { RotationRequest } from '../../../schemas/identity-key-rotation.ts'
import type { NotificationInput } from '../../../schemas/notification/notification.ts'
import type { ActionInput } from '../../../schemas/panel-work/actions.ts'
import type { Reference } from '../../../schemas/reference.ts'
import { completeSections, conclude } from '../builders/analysis.ts'
import { nhsNumber } from '../builders/nhs-number.ts'
import { bodies } from '../builders/notification.ts'
import type { Answer } from '../http.ts'
import { chair, doctor, hash, manager, nurse, silentLog, WORK } from '../pipeline.ts'
import { COUNTS_FROM } from '../statistics/a-release.ts'
import { attacked, solver } from '../statistics/publish.ts'
import { aYear, publisherOf, rowsOf } from '../statistics/small-england.ts'
import type { Adapters, Stage, TableName } from './stage.ts'

/** What somebody does, and all that follows from it. */
export interface Step {
  readonly name: string
  readonly act: (stage: Stage) => Promise<void>
  /** Faults are tried in it; the others only lead there. */
  readonly isTried: boolean
}

export interface Scenario {
  readonly tables: readonly TableName[]
  readonly steps: readonly Step[]
  /** So many calls that a part of the faults is tried, unless all are asked for. */
  readonly isLong?: boolean
}

const tried = (name: string, act: Step['act']): Step => ({ name, act, isTried: true })
const leads = (name: string, act: Step['act']): Step => ({ name, act, isTried: false })

const lead: Person = { subject: 'lead', roles: ['statistics-lead'] }

const child = (number: number, more: object = { nhsNumber: nhsNumber(number) }): NotificationInput =>
  bodies.minimal({
    child: { dateOfBirth: `2018-05-${10 + number}`, normallyResidentAuthority: 'E06000061', ...more },
    death: { dateOfDeath: '2026-11-19', timeOfDeath: '23:10' },
    answers: { externalCauses: 'no', suddenNoApparentCause: 'no' },
  })

const referenceIn = ({ body }: Answer) =>
  String((body as { readonly reference?: string }).reference).replaceAll('-', '') as Reference

async function notify(stage: Stage, person: Person, key: string, json: NotificationInput): Promise<Reference> {
  const answer = await stage.ask(
    `the ${person.subject} notifies`,
    (adapters) => captureRoutes(stage.depsOf({ cases: adapters.cases })),
    'POST /api/v1/notifications',
    { person, headers: { 'idempotency-key': key }, body: JSON.stringify(json) },
  )
  if (answer.status >= 300) throw new Error(`A sound notification was answered ${answer.text}`)
  const reference = referenceIn(answer)
  stage.standing.acknowledged.push({ person, key, json, reference })
  stage.standing.named[key] = reference
  return reference
}

const notified = (person: Person, key: string, json: NotificationInput) => async (stage: Stage) => {
  await notify(stage, person, key, json)
  await stage.settle()
}

const amended = (of: string, key: string, json: object) => async (stage: Stage) => {
  const reference = stage.standing.named[of] as Reference
  const { status, text } = await stage.ask(
    'the doctor amends',
    (adapters) => captureRoutes(stage.depsOf({ cases: adapters.cases })),
    'POST /api/v1/notifications/{reference}/amendments',
    { person: doctor, params: { reference }, headers: { 'idempotency-key': key }, body: JSON.stringify(json) },
  )
  if (status >= 300) throw new Error(`An amendment was answered ${text}`)
  stage.standing.amended.push({ reference, key })
  await stage.settle()
}

const workDeps = (stage: Stage, { cases, meetings }: Adapters) => ({
  ...stage.depsOf({ cases }),
  meetings,
  ...WORK,
})

const worked =
  (of: string, action: (stage: Stage) => ActionInput, person: Person = manager) =>
  async (stage: Stage) => {
    const json = action(stage)
    const { status, text } = await stage.ask(
      `the ${person.subject} wants to ${json.action}`,
      (adapters) => workRoutes(workDeps(stage, adapters)),
      'POST /api/v1/cases/{reference}/actions',
      {
        person,
        params: { reference: stage.standing.named[of] ?? '' },
        headers: { 'idempotency-key': hash.body(JSON.stringify(json)) },
        body: JSON.stringify(json),
      },
    )
    if (status >= 300) throw new Error(`${json.action} was answered ${text}`)
    await stage.settle()
  }

const written = (of: string, section: string, value: unknown) => async (stage: Stage) => {
  const { status, text } = await stage.ask(
    `the chair writes ${section}`,
    (adapters) => reviewRoutes({ ...stage.depsOf({ cases: adapters.cases }), cases: adapters.cases }),
    'POST /api/v1/cases/{reference}/analysis/{section}',
    {
      person: chair,
      params: { reference: stage.standing.named[of] ?? '', section },
      headers: { 'idempotency-key': `write-${section}` },
      body: JSON.stringify({ value, basedOn: 0 }),
    },
  )
  if (status >= 300) throw new Error(`${section} was answered ${text}`)
  await stage.settle()
}

async function planned(stage: Stage) {
  const { body, status, text } = await stage.ask(
    'the manager plans a meeting',
    ({ cases, meetings }) => meetingRoutes({ ...stage.depsOf({ cases }), meetings, conflicted: () => false }),
    'POST /api/v1/panels/{panel}/meetings',
    {
      person: manager,
      params: { panel: 'northamptonshire' },
      headers: { 'idempotency-key': 'meeting' },
      body: JSON.stringify({ date: '2028-12-06', startsAt: '09:30', place: 'online', kind: 'full-panel' }),
    },
  )
  if (status >= 300) throw new Error(`A meeting was answered ${text}`)
  stage.standing.named['meeting'] = String((body as { readonly reference?: string }).reference)
}

async function recorded(stage: Stage) {
  const { status, text } = await stage.ask(
    'the manager records a clock',
    ({ cases }) => recordClockRoutes(stage.depsOf({ cases })),
    'POST /api/v1/cases/{reference}/clocks/{rule}',
    {
      person: manager,
      params: { reference: stage.standing.named['first'] ?? '', rule: 'D3' },
      headers: { 'idempotency-key': 'clock' },
      body: JSON.stringify({ metAt: '2026-11-20T03:00:00.000Z' }),
    },
  )
  if (status >= 300) throw new Error(`A clock was answered ${text}`)
  const key = hash.body(JSON.stringify([manager.subject, 'clock']))
  stage.standing.recorded.push({ reference: stage.standing.named['first'] as Reference, key })
  await stage.settle()
}

async function read(stage: Stage) {
  const { status, text } = await stage.ask(
    'the manager reads the case',
    ({ cases, queues, documents }) =>
      readRoutes({
        ...stage.depsOf({ cases }),
        ...{ cases, queues, register: new DynamoRecommendationRegister(documents, stage.engine.tables.cases) },
      }),
    'GET /api/v1/cases/{reference}',
    { person: manager, params: { reference: stage.standing.named['first'] ?? '' } },
  )
  if (status >= 300) throw new Error(`A reading was answered ${text}`)
}

async function chased(stage: Stage) {
  stage.lapse(50)
  await stage.runs('chase-deadlines', ({ cases, queues }) =>
    chaseDeadlines({
      ...{ ...stage.depsOf({ cases }), toChase: queues, formerRuleSets: [], log: silentLog, isTimeUp: () => false },
    }),
  )
  await stage.settle()
}

/** The sweep finds a case whose event nobody brought. */
async function sweptUp(stage: Stage) {
  stage.standing.waiting = []
  await stage.reconcile()
  await stage.settle()
}

const CASES = aYear(2025)
const verdicts = new Map<string, ReturnType<typeof attacked>>()
/** Attacked once: the same release is as safe again, and only the store is faulted. */
const auditor: ReleaseAuditor = {
  name: AUDITOR,
  audit: (releases) => {
    const known = JSON.stringify(releases)
    const verdict = verdicts.get(known) ?? attacked(...releases)
    verdicts.set(known, verdict)
    return verdict
  },
}
const solved = new Map<string, unknown>()
const remembering: LinearProgramme = new Proxy(solver, {
  get: (target, method) => {
    const member: unknown = Reflect.get(target, method)
    if (typeof member !== 'function') return member
    return (...given: readonly unknown[]) => {
      const key = JSON.stringify([method, given])
      if (!solved.has(key)) solved.set(key, Reflect.apply(member, target, given))
      return solved.get(key)
    }
  },
})

const RELEASE = 'deathsNotified-2025-26-Q1-v1'

const lettingOut =
  (what: string, route: string, body: object, params: Record<string, string> = { release: RELEASE }) =>
  async (stage: Stage) => {
    const { status, text } = await stage.ask(
      `the lead ${what}`,
      ({ releases }) => {
        const now = () => '2026-07-01T09:00:00.000Z' as Instant
        return statisticsRoutes({ releases, published: keepingPublished(releases, now), countsFrom: COUNTS_FROM, now })
      },
      route,
      { person: lead, params, headers: { 'idempotency-key': what }, body: JSON.stringify(body) },
    )
    if (status >= 300) throw new Error(`The lead ${what} and was answered ${text}`)
  }

async function made(stage: Stage) {
  await stage.runs('publish-statistics', ({ releases }) =>
    publisherOf(
      releases,
      rowsOf(() => CASES),
      { tools: () => Promise.resolve({ solver: remembering, auditor }) },
    ).run(),
  )
}

const DRAFT: Draft = {
  id: 'draft',
  idempotencyKey: 'draft-key',
  startedAt: '2026-11-20T03:00:00.000Z' as Instant,
  savedAt: '2026-11-20T03:00:00.000Z' as Instant,
  values: { name: ['A'] },
}

/** A page does it; where it is shown that it could not be done now, its person clicks again. */
const drafted = (what: string, act: (adapters: Adapters, stage: Stage) => Promise<unknown>) => async (stage: Stage) => {
  await stage.runs(what, (adapters) => act(adapters, stage))
}

const rotated = (request: RotationRequest, has?: Stage['standing']['keys']) => async (stage: Stage) => {
  stage.lapse(1)
  let isDone = false
  while (!isDone) {
    const { outcome } = await stage.runs('the operator', ({ hashedRows, cases }) =>
      rotate(request, {
        ...{ rows: hashedRows, cases, identities: stage.depsOf({ cases }).identities, has: stage.standing.keys },
        ...{ now: () => stage.standing.now, settleSeconds: 60, isTimeUp: () => false },
      }),
    )
    if (outcome === 'refused') throw new Error(`The rotation refuses ${request.step}.`)
    isDone = outcome === 'done'
    if (outcome === 'settling') stage.lapse(0.1)
  }
  if (has) stage.standing.keys = has
}

const HEADER = 'pcds,doterm,cty25cd,lad25cd,imd20ind'
const POSTCODES = Array.from(
  { length: 40 },
  (_, number) => `NN1 ${Math.floor(number / 20)}${'ABDEFGHJLNPQRSTUWXYZ'[number % 20]}A`,
)

async function imported(stage: Stage) {
  const csv = [HEADER, ...POSTCODES.map((postcode) => `${postcode},,E99999999,E06000061,1`)].join('\n')
  await stage.runs('the operator imports postcodes', ({ documents: client }) =>
    importPostcodes({ csv: [csv], client, table: stage.engine.tables.directory }),
  )
}

const unnamed = (authority: string) => child(3, { nhsNumber: undefined, normallyResidentAuthority: authority })
const toStage = (stage: 'child-death-review-meeting' | 'ready-for-panel') => () => ({
  action: 'move-to-stage' as const,
  stage,
})

export const SCENARIOS: Readonly<Record<string, Scenario>> = {
  'a notification on its way, and what becomes of it': {
    tables: ['cases'],
    isLong: true,
    steps: [
      tried('a doctor notifies', notified(doctor, 'first', child(0))),
      tried('a nurse notifies the same child', notified(nurse, 'second', child(0))),
      tried('the doctor amends', amended('first', 'amend', { answers: { suddenNoApparentCause: 'yes' } })),
      tried('a clock is recorded', recorded),
      tried('somebody reads the case', read),
      tried('deadlines pass', chased),
    ],
  },
  'a case that stood still': {
    tables: ['cases'],
    isLong: true,
    steps: [
      leads('a doctor notifies, and nothing follows', async (stage) => {
        await notify(stage, doctor, 'first', child(0))
      }),
      tried('the sweep', sweptUp),
    ],
  },
  'two cases about one child': {
    tables: ['cases'],
    isLong: true,
    steps: [
      leads('a doctor notifies', notified(doctor, 'first', unnamed('E06000061'))),
      tried('a nurse notifies a child much like theirs', notified(nurse, 'second', unnamed('E06000061'))),
      tried(
        'the manager joins them',
        worked('second', ({ standing }) => ({ action: 'join', into: standing.named['first'] ?? '' })),
      ),
    ],
  },
  'a case before its panel': {
    tables: ['cases'],
    isLong: true,
    steps: [
      leads('a doctor notifies', notified(doctor, 'first', child(0))),
      tried(
        'claimed',
        worked('first', () => ({ action: 'claim' })),
      ),
      tried('moved', worked('first', toStage('child-death-review-meeting'))),
      tried(
        'an agency is asked',
        worked(
          'first',
          () =>
            ({
              ...{ action: 'request-form', form: 'reporting', dueOn: '2026-12-01' },
              agency: { name: 'Imaginary Trust', email: 'imaginary.trust@nhs.net' },
            }) as unknown as ActionInput,
        ),
      ),
      leads('moved on', worked('first', toStage('ready-for-panel'))),
      tried('a meeting is planned', planned),
      tried(
        'listed',
        worked('first', ({ standing }) => ({ action: 'list-for-meeting', meeting: standing.named['meeting'] ?? '' })),
      ),
      ...Object.entries(completeSections).map(([section, value], index) =>
        (index === 3 ? tried : leads)(`${section} is written`, written('first', section, value)),
      ),
      leads(
        'given back',
        worked('first', () => ({ action: 'release' })),
      ),
      tried(
        'concluded',
        worked('first', () => conclude, chair),
      ),
    ],
  },
  'a release of the statistics': {
    tables: ['statistics'],
    steps: [
      tried(
        'cut',
        lettingOut(
          'cuts',
          'POST /api/v1/statistics/releases',
          {
            ...{ cohort: 'deathsNotified', period: '2025-26-Q1', asOf: '2025-08-31', note: 'A note' },
          },
          {},
        ),
      ),
      tried('made', made),
      tried('published', lettingOut('publishes', 'POST /api/v1/statistics/releases/{release}/publish', {})),
      tried(
        'withdrawn',
        lettingOut('withdraws', 'POST /api/v1/statistics/releases/{release}/withdraw', { reason: 'Wrong.' }),
      ),
    ],
  },
  'what somebody typed': {
    tables: ['drafts'],
    steps: [
      tried(
        'a draft is begun',
        drafted('a page', ({ drafts }) => drafts.create('doctor', DRAFT)),
      ),
      tried(
        'a page of it is saved',
        drafted('a page', async ({ drafts }) => {
          const changed = await drafts.change('doctor', 'draft', (draft) => ({
            ...draft,
            values: { ...draft.values, age: ['6'] },
          }))
          if (!changed) throw new Error('The draft is gone.')
        }),
      ),
      tried(
        'a form is kept',
        drafted('a page', ({ drafts }, { standing }) =>
          drafts.keepPost('doctor', { path: '/a', values: { name: ['B'] } }, standing.now),
        ),
      ),
      tried('and done when they are back', async (stage) => {
        await stage.runs('a page', async ({ drafts }) => {
          const kept = await drafts.keptPost('doctor', stage.standing.now)
          if (!kept) return
          stage.standing.named['taken'] = kept.path
          await drafts.dropPost('doctor', kept)
        })
      }),
      tried(
        'the draft is thrown away',
        drafted('a page', ({ drafts }) => drafts.discard('doctor', 'draft')),
      ),
    ],
  },
  'the identity key is rotated': {
    tables: ['cases'],
    steps: [
      leads('a doctor notifies', notified(doctor, 'first', child(0))),
      tried('a second key is prepared', rotated({ step: 'prepare', keys: [1, 2] }, [1, 2])),
      leads('it is deployed', rotated({ step: 'status' })),
      tried('rehashed', rotated({ step: 'rehash' })),
      leads('the second leads', rotated({ step: 'prepare', keys: [2, 1] }, [2, 1])),
      leads('it is deployed', rotated({ step: 'status' })),
      leads('the first is given up', rotated({ step: 'prepare', keys: [2] }, [2])),
      leads('it is deployed', rotated({ step: 'status' })),
      tried('the first is retired', rotated({ step: 'retire' })),
      leads('the child is known again', notified(nurse, 'second', child(0))),
    ],
  },
  'postcodes are imported': {
    tables: ['directory'],
    steps: [tried('a file', imported)],
  },
}

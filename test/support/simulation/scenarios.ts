import { AUDITOR } from '../../../audit/audit.ts'
import { plan } from '../../../functions/meetings/meetings.ts'
import type { PublishDeps } from '../../../functions/publish-statistics/publish-statistics.ts'
import { reviewRoutes } from '../../../functions/review-case/routes.ts'
import { InMemoryReleaseStore } from '../../../functions/shared/adapters/memory/release-store.ts'
import { cut } from '../../../domain/statistics/lifecycle.ts'
import type { Instant } from '../../../domain/calendar/instant.ts'
import type { CivilDate } from '../../../schemas/calendar.ts'
import { PlannedMeetingSchema } from '../../../schemas/panel-work/meetings.ts'
import type { ReleaseDraft } from '../../../schemas/statistics/release.ts'
import type { MeetingReference, Reference } from '../../../schemas/reference.ts'
import { completeSections, conclude } from '../builders/analysis.ts'
import { bodies } from '../builders/notification.ts'
import { nhsNumber } from '../builders/nhs-number.ts'
import { call } from '../http.ts'
import { chair, doctor, manager, nurse } from '../pipeline.ts'
import { attacked, solver } from '../statistics/publish.ts'
import { aYear, publisherOf, rowsOf } from '../statistics/small-england.ts'
import type { Child } from './children.ts'
import { pass } from './history.ts'
import type { Acknowledged, People } from './people.ts'
import type { SimulatedService } from './service.ts'
import { asked, type Execution, type World } from './world.ts'

const HOUR = 3_600_000

/** Loaded beforehand: nothing simulated takes real time. */
const TOOLS = {
  solver,
  auditor: { name: AUDITOR, audit: (releases: readonly ReleaseDraft[]) => attacked(...releases) },
}

/** Where a scenario is played. */
export interface Scene {
  readonly world: World
  readonly service: SimulatedService
  readonly people: People
  /** Lets everything that was begun come to its end. */
  readonly rest: () => Promise<void>
}

/** A scenario, which answers what is left besides cases, in words. */
export type Scenario = (scene: Scene) => Promise<readonly string[]>

const NAMED: Child = { nhsNumber: nhsNumber(0), dateOfBirth: '2018-05-10', numberIsKnownAtOnce: true }
const UNNAMED: Child = { nhsNumber: nhsNumber(1), dateOfBirth: '2018-05-11', numberIsKnownAtOnce: false }
export const CHILDREN = [NAMED, UNNAMED]

const bodyOf = ({ nhsNumber: number, dateOfBirth, numberIsKnownAtOnce }: Child, sudden: 'no' | 'yes') =>
  bodies.minimal({
    child: {
      ...(numberIsKnownAtOnce && { nhsNumber: number }),
      dateOfBirth,
      normallyResidentAuthority: 'E06000061',
    },
    death: { dateOfDeath: '2026-11-19', timeOfDeath: '23:10' },
    answers: { externalCauses: 'no', suddenNoApparentCause: sudden },
  })

/** The notification that was acknowledged last. */
function lastOf({ acknowledged }: People): Acknowledged {
  const last = acknowledged.at(-1)
  if (!last) throw new Error('Nobody was told that their notification was received.')
  return last
}

function onlyCase({ table }: SimulatedService): Reference {
  const [known, ...others] = table.cases()
  if (!known || others.length > 0) throw new Error(`There are ${others.length + 1} cases.`)
  return known.reference
}

/** What people and schedules do, one thing after the other, so that each call of each step has its number. */
export const SCENARIOS: Readonly<Record<string, Scenario>> = {
  'two notify one child, one adds to it, the manager records a clock': async ({ world, service, people, rest }) => {
    people.send({ child: NAMED, person: doctor, key: 'first', json: bodyOf(NAMED, 'no') })
    await rest()
    const first = lastOf(people)
    people.send({ child: NAMED, person: nurse, key: 'second', json: bodyOf(NAMED, 'no') })
    await rest()
    people.amend(first, { answers: { suddenNoApparentCause: 'yes' } })
    await rest()
    people.record(onlyCase(service), { rule: 'D3', told: { metAt: world.now } })
    await rest()
    return []
  },

  'nobody does anything for two days, and deadlines pass': async ({ world, people, rest }) => {
    people.send({ child: NAMED, person: doctor, key: 'first', json: bodyOf(NAMED, 'yes') })
    await rest()
    await pass(world, 50 * HOUR)
    await rest()
    return []
  },

  'two cases turn out to be one child, and one is handed in by mistake': async ({ service, people, rest }) => {
    for (const [person, key] of [
      [doctor, 'first'],
      [nurse, 'second'],
    ] as const) {
      people.send({ child: UNNAMED, person, key, json: bodyOf(UNNAMED, 'no') })
      await rest()
    }
    const [one, other] = service.table.cases()
    if (one && other) people.work(other.reference, { action: 'join', into: one.reference })
    await rest()
    return []
  },

  'a case is claimed, listed, written and concluded': async ({ service, people, rest }) => {
    people.send({ child: NAMED, person: doctor, key: 'first', json: bodyOf(NAMED, 'no') })
    await rest()
    const reference = onlyCase(service)
    const work = async (...of: Parameters<People['work']>) => {
      people.work(...of)
      await rest()
    }
    await work(reference, { action: 'claim' })
    for (const stage of ['child-death-review-meeting', 'ready-for-panel'] as const)
      await work(reference, { action: 'move-to-stage', stage })
    await work(reference, { action: 'list-for-meeting', meeting: await aMeetingPlanned(people, service, rest) })
    for (const [section, value] of Object.entries(completeSections)) {
      people.ask(
        `the chair writes ${section}`,
        (execution) => written(reference, { section, value }, service, execution),
        () => undefined,
      )
      await rest()
    }
    await work(reference, { action: 'release' })
    await work(reference, conclude, chair)
    return []
  },

  'a release of the statistics is made': async ({ world, service, people, rest }) => {
    const store = new InMemoryReleaseStore()
    const cohort = 'deathsNotified'
    const wanted = {
      cohort,
      period: '2025-26-Q1',
      asOf: '2025-08-31' as CivilDate,
      note: 'A note',
      restates: false,
    } as const
    const decision = cut(wanted, [], '2026-07-01T09:00:00.000Z' as Instant, 'lead', '2025-04-01' as CivilDate)
    if (decision.outcome === 'refused') throw new Error(decision.refused)
    await store.draft(decision.head)
    const cases = aYear(2025)
    people.ask(
      'publish-statistics runs',
      (execution) => {
        const releases = asked(execution, 'table', 'releases', store)
        const rows = asked(execution, 'indexes', 'rows', { read: () => Promise.resolve(cases) })
        const counted: PublishDeps['rows'] = {
          async *codedCases(...of) {
            yield* rowsOf(() => cases).codedCases(...of)
            await rows.read()
          },
        }
        return publisherOf(releases, counted, { tools: () => Promise.resolve(TOOLS) }).run()
      },
      () => undefined,
    )
    await rest()
    world.tell(() => `${service.table.cases().length} cases`)
    const [head, ...others] = await store.heads()
    return [`${others.length} other releases`, `the release is ${head?.state}, sealed ${head?.hash}`]
  },
}

/** A meeting of the panel, planned by its manager. */
async function aMeetingPlanned(
  people: People,
  service: SimulatedService,
  rest: Scene['rest'],
): Promise<MeetingReference> {
  const planned = PlannedMeetingSchema.parse({
    date: '2028-12-06',
    startsAt: '09:30',
    place: 'online',
    kind: 'full-panel',
  })
  const request = { panel: 'northamptonshire', person: manager, key: 'meeting', body: JSON.stringify(planned) }
  const references: MeetingReference[] = []
  people.ask(
    'the manager plans a meeting',
    (execution) => plan(planned, request, { ...service.depsFor(execution), meetings: service.meetingsFor(execution) }),
    (answer) => {
      if ('meeting' in answer) references.push(answer.meeting.reference)
    },
  )
  await rest()
  const [reference] = references
  if (!reference) throw new Error('The meeting was not planned.')
  return reference
}

const WRITE = 'POST /api/v1/cases/{reference}/analysis/{section}'

/** A section of the form, sent as the pages send it: what is answered 503 is asked again. */
async function written(
  reference: Reference,
  { section, value }: { readonly section: string; readonly value: unknown },
  service: SimulatedService,
  execution: Execution,
): Promise<void> {
  const deps = service.depsFor(execution)
  const readings = asked(execution, 'table', 'readings', service.table.store)
  const routes = reviewRoutes({
    ...deps,
    cases: { ...deps.cases, recordReading: (reading) => readings.recordReading(reading) },
  })
  const { status } = await call(routes, WRITE, {
    person: chair,
    params: { reference, section },
    headers: { 'idempotency-key': `write-${section}` },
    body: JSON.stringify({ value, basedOn: 0 }),
  })
  if (status >= 300) throw new Error(`Answered ${status}.`)
}

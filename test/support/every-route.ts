import { evolve, type Case } from '../../domain/case/case.ts'
import type { CaseEvent } from '../../domain/case/events.ts'
import type { Instant } from '../../domain/calendar/instant.ts'
import { hasConflict } from '../../domain/review/review.ts'
import { agencyFormRoutes } from '../../functions/agency-form/routes.ts'
import { captureRoutes } from '../../functions/capture/routes.ts'
import { meetingRoutes } from '../../functions/meetings/routes.ts'
import { printRoutes } from '../../functions/print/routes.ts'
import { readAnonymisedRoutes } from '../../functions/read-anonymised/routes.ts'
import { readRoutes } from '../../functions/read/routes.ts'
import { recordClockRoutes } from '../../functions/record-clock/routes.ts'
import { reviewRoutes } from '../../functions/review-case/routes.ts'
import { chained } from '../../functions/shared/adapters/chain.ts'
import type { InMemoryCaseStore } from '../../functions/shared/adapters/memory/case-store.ts'
import { InMemoryReleaseStore } from '../../functions/shared/adapters/memory/release-store.ts'
import type {
  AccessRecord,
  Appended,
  CaseRepository,
  Change,
  HistoryRecord,
} from '../../functions/shared/ports/case-repository.ts'
import type { FormKeys } from '../../functions/shared/ports/form-keys.ts'
import type { Meetings } from '../../functions/shared/ports/meetings.ts'
import type { ReleaseHeads } from '../../functions/shared/ports/release-store.ts'
import { httpFunction, publicFunction, type PublicRoutes, type Routes } from '../../functions/shared/runtime/http.ts'
import { keepingPublished } from '../../functions/statistics/published-heads.ts'
import { statisticsRoutes } from '../../functions/statistics/routes.ts'
import { workRoutes } from '../../functions/work-case/routes.ts'
import { operations, type Operation } from '../../schemas/operations.ts'
import type { Reference } from '../../schemas/reference.ts'
import { answerOf, type Answer, type Call } from './http.ts'
import { hash, type TestPipeline } from './pipeline.ts'
import { KeptPage, render } from './printing.ts'
import { aRelease, COUNTS_FROM, madeHead, viewsOf } from './statistics/a-release.ts'

type Cases = CaseRepository & AccessRecord & HistoryRecord & FormKeys

interface Stores {
  readonly cases: Cases
  readonly meetings: Meetings
  readonly releases: ReleaseHeads
}

/** Asks an operation as the HTTP API does, by its id. */
export type Ask = (operation: string, how: Call) => Promise<Answer>

/** Every route of the API but its own description, which wants nothing, on the stores of one service. */
export function everyRoute(service: TestPipeline, { cases, meetings, releases }: Stores) {
  const { store, deps, workDeps } = service
  const { now } = deps
  const all = { ...deps, ...workDeps, cases, meetings, hash, now }
  const personal: Routes = {
    ...captureRoutes({ ...deps, cases: { ...cases, recordRefusal: (refusal) => store.recordRefusal(refusal) } }),
    ...readRoutes({ cases, queues: store, register: store, hash, now }),
    ...readAnonymisedRoutes({ cases, now }),
    ...recordClockRoutes(all),
    ...workRoutes(all),
    ...meetingRoutes({ ...all, conflicted: ({ work }, subject) => hasConflict(work.review, subject) }),
    ...reviewRoutes(all),
    ...printRoutes({ cases, meetings, render, printer: new KeptPage(), now }),
    ...statisticsRoutes({ releases, published: keepingPublished(releases, now), countsFrom: COUNTS_FROM, now }),
  }
  const open: PublicRoutes = agencyFormRoutes(all)
  const handlers = { personal: httpFunction(personal), open: publicFunction(open) }
  const keyOf = ({ method, path }: Operation) => `${method.toUpperCase()} ${path}`
  const ask: Ask = (id, how) => {
    const operation = (operations as readonly Operation[]).find((one) => one.id === id)
    if (!operation) throw new Error(`There is no operation ${id}.`)
    return answerOf(operation.roles.length > 0 ? handlers.personal : handlers.open, keyOf(operation), how)
  }
  return { ask, routeKeys: [...Object.keys(personal), ...Object.keys(open)] }
}

const casesIn = (store: InMemoryCaseStore): Cases => ({
  load: store.load.bind(store),
  append: store.append.bind(store),
  appendTogether: store.appendTogether.bind(store),
  alike: store.alike.bind(store),
  recordReading: store.recordReading.bind(store),
  history: store.history.bind(store),
  findFormKey: store.findFormKey.bind(store),
})

/** Stores that keep what they are told. */
export const keeping = ({ store }: TestPipeline, releases: ReleaseHeads): Stores => ({
  cases: casesIn(store),
  meetings: store.meetings,
  releases,
})

/** Stores that answer as if they kept what they are told, and keep nothing: whatever is asked, the next finds all as it was. */
export function keepingNothing({ store }: TestPipeline, releases: ReleaseHeads): Stores {
  const appended = (before: Case | undefined, events: readonly CaseEvent[]): Promise<Appended> => {
    const after = chained(before?.head, events as Change['events']).reduce<Case | undefined>(evolve, before)
    return after ? Promise.resolve({ outcome: 'appended', case: after }) : Promise.reject(new Error('No case.'))
  }
  const { meetings } = store
  // As nothing changes, each case is put together once.
  const loaded = new Map<Reference, ReturnType<Cases['load']>>()
  const load = (reference: Reference) => {
    const found = loaded.get(reference) ?? store.load(reference)
    loaded.set(reference, found)
    return found
  }
  const done = () => Promise.resolve(true)
  return {
    cases: {
      ...casesIn(store),
      load,
      append: (before, events) => appended(before, events),
      appendTogether: ([{ before, events }]) => appended(before, events),
      recordReading: () => Promise.resolve(),
    },
    meetings: {
      load: meetings.load.bind(meetings),
      ofPanel: meetings.ofPanel.bind(meetings),
      listedFor: meetings.listedFor.bind(meetings),
      save: () => Promise.resolve('saved'),
    },
    releases: {
      page: releases.page.bind(releases),
      ofYears: releases.ofYears.bind(releases),
      countOut: releases.countOut.bind(releases),
      head: releases.head.bind(releases),
      table: releases.table.bind(releases),
      contents: releases.contents.bind(releases),
      release: releases.release.bind(releases),
      draft: done,
      move: done,
      publish: done,
      notePreview: done,
    },
  }
}

/** A release that is out and one that is only made. */
export async function someReleases(): Promise<InMemoryReleaseStore> {
  const releases = new InMemoryReleaseStore()
  const at = '2026-07-02T09:00:00.000Z' as Instant
  const [out, made] = [aRelease(), aRelease(MADE)]
  await releases.writeContents(out, viewsOf(out), [])
  await releases.writeContents(made, viewsOf(made), [])
  await releases.draft(madeHead(out, { state: 'published', publishedAt: at, publishedBy: 'stan' }))
  await releases.draft(madeHead(made, { version: 2, follows: [OUT] }))
  return releases
}

export const OUT = aRelease().id
export const MADE = 'deathsNotified-2025-26-v2'

import { randomBytes } from 'node:crypto'
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import type { Person } from '../../domain/access/access.ts'
import type { Instant } from '../../domain/calendar/instant.ts'
import { RULE_SET } from '../../domain/disclosure/rule-set.ts'
import { allEngland } from '../../domain/statistics/plan-release.ts'
import { captureRoutes } from '../../functions/capture/routes.ts'
import { categorise } from '../../functions/categorise/categorise.ts'
import { publishStatistics } from '../../functions/publish-statistics/publish-statistics.ts'
import { readRoutes } from '../../functions/read/routes.ts'
import { reviewRoutes } from '../../functions/review-case/routes.ts'
import { route } from '../../functions/route/route.ts'
import { DynamoCaseRepository } from '../../functions/shared/adapters/dynamodb/case-repository.ts'
import { documentClient } from '../../functions/shared/adapters/dynamodb/document-client.ts'
import { DynamoMeetings } from '../../functions/shared/adapters/dynamodb/meetings.ts'
import { DynamoQueueReader } from '../../functions/shared/adapters/dynamodb/queue-reader.ts'
import { DynamoRecommendationRegister } from '../../functions/shared/adapters/dynamodb/recommendation-register.ts'
import { DynamoReleaseStore } from '../../functions/shared/adapters/dynamodb/release-store.ts'
import { DynamoStatisticsRows } from '../../functions/shared/adapters/dynamodb/statistics-rows.ts'
import { highsLinearProgramme } from '../../functions/shared/adapters/highs/highs-linear-programme.ts'
import { InMemoryPostcodeDirectory } from '../../functions/shared/adapters/memory/postcode-directory.ts'
import { systemNow } from '../../functions/shared/adapters/system-clock.ts'
import type { ReleaseAuditor } from '../../functions/shared/ports/release-auditor.ts'
import type { Routes } from '../../functions/shared/runtime/http.ts'
import { keepingPublished } from '../../functions/statistics/published-heads.ts'
import { COUNTS_FROM } from '../support/statistics/a-release.ts'
import { statisticsRoutes } from '../../functions/statistics/routes.ts'
import { workRoutes } from '../../functions/work-case/routes.ts'
import type { Reference } from '../../schemas/reference.ts'
import { call, type Answer, type Call } from '../support/http.ts'
import { aMeter, hash, identities, silentLog, WORK } from '../support/pipeline.ts'

export const analyst: Person = { subject: 'analyst', roles: ['analyst'], area: 'region/E12000004' }
export const lead: Person = { subject: 'lead', roles: ['statistics-lead'] }

export interface Tables {
  readonly cases: string
  readonly statistics: string
}

/** The service's routes and steps on one client, wired as its handlers wire them: events in, answers out, in this process. */
export class Served {
  readonly #routes: Routes
  readonly #steps: Parameters<typeof route>[1]
  readonly meetings: DynamoMeetings
  readonly releases: DynamoReleaseStore
  readonly rows: DynamoStatisticsRows

  constructor(client: DynamoDBClient, tables: Tables, now: () => Instant = systemNow) {
    const documents = documentClient(client)
    const cases = new DynamoCaseRepository(documents, tables.cases)
    const meter = aMeter()
    this.meetings = new DynamoMeetings(documents, tables.cases)
    this.releases = new DynamoReleaseStore(documents, tables.statistics)
    this.rows = new DynamoStatisticsRows(documents, tables.cases)
    this.#steps = { cases, identities, meter, now }
    this.#routes = {
      ...captureRoutes({ cases, directory: new InMemoryPostcodeDirectory(), hash, identities, meter, now }),
      ...readRoutes({
        cases,
        queues: new DynamoQueueReader(documents, tables.cases),
        register: new DynamoRecommendationRegister(documents, tables.cases),
        hash,
        now,
      }),
      ...workRoutes({ ...WORK, cases, meetings: this.meetings, hash, meter, now }),
      ...reviewRoutes({ cases, hash, meter, now }),
      ...statisticsRoutes({
        releases: this.releases,
        published: keepingPublished(this.releases, now),
        countsFrom: COUNTS_FROM,
        now,
      }),
    }
  }

  /** @throws when the answer is a problem: what is refused costs less than what is done */
  async ask(routeKey: string, how: Call): Promise<Answer> {
    const answer = await call(this.#routes, routeKey, how)
    if (answer.status >= 300) throw new Error(`${routeKey} answered ${answer.status}: ${answer.text.slice(0, 300)}`)
    return answer
  }

  /** A request that writes, under a key of its own unless one is given. */
  post(routeKey: string, person: Person, json: unknown, more: Pick<Call, 'params'> & { readonly key?: string } = {}) {
    const { key = randomBytes(8).toString('hex'), ...rest } = more
    return this.ask(routeKey, { ...rest, person, headers: { 'idempotency-key': key }, body: JSON.stringify(json) })
  }

  categorise(reference: Reference): Promise<void> {
    return categorise(reference, this.#steps)
  }

  route(reference: Reference): Promise<void> {
    return route(reference, this.#steps)
  }

  /** Makes the releases that were cut. @returns how many were made */
  makeReleases(auditor: ReleaseAuditor): Promise<number> {
    const { releases, rows } = this
    return publishStatistics({
      releases,
      rows,
      tools: async () => ({ solver: await highsLinearProgramme(), auditor }),
      hashOf: (text) => hash.body(text),
      ruleSet: RULE_SET,
      coverage: allEngland(COUNTS_FROM),
      timetable: { quarter: undefined, year: undefined },
      now: () => this.#steps.now(),
      log: silentLog,
      meter: aMeter(),
    })
  }
}

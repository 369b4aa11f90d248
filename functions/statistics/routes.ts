import type { CivilDate } from '../../domain/calendar/civil-date.ts'
import type { Now } from '../shared/ports/clock.ts'
import type { ReleaseHeads } from '../shared/ports/release-store.ts'
import type { Routes } from '../shared/runtime/http.ts'
import { cutRelease, publishRelease, readAudit, withdrawRelease } from './lead.ts'
import { panelReport, preview } from './panel-report.ts'
import type { PublishedHeads } from './published-heads.ts'
import { listReleases, pullTable, readFile, readRelease } from './pull.ts'
import { scorecard } from './scorecard.ts'

export interface StatisticsDeps {
  readonly releases: ReleaseHeads
  readonly published: PublishedHeads
  /** First day from which every death comes to this service. */
  readonly countsFrom: CivilDate
  readonly now: Now
}

/** The statistics over HTTP: what is published, and a statistics lead's work on what is not. */
export const statisticsRoutes = (deps: StatisticsDeps): Routes => ({
  'GET /api/v1/statistics/releases': (request) => listReleases(request, deps),
  'POST /api/v1/statistics/releases': (request) => cutRelease(request, deps),
  'GET /api/v1/statistics/releases/{release}': (request) => readRelease(request, deps),
  'GET /api/v1/statistics/releases/{release}/file': (request) => readFile(request, deps),
  'GET /api/v1/statistics/releases/{release}/tables/{table}': (request) => pullTable(request, deps),
  'GET /api/v1/statistics/releases/{release}/audit': (request) => readAudit(request, deps),
  'POST /api/v1/statistics/releases/{release}/publish': (request) => publishRelease(request, deps),
  'POST /api/v1/statistics/releases/{release}/withdraw': (request) => withdrawRelease(request, deps),
  'GET /api/v1/statistics/regions/{region}/scorecard': (request) => scorecard(request, deps),
  'GET /api/v1/panels/{panel}/statistics/report': (request) => panelReport(request, deps),
  'GET /api/v1/panels/{panel}/statistics/preview': (request) => preview(request, deps),
})

import * as z from 'zod'
import type { Role } from './access.ts'
import { idempotencyKey, problemsOfPanels, type Operation } from './operation.ts'
import type { ProblemKind } from './problem.ts'
import {
  PanelReportSchema,
  PreviewSchema,
  ReleaseAuditSchema,
  ReleaseDetailSchema,
  ReleasesSchema,
  ReleaseSummarySchema,
} from './statistics/answers.ts'
import { ReleaseSchema } from './statistics/release.ts'
import {
  cutExamples,
  CutSchema,
  PanelStatisticsParametersSchema,
  PreviewQuerySchema,
  RegionParametersSchema,
  ReleaseParametersSchema,
  ReleasesQuerySchema,
  ReportQuerySchema,
  TableParametersSchema,
  TableQuerySchema,
  withdrawExamples,
  WithdrawSchema,
} from './statistics/requests.ts'
import { TableViewSchema } from './statistics/table-view.ts'
import { tableCsv } from './statistics/table-csv-example.ts'

const problemsOfLeading = [
  'malformed-json',
  'idempotency-key-needed',
  'forbidden',
  'too-large',
  'unsupported-media-type',
  'validation',
] as const satisfies readonly ProblemKind[]
const readersOfStatistics = [
  'analyst',
  'statistics-lead',
  'cdop-manager',
  'chair',
  'scrutineer',
] as const satisfies readonly Role[]

/** Releases of the statistics, and what a panel reads of them. */
export const statisticsOperations = [
  {
    id: 'listReleases',
    method: 'get',
    path: '/api/v1/statistics/releases',
    summary: 'List the releases of the statistics',
    description:
      'What came out, withdrawn ones with the reason. Statistics leads also see what is on its way, panel managers what they can have a preview of.',
    roles: readersOfStatistics,
    parameters: { query: ReleasesQuerySchema },
    answers: { 200: { description: 'A page of releases.', schema: ReleasesSchema } },
    problems: ['invalid-parameters', 'forbidden'],
  },
  {
    id: 'cutRelease',
    method: 'post',
    path: '/api/v1/statistics/releases',
    summary: 'Cut a release',
    description:
      'Within minutes it is counted, protected and audited; then it can be published. Cut again while it is on its way, it is the same one.',
    roles: ['statistics-lead'],
    parameters: { header: idempotencyKey },
    request: { schema: CutSchema, examples: cutExamples },
    answers: {
      201: { description: 'Cut.', schema: ReleaseSummarySchema },
      200: { description: 'Cut before.', schema: ReleaseSummarySchema },
    },
    problems: [...problemsOfLeading, 'release-not-ready'],
  },
  {
    id: 'readRelease',
    method: 'get',
    path: '/api/v1/statistics/releases/{release}',
    summary: 'Read what a release has, and where it stands',
    roles: readersOfStatistics,
    parameters: { path: ReleaseParametersSchema },
    answers: { 200: { description: 'The release without its tables.', schema: ReleaseDetailSchema } },
    problems: ['forbidden', 'not-found'],
  },
  {
    id: 'readReleaseFile',
    method: 'get',
    path: '/api/v1/statistics/releases/{release}/file',
    summary: 'Read a whole release as it was hashed',
    description: 'The one source of every table: `npm run audit` takes it and tries to work out what it hides.',
    roles: readersOfStatistics,
    parameters: { path: ReleaseParametersSchema },
    answers: { 200: { description: 'The release.', schema: ReleaseSchema } },
    problems: ['forbidden', 'not-found'],
  },
  {
    id: 'pullTable',
    method: 'get',
    path: '/api/v1/statistics/releases/{release}/tables/{table}',
    summary: 'Read one table of one period of a release',
    description:
      'As JSON, tidy CSV with metadata beside it, or a spreadsheet, by the Accept header or `format`. With a strong entity tag: sent back as If-None-Match, it is answered 304 without a body while nothing has changed, and nothing published ever does.',
    roles: readersOfStatistics,
    parameters: { path: TableParametersSchema, query: TableQuerySchema },
    answers: {
      200: { description: 'The table.', schema: TableViewSchema, csv: tableCsv, spreadsheet: 'also' },
    },
    problems: ['invalid-parameters', 'forbidden', 'not-found', 'withdrawn'],
  },
  {
    id: 'readReleaseAudit',
    method: 'get',
    path: '/api/v1/statistics/releases/{release}/audit',
    summary: 'Read the audit of a release, or why it could not be made',
    roles: ['statistics-lead'],
    parameters: { path: ReleaseParametersSchema },
    answers: { 200: { description: 'The audit.', schema: ReleaseAuditSchema } },
    problems: ['forbidden', 'not-found'],
  },
  {
    id: 'publishRelease',
    method: 'post',
    path: '/api/v1/statistics/releases/{release}/publish',
    summary: 'Publish a release that passed its audit',
    description: 'From then on nothing of it changes. Published before, it stays so.',
    roles: ['statistics-lead'],
    parameters: { path: ReleaseParametersSchema },
    answers: { 200: { description: 'Published.', schema: ReleaseSummarySchema } },
    problems: ['forbidden', 'not-found', 'release-not-ready', 'conflict'],
  },
  {
    id: 'withdrawRelease',
    method: 'post',
    path: '/api/v1/statistics/releases/{release}/withdraw',
    summary: 'Withdraw a release',
    description:
      'It stays listed with the reason. What came out stays with its readers, so later releases go on being safe beside it.',
    roles: ['statistics-lead'],
    parameters: { path: ReleaseParametersSchema, header: idempotencyKey },
    request: { schema: WithdrawSchema, examples: withdrawExamples },
    answers: { 200: { description: 'Withdrawn.', schema: ReleaseSummarySchema } },
    problems: [...problemsOfLeading, 'not-found', 'release-not-ready', 'conflict'],
  },
  {
    id: 'readScorecard',
    method: 'get',
    path: '/api/v1/statistics/regions/{region}/scorecard',
    summary: 'Download the template of a regional scorecard',
    description:
      'One spreadsheet: the newest five published years of England, the region and each of its panels, with what the marks mean.',
    roles: readersOfStatistics,
    parameters: { path: RegionParametersSchema },
    answers: { 200: { description: 'The spreadsheet.', schema: z.string(), spreadsheet: 'only' } },
    problems: ['forbidden', 'not-found'],
  },
  {
    id: 'readPanelReport',
    method: 'get',
    path: '/api/v1/panels/{panel}/statistics/report',
    summary: "Read a panel's own rows of everything published of a period",
    description: 'The tables of the annual report, as JSON, CSV or a spreadsheet.',
    roles: ['cdop-manager', 'chair', 'statistics-lead', 'scrutineer'],
    parameters: { path: PanelStatisticsParametersSchema, query: ReportQuerySchema },
    answers: { 200: { description: 'The report.', schema: PanelReportSchema, csv: tableCsv, spreadsheet: 'also' } },
    problems: problemsOfPanels,
  },
  {
    id: 'previewRelease',
    method: 'get',
    path: '/api/v1/panels/{panel}/statistics/preview',
    summary: 'Read what the next release will say of your panel, and what it will hide and why',
    description: 'Of a period, a panel is given a preview of one release only: two could tell of a child.',
    roles: ['cdop-manager'],
    parameters: { path: PanelStatisticsParametersSchema, query: PreviewQuerySchema },
    answers: { 200: { description: 'The preview, not to be passed on.', schema: PreviewSchema } },
    problems: [...problemsOfPanels, 'release-not-ready'],
  },
] as const satisfies readonly Operation[]

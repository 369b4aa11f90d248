import * as z from 'zod'
import type { Role } from './access.ts'
import {
  CaseSchema,
  ClocksOfCaseSchema,
  FoundCasesSchema,
  HistorySchema,
  NoticesSchema,
  NotificationReceiptSchema,
  NotificationViewSchema,
  OwnNotificationsSchema,
  QueuePageSchema,
} from './api.ts'
import { clockRecordExamples, ClockRecordSchema } from './clock-record.ts'
import { complianceCsv, ComplianceSchema } from './compliance.ts'
import { amendmentExamples, notificationExamples, type Example } from './notification/examples.ts'
import { AmendmentSchema, NotificationSchema } from './notification/notification.ts'
import { actionExamples, ActionSchema } from './panel-work/actions.ts'
import { WorkedSchema } from './panel-work/record.ts'
import {
  ClockParametersSchema,
  ComplianceQuerySchema,
  FindQuerySchema,
  IdempotencyKeySchema,
  ListQuerySchema,
  PanelParametersSchema,
  QueueQuerySchema,
} from './parameters.ts'
import type { ProblemKind } from './problem.ts'
import { ReferenceSchema } from './reference.ts'
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
  ReportQuerySchema,
  TableParametersSchema,
  TableQuerySchema,
  withdrawExamples,
  WithdrawSchema,
} from './statistics/requests.ts'
import { TableViewSchema } from './statistics/table-view.ts'
import { tableCsv } from './statistics/table-csv-example.ts'

export interface OperationAnswer {
  readonly description: string
  readonly schema: z.ZodType
  /** An example of the same as `text/csv`, where that can be asked for. */
  readonly csv?: string
  /** It can also be had as a spreadsheet, or, with nothing else, only as one. */
  readonly spreadsheet?: 'also' | 'only'
}

/** One operation of the API: the document, the routes and the tests of access all read it here. */
export interface Operation {
  readonly id: string
  readonly method: 'get' | 'post'
  readonly path: string
  readonly summary: string
  readonly description?: string
  /** Who may call it at all; empty for anyone, signed in or not. */
  readonly roles: readonly Role[]
  readonly parameters?: Readonly<Partial<Record<'path' | 'query' | 'header', z.ZodObject>>>
  readonly request?: { readonly schema: z.ZodType; readonly examples: Readonly<Record<string, Example<unknown>>> }
  readonly answers: Readonly<Partial<Record<200 | 201, OperationAnswer>>>
  /** What it may refuse besides the failures that any operation may have. */
  readonly problems: readonly ProblemKind[]
}

const reference = z.object({
  reference: ReferenceSchema.meta({
    description: 'As shown, or without hyphens, in any case.',
    examples: ['K3M9-QFX7-2D4H-W8TN'],
  }),
})
const idempotencyKey = z.object({ 'Idempotency-Key': IdempotencyKeySchema })

const problemsOfWriting = [
  'malformed-json',
  'idempotency-key-needed',
  'forbidden',
  'too-large',
  'unsupported-media-type',
  'validation',
  'idempotency-key-reused',
] as const satisfies readonly ProblemKind[]
const problemsOfPanels = ['invalid-parameters', 'forbidden', 'not-found'] as const satisfies readonly ProblemKind[]
const problemsOfCases = ['forbidden', 'not-found'] as const satisfies readonly ProblemKind[]

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

export const operations = [
  {
    id: 'notifyDeath',
    method: 'post',
    path: '/api/v1/notifications',
    summary: 'Notify the death of a child',
    description:
      'Takes a notification in any state of knowledge and answers what the law requires next. Sent again with the same Idempotency-Key, it answers the same and changes nothing.',
    roles: ['notifier', 'designated-doctor'],
    parameters: { header: idempotencyKey },
    request: { schema: NotificationSchema, examples: notificationExamples },
    answers: {
      201: { description: 'Received.', schema: NotificationReceiptSchema },
      200: { description: 'Received before: the same request was sent again.', schema: NotificationReceiptSchema },
    },
    problems: [...problemsOfWriting, 'out-of-scope'],
  },
  {
    id: 'amendNotification',
    method: 'post',
    path: '/api/v1/notifications/{reference}/amendments',
    summary: 'Add or correct what was not known',
    description:
      'Fields given replace those of the notification; what is left out stays. A designated doctor of the panel may also decide against the answers, with a reason.',
    roles: ['notifier', 'designated-doctor'],
    parameters: { path: reference, header: idempotencyKey },
    request: { schema: AmendmentSchema, examples: amendmentExamples },
    answers: {
      201: { description: 'Amended.', schema: NotificationReceiptSchema },
      200: { description: 'Amended before: the same request was sent again.', schema: NotificationReceiptSchema },
    },
    problems: [...problemsOfWriting, 'not-found', 'not-possible-now', 'conflict'],
  },
  {
    id: 'readOwnNotifications',
    method: 'get',
    path: '/api/v1/notifications',
    summary: 'List your notifications',
    roles: ['notifier', 'designated-doctor'],
    parameters: { query: ListQuerySchema },
    answers: { 200: { description: 'Your notifications.', schema: OwnNotificationsSchema } },
    problems: ['invalid-parameters', 'forbidden'],
  },
  {
    id: 'readOwnNotification',
    method: 'get',
    path: '/api/v1/notifications/{reference}',
    summary: 'Read one of your notifications',
    roles: ['notifier', 'designated-doctor'],
    parameters: { path: reference },
    answers: { 200: { description: 'Your notification.', schema: NotificationViewSchema } },
    problems: problemsOfCases,
  },
  {
    id: 'readQueue',
    method: 'get',
    path: '/api/v1/panels/{panel}/queue',
    summary: "Read a panel's queue, the next due first",
    description: 'The filters may be combined.',
    roles: ['cdop-manager', 'designated-doctor', 'chair'],
    parameters: { path: PanelParametersSchema, query: QueueQuerySchema },
    answers: { 200: { description: 'A page of the queue.', schema: QueuePageSchema } },
    problems: problemsOfPanels,
  },
  {
    id: 'findCase',
    method: 'get',
    path: '/api/v1/panels/{panel}/cases',
    summary: "Find one of a panel's cases by a reference",
    roles: ['cdop-manager', 'designated-doctor', 'chair'],
    parameters: { path: PanelParametersSchema, query: FindQuerySchema },
    answers: { 200: { description: 'The case, or none.', schema: FoundCasesSchema } },
    problems: problemsOfPanels,
  },
  {
    id: 'readNotices',
    method: 'get',
    path: '/api/v1/panels/{panel}/notices',
    summary: 'List cases of another panel that this panel is told of',
    roles: ['cdop-manager', 'designated-doctor'],
    parameters: { path: PanelParametersSchema, query: ListQuerySchema },
    answers: { 200: { description: 'The notices.', schema: NoticesSchema } },
    problems: problemsOfPanels,
  },
  {
    id: 'readCase',
    method: 'get',
    path: '/api/v1/cases/{reference}',
    summary: 'Read a case of your panel',
    description: 'That somebody read it is recorded.',
    roles: ['cdop-manager', 'designated-doctor'],
    parameters: { path: reference },
    answers: { 200: { description: 'The case.', schema: CaseSchema } },
    problems: problemsOfCases,
  },
  {
    id: 'readHistory',
    method: 'get',
    path: '/api/v1/cases/{reference}/history',
    summary: 'Read what happened to a case',
    description: 'That somebody read it is recorded.',
    roles: ['cdop-manager', 'designated-doctor', 'scrutineer'],
    parameters: { path: reference },
    answers: { 200: { description: 'The history.', schema: HistorySchema } },
    problems: problemsOfCases,
  },
  {
    id: 'recordClock',
    method: 'post',
    path: '/api/v1/cases/{reference}/clocks/{rule}',
    summary: 'Record when it was done that a clock waits for, or when the clock began',
    description:
      'Answers the clocks of the case as they now stand: the moment meets and starts every clock that it concerns. What is recorded can be corrected with a note; both stay in the history.',
    roles: ['cdop-manager', 'designated-doctor'],
    parameters: { path: ClockParametersSchema, header: idempotencyKey },
    request: { schema: ClockRecordSchema, examples: clockRecordExamples },
    answers: {
      201: { description: 'Recorded.', schema: ClocksOfCaseSchema },
      200: { description: 'Recorded before: the same request was sent again.', schema: ClocksOfCaseSchema },
    },
    problems: [...problemsOfWriting, 'not-found', 'not-possible-now'],
  },
  {
    id: 'readCompliance',
    method: 'get',
    path: '/api/v1/panels/{panel}/compliance',
    summary: "Read how a panel's clocks stand: met, missed, running",
    description:
      'For the cases that were notified from one day to another, at most a year. As `text/csv`, one line for each clock of each case.',
    roles: ['cdop-manager', 'designated-doctor', 'chair', 'scrutineer'],
    parameters: { path: PanelParametersSchema, query: ComplianceQuerySchema },
    answers: {
      200: {
        description: 'The clocks, and for each rule how they stand.',
        schema: ComplianceSchema,
        csv: complianceCsv,
      },
    },
    problems: problemsOfPanels,
  },
  {
    id: 'workCase',
    method: 'post',
    path: '/api/v1/cases/{reference}/actions',
    summary: 'Work on a case of your panel',
    description:
      'Takes one action. What the case does not allow as it stands is refused with the reason, and with all that you may do instead. Sent again with the same Idempotency-Key, it changes nothing and answers how the case now stands.',
    roles: ['cdop-manager', 'designated-doctor', 'chair'],
    parameters: { path: reference, header: idempotencyKey },
    request: { schema: ActionSchema, examples: actionExamples },
    answers: {
      201: { description: 'Done.', schema: WorkedSchema },
      200: { description: 'Done before: the same request was sent again.', schema: WorkedSchema },
    },
    problems: [...problemsOfWriting, 'not-found', 'not-possible-now', 'conflict'],
  },
  {
    id: 'listReleases',
    method: 'get',
    path: '/api/v1/statistics/releases',
    summary: 'List the releases of the statistics',
    description: 'What came out, withdrawn ones with the reason. Statistics leads also see what is on its way.',
    roles: readersOfStatistics,
    answers: { 200: { description: 'The releases, the newest last.', schema: ReleasesSchema } },
    problems: ['forbidden'],
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
      'One spreadsheet: every published year of England, the region and each of its panels, with what the marks mean.',
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
  {
    id: 'describeApi',
    method: 'get',
    path: '/api/v1/openapi.json',
    summary: 'Read this description',
    roles: [],
    answers: { 200: { description: 'OpenAPI 3.1.', schema: z.looseObject({}) } },
    problems: [],
  },
] as const satisfies readonly Operation[]

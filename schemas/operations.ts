import * as z from 'zod'
import { AnonymisedCaseSchema } from './anonymised-case.ts'
import { agencyOperations } from './agency-operations.ts'
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
  ReadingsSchema,
} from './api.ts'
import { clockRecordExamples, ClockRecordSchema } from './clock-record.ts'
import { complianceCsv, ComplianceSchema } from './compliance.ts'
import { readingsCsv } from './history.ts'
import { amendmentExamples, notificationExamples } from './notification/examples.ts'
import { AmendmentSchema, NotificationSchema } from './notification/notification.ts'
import { actionExamples, ActionSchema } from './panel-work/actions.ts'
import { WorkedSchema } from './panel-work/record.ts'
import {
  ClockParametersSchema,
  ComplianceQuerySchema,
  FindQuerySchema,
  ListQuerySchema,
  MeetingParametersSchema,
  PanelParametersSchema,
  QueueQuerySchema,
} from './parameters.ts'
import {
  idempotencyKey,
  problemsOfCases,
  problemsOfPanels,
  problemsOfWriting,
  reference,
  type Operation,
  type OperationAnswer,
} from './operation.ts'
import { meetingOperations } from './meeting-operations.ts'
import { reviewOperations } from './review-operations.ts'
import { statisticsOperations } from './statistics-operations.ts'

export type { Operation, OperationAnswer } from './operation.ts'

/** A document as bytes; what is in it, its template says. */
const pdf = (description: string) =>
  ({
    description,
    mediaType: 'application/pdf',
    schema: z.string().meta({ format: 'binary' }),
  }) satisfies OperationAnswer

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
    id: 'readAnonymisedCase',
    method: 'get',
    path: '/api/v1/cases/{reference}/anonymised',
    summary: 'Read a case of your panel without identities',
    description:
      'Age not dates, decile not postcode, no names; every free text scanned, with what was masked shown as masked. Panel members and the chair see a case from when it is ready for the panel until it is closed. Who has declared a conflict of interest is refused. That somebody read it is recorded.',
    roles: ['panel-member', 'chair', 'cdop-manager', 'designated-doctor'],
    parameters: { path: reference },
    answers: { 200: { description: 'The case without identities.', schema: AnonymisedCaseSchema } },
    problems: [...problemsOfCases, 'not-possible-now'],
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
    id: 'readReadings',
    method: 'get',
    path: '/api/v1/cases/{reference}/readings',
    summary: 'Export who read a case',
    description:
      'Whoever looked at anything of the case: what, when and in which role; also as `text/csv`. The part of the history that an information governance lead asks for. That somebody read this is recorded too.',
    roles: ['cdop-manager', 'designated-doctor', 'scrutineer'],
    parameters: { path: reference },
    answers: { 200: { description: 'The readings, this one included.', schema: ReadingsSchema, csv: readingsCsv } },
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
    roles: ['cdop-manager', 'designated-doctor', 'chair', 'panel-member'],
    parameters: { path: reference, header: idempotencyKey },
    request: { schema: ActionSchema, examples: actionExamples },
    answers: {
      201: { description: 'Done.', schema: WorkedSchema },
      200: { description: 'Done before: the same request was sent again.', schema: WorkedSchema },
    },
    problems: [...problemsOfWriting, 'not-found', 'not-possible-now', 'conflict'],
  },
  ...meetingOperations,
  ...reviewOperations,
  ...agencyOperations,
  {
    id: 'printMeetingPack',
    method: 'get',
    path: '/api/v1/panels/{panel}/meetings/{meeting}/pack',
    summary: 'Print the papers of a meeting',
    description:
      'Agenda, quorum, and each listed case without identities with its analysis form so far. A case in which you have declared a conflict of interest is left out. That somebody read each case is recorded.',
    roles: ['panel-member', 'chair', 'cdop-manager', 'designated-doctor'],
    parameters: { path: MeetingParametersSchema },
    answers: { 200: pdf('The pack.') },
    problems: [...problemsOfCases, 'print-too-large'],
  },
  {
    id: 'printOutcomeLetter',
    method: 'get',
    path: '/api/v1/cases/{reference}/outcome-letter',
    summary: 'Print the letter to the family after the review',
    description:
      'A template: the names of the child and the family, and what the panel found, are written in by hand. Only once the panel has reviewed the death.',
    roles: ['cdop-manager', 'designated-doctor', 'chair'],
    parameters: { path: reference },
    answers: { 200: pdf('The letter.') },
    problems: [...problemsOfCases, 'not-possible-now', 'print-too-large'],
  },
  ...statisticsOperations,
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

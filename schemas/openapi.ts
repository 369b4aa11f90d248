import * as z from 'zod'
import { AnswerActSchema } from './agency-forms/agency.ts'
import { AgencyFormSchema } from './agency-forms/agency-view.ts'
import { FormsOfCaseSchema, SectionAnswersSchema } from './agency-forms/record.ts'
import * as api from './api.ts'
import { AnonymisedCaseSchema, AnonymisedFactsSchema, MaskedTextSchema } from './anonymised-case.ts'
import {
  AssessmentAnswersSchema,
  AssessmentSchema,
  DutySchema,
  ExpectednessSchema,
  ReasonSchema,
} from './assessment.ts'
import {
  AgeBandSchema,
  CivilDateSchema,
  InstantSchema,
  type Instant,
  PartialDateSchema,
  TimeOfDaySchema,
} from './calendar.ts'
import {
  AnalysisValueSchema,
  AnalysisViewSchema,
  RecommendationViewSchema,
  RegisterPageSchema,
  SectionWrittenSchema,
} from './analysis/analysis-api.ts'
import { RecommendationActSchema } from './analysis/recommendation.ts'
import { ClockRecordSchema } from './clock-record.ts'
import { ClockSchema } from './clocks.ts'
import { HistoryEntrySchema } from './history.ts'
import { ComplianceSchema } from './compliance.ts'
import { NhsNumberSchema } from './nhs-number.ts'
import { AgenciesSchema, OtherProcessesSchema } from './notification/agencies.ts'
import { CertificationSchema } from './notification/certification.ts'
import { ChildSchema } from './notification/child.ts'
import { DeathSchema } from './notification/death.ts'
import { FamilySchema } from './notification/family.ts'
import { AmendmentSchema, NotificationSchema } from './notification/notification.ts'
import { ReferrerSchema } from './notification/referrer.ts'
import { StillNeededSchema } from './notification/still-needed.ts'
import { ActionSchema } from './panel-work/actions.ts'
import { HoldReasonSchema } from './panel-work/codes.ts'
import { AgendaSchema, MeetingSchema, MeetingsSchema } from './panel-work/meeting-views.ts'
import { ChangeOfMeetingSchema, PlannedMeetingSchema } from './panel-work/meetings.ts'
import { ConclusionSchema, ObstacleSchema, TriageSchema } from './panel-work/review.ts'
import { WorkedSchema } from './panel-work/record.ts'
import { AllowedActionSchema, ClaimSchema, CaseNowSchema } from './panel-work/case-now.ts'
import { ReportingFormSchema } from './supplementary/reporting-form.ts'
import { SupplementaryFormSchema } from './supplementary/supplementary-forms.ts'
import { operations, type Operation, type OperationAnswer } from './operations.ts'
import { ReleaseSummarySchema } from './statistics/answers.ts'
import { ReleaseSchema } from './statistics/release.ts'
import { TableViewSchema } from './statistics/table-view.ts'
import { FieldProblemSchema, ProblemSchema, type Problem } from './problem-details.ts'
import { problem, PROBLEMS, type ProblemKind } from './problem.ts'

type Json = Record<string, unknown>

/** Schemas that have a name of their own in the document; all others stand where they are used. */
const named: Readonly<Record<string, z.ZodType>> = {
  Notification: NotificationSchema,
  Amendment: AmendmentSchema,
  Referrer: ReferrerSchema,
  Child: ChildSchema,
  Death: DeathSchema,
  Answers: AssessmentAnswersSchema,
  Certification: CertificationSchema,
  Family: FamilySchema,
  Agencies: AgenciesSchema,
  OtherProcesses: OtherProcessesSchema,
  NhsNumber: NhsNumberSchema,
  CivilDate: CivilDateSchema,
  PartialDate: PartialDateSchema,
  TimeOfDay: TimeOfDaySchema,
  Instant: InstantSchema,
  AgeBand: AgeBandSchema,
  Expectedness: ExpectednessSchema,
  Duty: DutySchema,
  Reason: ReasonSchema,
  Assessment: AssessmentSchema,
  Clock: ClockSchema,
  Scope: api.ScopeSchema,
  ReviewingPanel: api.ReviewingPanelSchema,
  StillNeeded: StillNeededSchema,
  NotificationReceipt: api.NotificationReceiptSchema,
  NotificationView: api.NotificationViewSchema,
  OwnNotifications: api.OwnNotificationsSchema,
  QueueEntry: api.QueueEntrySchema,
  QueuePage: api.QueuePageSchema,
  FoundCases: api.FoundCasesSchema,
  Notices: api.NoticesSchema,
  Case: api.CaseSchema,
  AnonymisedCase: AnonymisedCaseSchema,
  AnonymisedFacts: AnonymisedFactsSchema,
  MaskedText: MaskedTextSchema,
  History: api.HistorySchema,
  HistoryEntry: HistoryEntrySchema,
  Readings: api.ReadingsSchema,
  Action: ActionSchema,
  CaseAfterAction: WorkedSchema,
  CaseNow: CaseNowSchema,
  AllowedAction: AllowedActionSchema,
  Claim: ClaimSchema,
  Hold: HoldReasonSchema,
  Analysis: AnalysisViewSchema,
  AnalysisValue: AnalysisValueSchema,
  SectionAfterEdit: SectionWrittenSchema,
  Recommendation: RecommendationViewSchema,
  RecommendationAct: RecommendationActSchema,
  RegisterPage: RegisterPageSchema,
  Triage: TriageSchema,
  Conclusion: ConclusionSchema,
  Obstacle: ObstacleSchema,
  ClockRecord: ClockRecordSchema,
  ClocksOfCase: api.ClocksOfCaseSchema,
  Compliance: ComplianceSchema,
  PlannedMeeting: PlannedMeetingSchema,
  ChangeOfMeeting: ChangeOfMeetingSchema,
  Meeting: MeetingSchema,
  Meetings: MeetingsSchema,
  Agenda: AgendaSchema,
  AgencyForm: AgencyFormSchema,
  FormsOfCase: FormsOfCaseSchema,
  AnswerAct: AnswerActSchema,
  SectionAnswers: SectionAnswersSchema,
  ReportingForm: ReportingFormSchema,
  SupplementaryForm: SupplementaryFormSchema,
  Release: ReleaseSummarySchema,
  ReleaseFile: ReleaseSchema,
  TableOfRelease: TableViewSchema,
  FieldProblem: FieldProblemSchema,
  Problem: ProblemSchema,
}

const registry = z.registry<{ id: string }>()
for (const [id, schema] of Object.entries(named)) registry.add(schema, { id })

const refTo = (id: string) => `#/components/schemas/${id}`

/**
 * What is sent and what is answered share one description, that of the input: it holds for the answers too, and leaves them room
 * to grow, as no object in it is closed.
 */
const asJsonSchema = {
  io: 'input',
  uri: refTo,
  override: ({ jsonSchema }: { jsonSchema: Json }) => {
    if ('source' in jsonSchema) {
      jsonSchema['x-source'] = jsonSchema['source']
      delete jsonSchema['source']
    }
  },
} as const

/** The API as an OpenAPI 3.1 document, made from the operations and the schemas alone. */
export function openApiDocument(): Json {
  return {
    openapi: '3.1.1',
    info: {
      title: 'Child Death Review Notification Service',
      version: '1.0.0',
      description:
        'Notify the death of a child in England, learn at once what the law requires next, and bring the case to its child death overview panel.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    security: [{ accessToken: [] }],
    paths: paths(),
    components: {
      schemas: componentSchemas(),
      securitySchemes: {
        accessToken: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description:
            'Access token of the OpenID Connect provider. `cdr_roles` names the roles, `cdr_area` the panel or region it is good for.',
        },
      },
    },
  }
}

function componentSchemas() {
  const { schemas } = z.toJSONSchema(registry, asJsonSchema)
  return Object.fromEntries(Object.entries(schemas).map(([id, schema]) => [id, plain(schema)]))
}

/** A schema as the document shows it: a part of this document, so without dialect and address of its own. */
function plain(schema: unknown): Json {
  const copy = JSON.parse(JSON.stringify(schema)) as Json
  delete copy['$schema']
  delete copy['$id']
  return copy
}

function paths(): Json {
  const byPath: Record<string, Json> = {}
  for (const operation of operations as readonly Operation[])
    byPath[operation.path] = { ...byPath[operation.path], [operation.method]: describe(operation) }
  return byPath
}

function describe(operation: Operation): Json {
  const { id, summary, description, roles, request, answers } = operation
  const parameters = parametersOf(operation)
  return {
    operationId: id,
    summary,
    ...(description !== undefined && { description }),
    'x-roles': roles,
    ...(roles.length === 0 && { security: [] }),
    ...(parameters.length > 0 && { parameters }),
    ...(request && { requestBody: { required: true, content: { 'application/json': body(request) } } }),
    responses: {
      ...Object.fromEntries(
        Object.entries(answers).map(([status, answer]) => [
          status,
          { description: answer.description, content: contentOf(answer) },
        ]),
      ),
      ...problemResponses(operation),
    },
  }
}

const SPREADSHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

const contentOf = ({ schema, csv, spreadsheet, mediaType = 'application/json' }: OperationAnswer) => ({
  ...(spreadsheet !== 'only' && { [mediaType]: { schema: schemaOf(schema) } }),
  ...(spreadsheet && { [SPREADSHEET]: { schema: { type: 'string', contentMediaType: SPREADSHEET } } }),
  ...(csv !== undefined && { 'text/csv': { schema: { type: 'string' }, example: csv } }),
})

const body = ({ schema, examples }: NonNullable<Operation['request']>) => ({ schema: schemaOf(schema), examples })

function schemaOf(schema: z.ZodType): Json {
  const id = registry.get(schema)?.id
  return id === undefined ? plain(z.toJSONSchema(schema, asJsonSchema)) : { $ref: refTo(id) }
}

const parametersOf = ({ parameters = {} }: Operation): Json[] =>
  Object.entries(parameters).flatMap(([place, { shape }]) =>
    Object.entries(shape).map(([name, schema]) => {
      const { description, ...rest } = schemaOf(schema as z.ZodType)
      return { name, in: place, required: isRequired(schema as z.ZodType), description, schema: rest }
    }),
  )

const isRequired = (schema: z.ZodType) => !schema.safeParse(undefined).success

/** Problems of one status share one response, each with an example. */
function problemResponses({ roles, problems }: Operation): Json {
  const byStatus = new Map<number, ProblemKind[]>()
  for (const kind of [...problems, ...FAULTS])
    byStatus.set(PROBLEMS[kind].status, [...(byStatus.get(PROBLEMS[kind].status) ?? []), kind])
  const responses = [...byStatus].map(([status, kinds]) => [status, problemResponse(kinds)])
  return Object.fromEntries([
    ...(roles.length > 0 ? [[401, { description: NOT_SIGNED_IN }]] : []),
    ...responses,
  ]) as Json
}

const FAULTS = ['server-fault', 'unavailable'] as const
const NOT_SIGNED_IN = 'No token, or one that is not valid. The gateway answers, before the service is reached.'

const problemResponse = (kinds: readonly ProblemKind[]): Json => ({
  description: kinds.map((kind) => `${PROBLEMS[kind].title}.`).join(' '),
  content: {
    'application/problem+json': {
      schema: { $ref: refTo('Problem') },
      examples: Object.fromEntries(kinds.map((kind) => [kind, { value: exampleOf(kind) }])),
    },
  },
})

function exampleOf(kind: ProblemKind): Problem {
  if (kind === 'server-fault' || kind === 'unavailable')
    return problem(kind, { reference: 'c6af9ac6-7b61-11e6-9a41-93e8deadbeef' })
  if (kind === 'out-of-scope') return problem(kind, { reasonCode: 'AGE_18_OR_OVER' })
  if (kind === 'validation')
    return problem(kind, {
      errors: [
        { pointer: '/death/dateOfDeath', code: 'in-the-future', detail: 'Give a date that is not in the future.' },
      ],
    })
  if (kind === 'not-possible-now')
    return problem(kind, {
      reasonCode: 'claimed-by-another',
      detail: 'Somebody else has the case in hand: wait until they release it or their claim runs out.',
      caseNow: {
        version: 9,
        stage: 'information-gathering',
        claim: { by: '5d1c…', until: '2026-03-09T15:00:00.000Z' as Instant },
        holds: ['inquest'],
        allowed: [{ action: 'log-family-question' }],
      },
    })
  return problem(kind)
}

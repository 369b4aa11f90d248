import { CfnOutput, Duration, Lazy, type Stack } from 'aws-cdk-lib'
import { Architecture } from 'aws-cdk-lib/aws-lambda'
import type { Env as AgencyFormEnv } from '../../functions/agency-form/env.ts'
import type { Env as CaptureEnv } from '../../functions/capture/env.ts'
import type { Env as PrintEnv } from '../../functions/print/env.ts'
import type { Env as ReadAnonymisedEnv } from '../../functions/read-anonymised/env.ts'
import type { Env as MeetingsEnv } from '../../functions/meetings/env.ts'
import type { Env as ReadEnv } from '../../functions/read/env.ts'
import type { Env as RecordClockEnv } from '../../functions/record-clock/env.ts'
import type { Env as ReviewCaseEnv } from '../../functions/review-case/env.ts'
import type { Env as StatisticsEnv } from '../../functions/statistics/env.ts'
import type { Env as WebEnv } from '../../functions/web/env.ts'
import type { Env as WorkCaseEnv } from '../../functions/work-case/env.ts'
import { KEYS_OF_STATISTICS_API } from '../../functions/shared/adapters/dynamodb/table-definition.ts'
import { CASE_KEY_PREFIX } from '../../schemas/case-events.ts'
import { claimFor, formLinkFor } from '../config.ts'
import { onIndexes, onItems, onKeys, putUnder } from '../constructs/permissions.ts'
import { PageDistribution } from '../constructs/page-distribution.ts'
import { ServiceApi } from '../constructs/service-api.ts'
import { ServiceFunction } from '../constructs/service-function.ts'
import { API, routes, scopes, tighterLimits } from './routes.ts'
import type { StatefulStack } from './stateful-stack.ts'

/** Whatever answers over HTTP: the API's functions and the pages. Answers with the one that takes notifications. */
export function addApi(scope: Stack, stateful: StatefulStack) {
  const {
    surroundings,
    caseTable,
    directoryTable,
    statisticsTable,
    statistics: stated,
    referenceKeyValue,
    signIn,
  } = stateful
  const capture = new ServiceFunction<CaptureEnv>(scope, 'Capture', {
    ...surroundings,
    name: 'capture',
    settings: {
      CASE_TABLE: caseTable.tableName,
      DIRECTORY_TABLE: directoryTable.tableName,
      REFERENCE_KEY: referenceKeyValue,
      IDENTITY_KEYS: stateful.identityKeyValues,
    },
    permissions: [...onItems(caseTable, 'PutItem', 'Query'), ...onItems(directoryTable, 'GetItem')],
    concurrency: 50,
  })
  const read = new ServiceFunction<ReadEnv>(scope, 'Read', {
    ...surroundings,
    name: 'read',
    settings: { CASE_TABLE: caseTable.tableName, REFERENCE_KEY: referenceKeyValue },
    permissions: [
      ...onItems(caseTable, 'Query'),
      // Who read a case is recorded with the case.
      ...putUnder(caseTable, CASE_KEY_PREFIX),
      ...onIndexes(caseTable, ...QUEUES, ...REGISTERS, 'casesOfPanel', 'notificationsByNotifier'),
    ],
    concurrency: 50,
  })
  const readAnonymised = new ServiceFunction<ReadAnonymisedEnv>(scope, 'ReadAnonymised', {
    ...surroundings,
    name: 'read-anonymised',
    settings: { CASE_TABLE: caseTable.tableName },
    permissions: [...onItems(caseTable, 'Query'), ...putUnder(caseTable, CASE_KEY_PREFIX)],
    concurrency: 20,
  })
  const recordClock = new ServiceFunction<RecordClockEnv>(scope, 'RecordClock', {
    ...surroundings,
    name: 'record-clock',
    settings: { CASE_TABLE: caseTable.tableName },
    permissions: onItems(caseTable, 'PutItem', 'Query'),
    concurrency: 10,
  })
  const workCase = new ServiceFunction<WorkCaseEnv>(scope, 'WorkCase', {
    ...surroundings,
    name: 'work-case',
    settings: {
      CASE_TABLE: caseTable.tableName,
      CLAIM_HOURS: claimFor.toHours().toString(),
      REFERENCE_KEY: referenceKeyValue,
      FORM_LINK_DAYS: formLinkFor.toDays().toString(),
    },
    // A case is listed on condition that its meeting has not changed.
    permissions: onItems(caseTable, 'ConditionCheckItem', 'PutItem', 'Query'),
    concurrency: 20,
  })
  const meetings = new ServiceFunction<MeetingsEnv>(scope, 'Meetings', {
    ...surroundings,
    name: 'meetings',
    settings: { CASE_TABLE: caseTable.tableName, REFERENCE_KEY: referenceKeyValue },
    permissions: onItems(caseTable, 'PutItem', 'Query'),
    concurrency: 10,
  })
  const reviewCase = new ServiceFunction<ReviewCaseEnv>(scope, 'ReviewCase', {
    ...surroundings,
    name: 'review-case',
    settings: { CASE_TABLE: caseTable.tableName },
    permissions: onItems(caseTable, 'PutItem', 'Query'),
    concurrency: 20,
  })
  const agencyForm = new ServiceFunction<AgencyFormEnv>(scope, 'AgencyForm', {
    ...surroundings,
    name: 'agency-form',
    settings: { CASE_TABLE: caseTable.tableName, REFERENCE_KEY: referenceKeyValue },
    permissions: onItems(caseTable, 'GetItem', 'PutItem', 'Query'),
    // Open to anyone: what it may use of the account is the bound of what a flood can do.
    concurrency: 10,
  })
  const print = new ServiceFunction<PrintEnv>(scope, 'Print', {
    ...surroundings,
    name: 'print',
    settings: { CASE_TABLE: caseTable.tableName },
    permissions: [...onItems(caseTable, 'Query'), ...putUnder(caseTable, CASE_KEY_PREFIX)],
    // A panel prints its pack a few times a month.
    concurrency: 5,
    // The HTTP API waits for 30 seconds at most.
    timeout: Duration.seconds(29),
    // A browser, and the processor time to unpack it.
    memorySize: 3008,
    // Chromium comes for this one only.
    architecture: Architecture.X86_64,
  })
  const statistics = new ServiceFunction<StatisticsEnv>(scope, 'Statistics', {
    ...surroundings,
    name: 'statistics',
    settings: { STATISTICS_TABLE: statisticsTable.tableName, COUNTS_FROM: stated.from },
    // Not the cases that releases were counted from.
    permissions: onKeys(statisticsTable, KEYS_OF_STATISTICS_API, 'GetItem', 'PutItem', 'Query'),
    concurrency: 20,
  })
  const describe = new ServiceFunction(scope, 'Describe', {
    ...surroundings,
    name: 'describe',
    settings: {},
    permissions: [],
    concurrency: 5,
  })
  // The pages call the API that they are themselves a part of: its address is known once it stands.
  const web = pagesCalling(scope, Lazy.string({ produce: () => api.apiEndpoint }), stateful)
  const { api } = new ServiceApi(scope, 'Api', {
    ...surroundings,
    routes,
    functions: {
      'agency-form': agencyForm.function,
      capture: capture.function,
      describe: describe.function,
      read: read.function,
      'read-anonymised': readAnonymised.function,
      meetings: meetings.function,
      print: print.function,
      'record-clock': recordClock.function,
      statistics: statistics.function,
      'work-case': workCase.function,
      'review-case': reviewCase.function,
      web: web.function,
    },
    tokens: { issuer: signIn.issuer, audience: signIn.client.userPoolClientId },
    api: API,
    tighterLimits,
  })
  new CfnOutput(scope, 'ApiUrl', { value: api.apiEndpoint })
  const { pages: address, firewall } = stateful
  const pages = new PageDistribution(scope, 'Pages', { prefix: surroundings.prefix, api, address, firewall })
  new CfnOutput(scope, 'PagesUrl', { value: pages.url })
  return capture
}

/** The pages, which call the API as the person who is signed in. */
function pagesCalling(scope: Stack, apiUrl: string, stateful: StatefulStack) {
  const { surroundings, draftTable, directoryTable, signIn } = stateful
  return new ServiceFunction<WebEnv>(scope, 'Web', {
    ...surroundings,
    name: 'web',
    settings: {
      DRAFT_TABLE: draftTable.tableName,
      DIRECTORY_TABLE: directoryTable.tableName,
      SESSION_KEY: stateful.sessionKeyValue,
      API_URL: apiUrl,
      ISSUER: signIn.providerUrl,
      CLIENT_ID: signIn.client.userPoolClientId,
      CLIENT_SECRET: stateful.clientSecretValue,
      SCOPES: ['openid', ...Object.keys(scopes).map((scope) => `${API}/${scope}`)].join(' '),
    },
    permissions: [
      ...onItems(draftTable, 'DeleteItem', 'GetItem', 'PutItem', 'Query'),
      ...onItems(directoryTable, 'GetItem'),
    ],
    concurrency: 50,
    // It waits for the API, which has ten seconds itself, and for papers that are printed; the HTTP API waits for 30 at most.
    timeout: Duration.seconds(29),
    // Memory is processor time, and rendering is the largest part of a page.
    memorySize: 1024,
  })
}

/** A panel's queue by every filter. */
const QUEUES = ['panelQueue', 'panelQueueByStageAndExpectedness'] as const

/** What a panel recommended, by every filter. */
const REGISTERS = ['panelRecommendations', 'panelRecommendationsByStatusAndLevel'] as const

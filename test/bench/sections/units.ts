import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb'
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { CHARACTERISTICS } from '../../../domain/statistics/coded-case.ts'
import { documentClient } from '../../../functions/shared/adapters/dynamodb/document-client.ts'
import { caseTable, statisticsTable } from '../../../functions/shared/adapters/dynamodb/table-definition.ts'
import type { ReleaseAuditor } from '../../../functions/shared/ports/release-auditor.ts'
import { englandYears } from '../../../infra/tools/statistics/england-years.ts'
import type { NotificationReceipt } from '../../../schemas/api.ts'
import { ReferenceSchema, type Reference } from '../../../schemas/reference.ts'
import { completeTexts, conclude } from '../../support/builders/analysis.ts'
import { aMeeting } from '../../support/builders/meeting.ts'
import { nhsNumber } from '../../support/builders/nhs-number.ts'
import { bodies } from '../../support/builders/notification.ts'
import { aCase } from '../../support/builders/case.ts'
import { createTable } from '../../support/dynamodb.ts'
import { chair, doctor, manager, nurse } from '../../support/pipeline.ts'
import { meterRequestUnits, type RequestUnitMeter } from '../request-units.ts'
import { analyst, lead, Served } from '../served.ts'
import type { ActName, MeasuredAct } from './act-names.ts'

const QUEUE = '/api/v1/panels/{panel}/queue'
const panel = { panel: 'northamptonshire' }
const FILLING = 30
const ENGLAND = 3500

/** Request units of every act, on tables of their own, by what the service itself sends. */
export async function measureUnits(client: DynamoDBClient): Promise<readonly MeasuredAct[]> {
  const cases = await createTable(client, caseTable)
  const statistics = await createTable(client, statisticsTable)
  const meter = meterRequestUnits(client, caseTable)
  const served = new Served(client, { cases, statistics })
  const acts: MeasuredAct[] = []
  const measure = async <T>(act: ActName, work: () => Promise<T>): Promise<T> => {
    meter.take()
    const done = await work()
    acts.push(measured(act, meter.take()))
    return done
  }
  for (let child = 0; child < FILLING; child++) await reviewed(served, await routed(served, bodyOf(child)))
  const reference = await ofACase(served, measure)
  await ofAPanel(served, reference, measure)
  await fillYear(client, cases)
  await ofStatistics(served, measure)
  return acts
}

type Measure = <T>(act: ActName, work: () => Promise<T>) => Promise<T>

function measured(act: ActName, { calls, ...units }: ReturnType<RequestUnitMeter['take']>): MeasuredAct {
  const counts = new Map<string, number>()
  for (const { operation, input } of calls) {
    const items =
      'TransactItems' in input && Array.isArray(input.TransactItems) ? ` (${input.TransactItems.length})` : ''
    counts.set(`${operation}${items}`, (counts.get(`${operation}${items}`) ?? 0) + 1)
  }
  const said = [...counts].map(([operation, count]) => (count === 1 ? operation : `${count} × ${operation}`))
  return { act, ...units, calls: said.join(', '), items: calls.flatMap(({ items }) => items) }
}

/** Days apart, or each would be a possible duplicate of every other. */
export const bodyOf = (child: number) =>
  bodies.minimal({
    child: {
      normallyResidentAuthority: 'E06000061',
      nhsNumber: nhsNumber(child),
      dateOfBirth: new Date(Date.UTC(2015, 0, 1 + (child % 3000))).toISOString().slice(0, 10),
    },
    answers: { externalCauses: 'yes' },
  })

export async function submitted(served: Served, json: object, person = doctor, key?: string): Promise<Reference> {
  const { body } = await served.post('POST /api/v1/notifications', person, json, key === undefined ? {} : { key })
  return ReferenceSchema.parse((body as NotificationReceipt).reference)
}

export async function routed(served: Served, json: object): Promise<Reference> {
  const reference = await submitted(served, json)
  await served.categorise(reference)
  await served.route(reference)
  return reference
}

/** A case's notifications and the pipeline. */
async function ofACase(served: Served, measure: Measure): Promise<Reference> {
  const minimal = bodyOf(500)
  const reference = await measure('notify', () => submitted(served, minimal, doctor, 'minimal'))
  await measure('replay', () => submitted(served, minimal, doctor, 'minimal'))
  await measure('categorise', () => served.categorise(reference))
  await measure('route', () => served.route(reference))
  await measure('notifyFull', () => submitted(served, bodies.full({ child: { nhsNumber: nhsNumber(501) } })))
  await measure('notifyFurther', () => submitted(served, minimal, nurse))
  const amend = 'POST /api/v1/notifications/{reference}/amendments'
  await measure('amend', () =>
    served.post(amend, doctor, { answers: { lookedAfter: 'no' } }, { params: { reference } }),
  )
  await measure('categoriseAgain', () => served.categorise(reference))
  await measure('routeAgain', () => served.route(reference))
  return reference
}

const act = (served: Served, reference: Reference, json: object, person = manager) =>
  served.post('POST /api/v1/cases/{reference}/actions', person, json, { params: { reference } })

const toStage = (stage: string) => ({ action: 'move-to-stage', stage })
const meeting = aMeeting()
const LIST = { action: 'list-for-meeting', meeting: meeting.reference }

/** The panel's work on the case. */
async function ofAPanel(served: Served, reference: Reference, measure: Measure): Promise<void> {
  const params = { reference }
  await measure('queuePage', () =>
    served.ask(`GET ${QUEUE}`, { person: manager, params: panel, query: { limit: '25' } }),
  )
  await measure('readCase', () => served.ask('GET /api/v1/cases/{reference}', { person: manager, params }))
  await measure('claim', () => act(served, reference, { action: 'claim' }))
  await measure('move', () => act(served, reference, toStage('child-death-review-meeting')))
  await act(served, reference, toStage('ready-for-panel'))
  await measure('list', () => act(served, reference, LIST))
  const [first, ...others] = sections()
  await measure('writeSection', () => written(served, reference, first))
  for (const one of others) await written(served, reference, one)
  await act(served, reference, { action: 'release' })
  await measure('review', () => act(served, reference, conclude, chair))
  const register = 'GET /api/v1/panels/{panel}/recommendations'
  await measure('registerPage', () => served.ask(register, { person: manager, params: panel, query: { limit: '25' } }))
}

type Section = ReturnType<typeof completeTexts>[number]
const sections = () => completeTexts(aCase()) as [Section, ...Section[]]

const written = (served: Served, reference: Reference, { section, value, basedOn }: Section) =>
  served.post(
    'POST /api/v1/cases/{reference}/analysis/{section}',
    chair,
    { value, basedOn },
    { params: { reference, section } },
  )

/** Takes a case to its conclusion, as the filling of queue and register. */
async function reviewed(served: Served, reference: Reference): Promise<void> {
  await served.meetings.save(meeting)
  for (const stage of ['child-death-review-meeting', 'ready-for-panel']) await act(served, reference, toStage(stage))
  await act(served, reference, LIST)
  for (const one of sections()) await written(served, reference, one)
  await act(served, reference, conclude, chair)
}

/** A made-up year of England, as its rows stand in the index. */
export async function fillYear(client: DynamoDBClient, table: string): Promise<void> {
  const documents = documentClient(client)
  const rows = englandYears({ cohort: 'deathsNotified', starts: [2025], seed: 1, perYear: ENGLAND }).map(
    ({ reference, area, countsOn, values }) => ({
      pk: `CASE#${reference}`,
      sk: 'STATE',
      deathsNotifiedIn: countsOn.slice(0, 'YYYY-MM'.length),
      notifiedRow: [1, area, countsOn, ...CHARACTERISTICS.deathsNotified.map((code) => values[code])],
    }),
  )
  for (let first = 0; first < rows.length; first += 25) {
    const puts = rows.slice(first, first + 25).map((Item) => ({ PutRequest: { Item } }))
    await documents.send(new BatchWriteCommand({ RequestItems: { [table]: puts } }))
  }
}

/** It makes no calls: that it would pass is another measurement's business (`npm run bench-statistics`). */
export const NOT_AUDITED: ReleaseAuditor = {
  name: 'not audited',
  audit: () => ({ outcome: 'passed', protectedNumbers: 0, witnesses: 0 }),
}

async function ofStatistics(served: Served, measure: Measure): Promise<void> {
  await released(served, () => measure('release', () => served.makeReleases(NOT_AUDITED)))
  await measure('pullFirst', () => pull(served))
  await measure('pull', () => pull(served))
}

const RELEASE = 'deathsNotified-2025-26-v1'

/** Cuts the year's release, lets it be made, and publishes it. */
export async function released(served: Served, make: () => Promise<unknown>): Promise<void> {
  const wanted = { cohort: 'deathsNotified', period: '2025-26', asOf: '2026-06-30', note: 'Measured.' }
  await served.post('POST /api/v1/statistics/releases', lead, wanted)
  await make()
  const publish = 'POST /api/v1/statistics/releases/{release}/publish'
  await served.post(publish, lead, {}, { params: { release: RELEASE } })
}

/** One table of the year's release. */
export const pull = (served: Served) =>
  served.ask('GET /api/v1/statistics/releases/{release}/tables/{table}', {
    person: analyst,
    params: { release: RELEASE, table: 'age-band' },
    query: { period: '2025-26' },
  })

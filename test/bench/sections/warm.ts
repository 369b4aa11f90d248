import type { DynamoDBClient, DynamoDBClientConfig } from '@aws-sdk/client-dynamodb'
import { documentClient } from '../../../functions/shared/adapters/dynamodb/document-client.ts'
import { caseTable, statisticsTable } from '../../../functions/shared/adapters/dynamodb/table-definition.ts'
import type { Reference } from '../../../schemas/reference.ts'
import { createTable } from '../../support/dynamodb.ts'
import { manager } from '../../support/pipeline.ts'
import { bareCalls } from '../bare-calls.ts'
import { inRounds, throughput, type Act } from '../measure/rounds.ts'
import type { Summary } from '../measure/samples.ts'
import { meterRequestUnits } from '../request-units.ts'
import { Served } from '../served.ts'
import { bodyOf, fillYear, NOT_AUDITED, pull, released, routed, submitted } from './units.ts'

/** How long one thing takes, beside the database calls that it makes, made bare on the same tables. */
export interface WarmPath {
  readonly what: string
  readonly calls: string
  readonly bare: Summary
  readonly served: Summary
  readonly ratio: number
  /** Acts a second by clients at once. */
  readonly throughput: readonly { readonly clients: number; readonly bare: number; readonly served: number }[]
}

export const CLIENTS = [1, 16, 64] as const

export interface WarmSizes {
  readonly cases: number
  readonly rounds: number
  readonly each: number
  readonly acts: number
}

/** Submit, queue page, case and statistics pull, from the event to the answer, in this process. */
export async function measureWarmPath(
  clientFor: (config?: DynamoDBClientConfig) => DynamoDBClient,
  { cases: count, rounds, each, acts }: WarmSizes,
  onProgress: (done: number, all: number) => void,
): Promise<readonly WarmPath[]> {
  // One client is timed; the other records, which takes time.
  const [client, recording] = [clientFor(), clientFor()]
  const meter = meterRequestUnits(recording, caseTable)
  const tables = { cases: await createTable(client, caseTable), statistics: await createTable(client, statisticsTable) }
  const [served, recorded] = [new Served(client, tables), new Served(recording, tables)]
  const documents = documentClient(client)

  const references: Reference[] = []
  for (let child = 0; child < count; child++) references.push(await routed(served, bodyOf(child)))
  await fillYear(client, tables.cases)
  await released(served, () => served.makeReleases(NOT_AUDITED))

  const measured: WarmPath[] = []
  const all = actsOn(references)
  for (const [position, [what, act]] of all.entries()) {
    await act(recorded)(0)
    meter.take()
    await act(recorded)(-1)
    const { calls } = meter.take()
    const bare = bareCalls(documents, calls)
    const [floor, own] = await inRounds(
      [
        ['bare', bare],
        ['served', act(served)],
      ],
      { rounds, each },
    )
    if (!floor || !own) throw new Error('Two were compared.')
    const many = []
    for (const clients of CLIENTS) {
      const bareRate = await throughput(bare, clients, acts)
      many.push({ clients, bare: bareRate, served: await throughput(act(served), clients, acts) })
    }
    measured.push({
      what,
      calls: calls.map(({ operation }) => operation).join(', '),
      bare: floor.summary,
      served: own.summary,
      ratio: own.ratio,
      throughput: many,
    })
    onProgress(position + 1, all.length)
  }
  client.destroy()
  recording.destroy()
  return measured
}

/** Children who are notified here are none of those who were notified before. */
const FIRST_NEW_CHILD = 10_000

const actsOn = (references: readonly Reference[]): readonly (readonly [string, (served: Served) => Act])[] => [
  ['submit', (served) => (number) => submitted(served, bodyOf(FIRST_NEW_CHILD + number))],
  [
    'queue page of 25',
    (served) => () =>
      served.ask('GET /api/v1/panels/{panel}/queue', {
        person: manager,
        params: { panel: 'northamptonshire' },
        query: { limit: '25' },
      }),
  ],
  [
    'case, and the record that it was read',
    (served) => (number) => {
      const reference = references[Math.abs(number) % references.length] ?? ''
      return served.ask('GET /api/v1/cases/{reference}', { person: manager, params: { reference } })
    },
  ],
  ['statistics pull', (served) => () => pull(served)],
]

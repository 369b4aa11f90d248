import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb'
import { caseTable, statisticsTable } from '../../../functions/shared/adapters/dynamodb/table-definition.ts'
import { ReferenceSchema, type Reference } from '../../../schemas/reference.ts'
import { createTable, localDynamo } from '../../support/dynamodb.ts'
import { hash, manager } from '../../support/pipeline.ts'
import { EngineFile } from '../growth/engine-file.ts'
import { startEngineOnDisk } from '../growth/engine-on-disk.ts'
import { loadCases } from '../growth/load.ts'
import { madeUpCase } from '../growth/made-up-case.ts'
import type { ReleaseBuilt } from '../growth/release-process.ts'
import { inRounds } from '../measure/rounds.ts'
import { meterRequestUnits, type Units } from '../request-units.ts'
import { Served } from '../served.ts'
import { pull, released } from './units.ts'

/** One act on a table of so many cases. */
export interface GrownAct {
  readonly act: string
  readonly units: Units
  readonly median: number
  readonly p99: number
  /** To a bare read of one item at the same time. */
  readonly ratio: number
}

export interface Grown {
  readonly cases: number
  readonly acts: readonly GrownAct[]
  /** Left out where the local engine could not: see `MOST_IN_A_RELEASE`. */
  readonly release?: ReleaseBuilt
}

export interface Growth {
  readonly grown: readonly Grown[]
  readonly casesPerSecond: number
  readonly itemsPerCase: number
  /** Sizes that were asked for and would have taken too long. */
  readonly leftOut: readonly number[]
}

export interface GrowthSizes {
  readonly sizes: readonly number[]
  /** Seconds that loading may take in all; sizes that would not fit are left out. */
  readonly seconds: number
  readonly rounds: number
  readonly each: number
  /** Whether each release is audited too, as it is in service: half a minute of processor time for each. */
  readonly audited: boolean
}

/** The same acts on a table that grows, and a year's release built from it. */
export async function measureGrowth(
  { sizes, seconds, rounds, each, audited }: GrowthSizes,
  onProgress: (done: number, all: number) => void,
): Promise<Growth> {
  const engine = await startEngineOnDisk()
  const clientFor = (config: DynamoDBClientConfig = {}) => localDynamo({ endpoint: engine.endpoint, ...config })
  const client = clientFor()
  try {
    const table = await createTable(client, caseTable)
    const file = new EngineFile(engine.file(), table)
    const grown: Grown[] = []
    let statistics: string | undefined
    const loading = { seconds: 0, cases: 0, items: 0 }
    for (const to of sizes) {
      const from = loading.cases
      const wouldTake = ((to - from) * loading.seconds) / Math.max(1, loading.cases)
      if (loading.seconds + wouldTake > seconds) break
      const begun = performance.now()
      loading.items += await loadCases(file, { from, to }, onProgress)
      loading.seconds += (performance.now() - begun) / 1000
      loading.cases = to
      const where = { table, cases: to, clientFor, endpoint: engine.endpoint, rounds, each, audited }
      const size = await measureSize(where, statistics)
      statistics = size.statistics
      grown.push(size.grown)
    }
    file.close()
    return {
      grown,
      casesPerSecond: loading.cases / loading.seconds,
      itemsPerCase: loading.items / loading.cases,
      leftOut: sizes.filter((size) => size > loading.cases),
    }
  } finally {
    client.destroy()
    await engine.stop()
  }
}

interface Size {
  readonly table: string
  readonly cases: number
  readonly clientFor: (config?: DynamoDBClientConfig) => ReturnType<typeof localDynamo>
  readonly endpoint: string
  readonly rounds: number
  readonly each: number
  readonly audited: boolean
}

/**
 * For each page of a month the local engine reads the whole month: of a million deaths in a year it takes seconds for a page and runs out
 * of memory. On AWS a page costs what it reads.
 */
const MOST_IN_A_RELEASE = 100_000

/** @param before the statistics of the size before, which are pulled where no release can be built from so many */
async function measureSize(
  { table, cases, clientFor, endpoint, rounds, each, audited }: Size,
  before: string | undefined,
): Promise<{ grown: Grown; statistics: string }> {
  const [client, metered] = [clientFor(), clientFor()]
  const meter = meterRequestUnits(metered, caseTable)
  const kept = cases > MOST_IN_A_RELEASE ? before : undefined
  const tables = { cases: table, statistics: kept ?? (await createTable(client, statisticsTable)) }
  const [served, counted] = [new Served(client, tables), new Served(metered, tables)]
  const built: ReleaseBuilt[] = []
  if (kept === undefined)
    await released(served, async () => built.push(await builtApart({ ...tables, endpoint, audited })))
  const [release] = built

  const acts = actsAmong(cases)
  const bare = () => served.releases.head('nobody')
  const compared = await inRounds([['bare', bare], ...acts.map(([name, act]) => [name, () => act(served)] as const)], {
    rounds,
    each,
  })
  const grown: GrownAct[] = []
  for (const [name, act] of acts) {
    await act(counted)
    meter.take()
    await act(counted)
    const { write, indexWrite, read, indexes } = meter.take()
    const found = compared.find((one) => one.name === name)
    if (!found) throw new Error('Every act was timed.')
    const { summary, ratio } = found
    grown.push({
      act: name,
      units: { write, indexWrite, read, indexes },
      median: summary.median,
      p99: summary.p99,
      ratio,
    })
  }
  client.destroy()
  metered.destroy()
  return { grown: { cases, acts: grown, ...(release && { release }) }, statistics: tables.statistics }
}

const QUEUE = 'GET /api/v1/panels/{panel}/queue'

function actsAmong(cases: number): readonly (readonly [string, (served: Served) => Promise<unknown>])[] {
  const ask = { person: manager, params: { panel: 'northamptonshire' }, query: { limit: '25' } }
  let deep: string | undefined
  return [
    ['queue page of 25', (served) => served.ask(QUEUE, ask)],
    [
      'queue page of 25, one further on',
      async (served) => {
        deep ??= ((await served.ask(QUEUE, ask)).body as { readonly nextCursor?: string }).nextCursor ?? ''
        return served.ask(QUEUE, { ...ask, query: { limit: '25', cursor: deep } })
      },
    ],
    [
      'read a case',
      (served) => {
        const { reference } = ofThePanel(Math.floor(cases / 2))
        return served.ask('GET /api/v1/cases/{reference}', { person: manager, params: { reference } })
      },
    ],
    ['statistics pull', (served) => pull(served)],
  ]
}

/** A case of Northamptonshire: every third is. */
function ofThePanel(near: number): { readonly reference: Reference } {
  const { person, key } = madeUpCase(near - (near % 3))
  return { reference: ReferenceSchema.parse(hash.reference(person.subject, key)) }
}

/** In a process of its own: what it takes of memory is the release's alone. */
async function builtApart(where: {
  cases: string
  statistics: string
  endpoint: string
  audited: boolean
}): Promise<ReleaseBuilt> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [...process.execArgv, path.join(import.meta.dirname, '../growth/release-process.ts'), JSON.stringify(where)],
    { maxBuffer: 2 ** 20 },
  )
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as ReleaseBuilt
}

/**
 * `npm run bench`: how fast the service is beside bare database calls and beside others, what it costs, and whether that grows. Writes
 * `docs/measurements.md`, `docs/cost.md` and `test/artefacts/bench.json`. Exits with 3 where the machine was too noisy to conclude.
 */
import './quiet.ts'
import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import prettier from 'prettier'
import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb'
import { caseTable } from '../../functions/shared/adapters/dynamodb/table-definition.ts'
import { startDynamoDb } from '../../infra/local/engines/dynamodb.ts'
import { claimPorts } from '../../infra/local/engines/ports.ts'
import { synthesise } from '../../infra/local/synthesise.ts'
import { progressBar } from '../../infra/tools/progress.ts'
import { createTable, localDynamo } from '../support/dynamodb.ts'
import { readPrices } from './cost/prices.ts'
import { Calibrator } from './measure/calibrate.ts'
import { judgeNoise } from './measure/noise.ts'
import { costPage } from './report/cost-page.ts'
import { outcomeOf } from './report/goal.ts'
import { goalsOf } from './report/goals.ts'
import { figure } from './report/markdown.ts'
import { conclusion, measurementsPage } from './report/measurements-page.ts'
import type { Results } from './results.ts'
import { measureColdStarts } from './sections/cold-start.ts'
import { costs } from './sections/cost.ts'
import { measureGrowth } from './sections/growth.ts'
import { measurePages } from './sections/pages.ts'
import { measurePeers } from './sections/peers.ts'
import { measureUnits } from './sections/units.ts'
import { measureWarmPath } from './sections/warm.ts'
import { SECTIONS, sizesFor, type Section } from './sizes.ts'

const USAGE = `npm run bench -- [--only ${SECTIONS.join(',')}] [--cases 1000000] [--audit] [--peer <file.json>] [--quick]

  --only    these sections; docs/measurements.md is written by a whole run only, docs/cost.md whenever units are measured
  --cases   how many cases growth may go to, however long loading them takes; the most that can be loaded in time is the default, 100,000 at most
  --audit   audits the releases that growth builds, too
  --peer    another system that is running already, described as in test/bench/peers/http-peer.ts; may be given again
  --quick   a few of everything, to see that it runs: concludes nothing and writes no page`

const NOISY = 3
const ROOT = path.resolve(import.meta.dirname, '../..')

function asked() {
  const { values } = parseArgs({
    options: {
      only: { type: 'string' },
      cases: { type: 'string' },
      audit: { type: 'boolean', default: false },
      peer: { type: 'string', multiple: true, default: [] },
      quick: { type: 'boolean', default: false },
    },
  })
  const wanted = values.only?.split(',') ?? SECTIONS
  const sections = SECTIONS.filter((section) => wanted.includes(section))
  const cases = values.cases === undefined ? undefined : Number(values.cases)
  if (sections.length !== wanted.length || (cases !== undefined && !Number.isInteger(cases))) throw new Error(USAGE)
  return { ...values, sections, isWhole: values.only === undefined, cases }
}

async function run(): Promise<void> {
  const { sections, isWhole, quick, cases, audit, peer: others } = asked()
  const sizes = sizesFor({ quick, cases, audit, others })
  const say = (line: string) => void process.stderr.write(`${line}\n`)
  const needsTemplate = sections.some((section) => section === 'pages' || section === 'peers' || section === 'units')
  const assembly = needsTemplate ? await synthesise(path.join(ROOT, '.local', 'test'), say) : ''

  say('Starting an engine and warming it up ...')
  const { dynamodb: port } = await claimPorts(0)
  const engine = await startDynamoDb({ port })
  const clientFor = (config: DynamoDBClientConfig = {}) => localDynamo({ endpoint: engine.endpoint, ...config })
  const client = clientFor()
  const calibrator = new Calibrator(client, await createTable(client, caseTable))
  await calibrator.warmUp()
  await calibrator.calibrate('before')

  const seconds: Record<string, number> = {}
  /** Where it was asked for; with the machine looked at again afterwards. */
  async function section<T>(name: Section, measure: (onProgress: (done: number, all: number) => void) => Promise<T>) {
    if (!sections.includes(name)) return undefined
    say(`Measuring ${name} ...`)
    const begun = performance.now()
    const found = await measure(progressBar(`  ${name}`))
    seconds[name] = (performance.now() - begun) / 1000
    await calibrator.calibrate('during')
    return found
  }

  // What is timed against processes of its own comes first, and what fills tables last.
  const cold = await section('cold', (onProgress) => measureColdStarts(sizes.starts, onProgress))
  const pages = await section('pages', (onProgress) => measurePages(assembly, sizes.visits, onProgress))
  const peers = await section('peers', (onProgress) => measurePeers(assembly, sizes.peers, onProgress))
  const warm = await section('warm', (onProgress) => measureWarmPath(clientFor, sizes.warm, onProgress))
  const units = await section('units', () => measureUnits(clientFor()))
  const growth = await section('growth', (onProgress) => measureGrowth(sizes.growth, onProgress))
  await calibrator.calibrate('after')
  client.destroy()
  await engine.stop()

  const results: Results = {
    on: new Date().toISOString().slice(0, 10),
    machine: { node: process.version, processors: cpus().length, model: cpus()[0]?.model.trim() ?? 'unknown' },
    verdict: judgeNoise(calibrator.taken),
    seconds,
    ...(units && { units, cost: costs(units, assembly) }),
    ...(cold && { cold }),
    ...(warm && { warm }),
    ...(pages && { pages }),
    ...(growth && { growth }),
    ...(peers && { peers }),
  }
  mkdirSync(path.join(ROOT, 'test/artefacts'), { recursive: true })
  writeFileSync(path.join(ROOT, 'test/artefacts/bench.json'), JSON.stringify(results, undefined, 1))
  if (!quick) await writePages(results, isWhole)
  closing(results)
  if (quick || results.verdict.outcome === 'not-concluded') process.exitCode = NOISY
}

async function writePages(results: Results, isWhole: boolean): Promise<void> {
  const write = async (file: string, text: string) => {
    const at = path.join(ROOT, 'docs', file)
    const options = await prettier.resolveConfig(at)
    writeFileSync(at, await prettier.format(text, { ...options, filepath: at }))
  }
  if (isWhole) await write('measurements.md', measurementsPage(results))
  const { on, units, cost } = results
  if (units && cost) await write('cost.md', costPage({ on, units, cost }, readPrices()))
}

/** What to read first: each goal with what was found, and whether that may be believed. */
function closing(results: Results): void {
  const rows = goalsOf(results)
    .filter(({ found }) => found !== undefined)
    .map((goal) => ({
      goal: `${goal.id} ${goal.what}`,
      gate: `${goal.better === 'less' ? '≤' : '≥'} ${figure(goal.gate)} ${goal.unit === 'x' ? '' : goal.unit}`.trim(),
      found: figure(goal.found),
      outcome: results.verdict.outcome === 'concluded' || isExact(goal.unit) ? outcomeOf(goal) : 'not concluded',
    }))
  console.table(rows)
  console.log(conclusion(results.verdict).replaceAll('**', ''))
}

/** Units, sizes and money do not depend on how busy the machine is. */
const isExact = (unit: string) => ['units', 'KB', 'MB', 'USD', ''].includes(unit)

await run()
// Engines and pools of connections that are still closing hold nobody up.
process.exit()

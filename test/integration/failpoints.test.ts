import { jest } from '@jest/globals'
import { documentClient } from '../../functions/shared/adapters/dynamodb/document-client.ts'
import {
  caseTable,
  directoryTable,
  draftTable,
  statisticsTable,
} from '../../functions/shared/adapters/dynamodb/table-definition.ts'
import { createTable, localDynamo } from '../support/dynamodb.ts'
import { DEFECTS } from '../support/failpoints/defects.ts'
import { tryFaults } from '../support/failpoints/play.ts'
import { SCENARIOS } from '../support/failpoints/scenarios.ts'
import type { Engine } from '../support/failpoints/stage.ts'
import { silence, type Silence } from '../support/failpoints/wire.ts'
import { tally } from '../support/tally.ts'

/** Of the faults in long scenarios, so many are tried, chosen by seed. `npm run verify` tries all. */
const SHARE = Number(process.env['FAULT_SHARE'] ?? 0.15)
const SEED = Number.parseInt(process.env['FAST_CHECK_SEED'] ?? '1') || 1

const plain = localDynamo()
let engine: Engine
let quiet: Silence
beforeAll(async () => {
  // Whoever pauses by chance pauses for nothing: no test waits.
  jest.spyOn(Math, 'random').mockReturnValue(0)
  quiet = await silence()
  const tables = {
    cases: await createTable(plain, caseTable),
    statistics: await createTable(plain, statisticsTable),
    drafts: await createTable(plain, draftTable),
    directory: await createTable(plain, directoryTable),
  }
  engine = { plain, documents: documentClient(plain), tables, silence: quiet }
})

const counts = { scenarios: 0, calls: 0, faults: 0, violations: 0, defects: Object.keys(DEFECTS).length, caught: 0 }
const struck = new Map<string, number>()
const callers = new Set<string>()
afterAll(() => {
  tally('sdk-failpoints', { ...counts, ...Object.fromEntries(struck) })
  jest.restoreAllMocks()
  quiet.close()
  plain.destroy()
})

describe('Each call that the SDK makes', () => {
  it.each(Object.entries(SCENARIOS))(
    'may fail in every way: %s',
    async (...scenario) => {
      const share = scenario[1].isLong ? SHARE : 1
      const tried = await tryFaults(engine, scenario, { share, seed: SEED })
      counts.scenarios += 1
      counts.calls += tried.calls
      counts.faults += tried.faults
      counts.violations += tried.failures.length
      for (const [mode, count] of tried.struck)
        struck.set(`fault: ${mode}`, (struck.get(`fault: ${mode}`) ?? 0) + count)
      for (const caller of tried.callers) callers.add(caller)
      expect(tried.failures).toEqual([])
    },
    900_000,
  )

  it('is one of these', () => {
    const commands = Map.groupBy([...callers].sort(), (caller) => caller.slice(0, caller.indexOf(':')))
    const told = [...commands].map(([by, all]) => `${by}: ${all.map(commandOf).join(' ')}`)
    expect(told).toEqual([
      'a page: DeleteItem GetItem PutItem',
      'alert: Publish Query TransactWriteItems',
      'categorise: Query TransactWriteItems',
      'chase-deadlines: Query TransactWriteItems',
      'publish-statistics: GetItem PutItem Query',
      'reconcile: PublishBatch Query',
      'relay: PublishBatch',
      'route: PutItem Query TransactWriteItems',
      'the chair wants to conclude: Query TransactWriteItems',
      'the chair writes recommendations: Query TransactWriteItems',
      'the doctor amends: Query TransactWriteItems',
      'the doctor notifies: TransactWriteItems',
      'the lead cuts: PutItem Query',
      'the lead publishes: GetItem TransactWriteItems',
      'the lead withdraws: GetItem PutItem',
      'the manager plans a meeting: PutItem Query',
      'the manager reads the case: Query TransactWriteItems',
      'the manager records a clock: Query TransactWriteItems',
      'the manager wants to claim: Query TransactWriteItems',
      'the manager wants to join: Query TransactWriteItems',
      'the manager wants to list-for-meeting: Query TransactWriteItems',
      'the manager wants to move-to-stage: Query TransactWriteItems',
      'the manager wants to request-form: Query TransactWriteItems',
      'the nurse notifies: Query TransactWriteItems',
      'the operator imports postcodes: BatchWriteItem',
      'the operator: DeleteItem GetItem PutItem Query Scan TransactWriteItems',
    ])
  })
})

const commandOf = (caller: string) => caller.replace(/^.*: (.*)Command$/, '$1')

describe('One fault', () => {
  it.each(Object.entries(DEFECTS))('shows %s', async (_defect, { wrong, scenario, ...only }) => {
    const played = [scenario, SCENARIOS[scenario]!] as const
    const sound = await tryFaults(engine, played, { only })
    expect([sound.faults > 0, sound.failures]).toEqual([true, []])
    const { failures } = await tryFaults(engine, played, { only, wrong })
    // Sound while nothing goes wrong, so that it is the fault which shows it.
    expect(failures.filter((failure) => !failure.includes(` ${only.mode}: `))).toEqual([])
    expect(failures.length).toBeGreaterThan(0)
    counts.caught += 1
  })
})

import { jest } from '@jest/globals'
import { documentClient } from '../../functions/shared/adapters/dynamodb/document-client.ts'
import {
  caseTable,
  directoryTable,
  draftTable,
  statisticsTable,
} from '../../functions/shared/adapters/dynamodb/table-definition.ts'
import { createTable, localDynamo } from '../support/dynamodb.ts'
import { tryFaults, type Tried } from '../support/failpoints/play.ts'
import { SCENARIOS } from '../support/failpoints/scenarios.ts'
import type { Engine } from '../support/failpoints/stage.ts'
import { silence, type Silence } from '../support/failpoints/wire.ts'

const plain = localDynamo()
const documents = documentClient(plain)
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
  engine = { plain, documents, tables, silence: quiet }
})
afterAll(() => {
  jest.restoreAllMocks()
  quiet.close()
  plain.destroy()
})

describe('Each call that the SDK makes', () => {
  const all: Tried[] = []
  it.each(Object.entries(SCENARIOS))(
    'may fail in every way: %s',
    async (...scenario) => {
      const begun = performance.now()
      const tried = await tryFaults(engine, scenario)
      all.push(tried)
      console.log(scenario[0], tried.calls, tried.faults, Math.round(performance.now() - begun), tried.callers)
      expect(tried.failures.slice(0, 15)).toEqual([])
    },
    600_000,
  )
})

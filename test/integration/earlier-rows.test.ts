import { documentClient } from '../../functions/shared/adapters/dynamodb/document-client.ts'
import { DynamoEarlierRows, rowsOfAll } from '../../functions/shared/adapters/dynamodb/earlier-rows.ts'
import { statisticsTable } from '../../functions/shared/adapters/dynamodb/table-definition.ts'
import { englandYears } from '../../infra/tools/statistics/england-years.ts'
import type { CivilDate } from '../../schemas/calendar.ts'
import type { Cohort } from '../../schemas/statistics/catalogue.ts'
import { createTable, localDynamo } from '../support/dynamodb.ts'

const client = localDynamo()
afterAll(() => {
  client.destroy()
})

const day = (text: string) => text as CivilDate
const cases = englandYears({ cohort: 'deathsNotified', starts: [2024], seed: 1, perYear: 300 })

async function someRows() {
  const rows = new DynamoEarlierRows(documentClient(client), await createTable(client, statisticsTable))
  await rows.keep('deathsNotified', cases)
  return rows
}

async function counted(rows: DynamoEarlierRows, cohort: Cohort, from: string, to: string) {
  const found: string[] = []
  for await (const { reference } of rowsOfAll(rows).codedCases(cohort, day(from), day(to))) found.push(reference)
  return found.sort()
}

describe('Coded cases of before the service', () => {
  it('are counted from the first day asked for to the last, in the cohort that they are of', async () => {
    const rows = await someRows()
    const between = (from: string, to: string) =>
      cases
        .filter(({ countsOn }) => from <= countsOn && countsOn <= to)
        .map(({ reference }) => reference)
        .sort()
    for (const [from, to] of [
      ['2024-04-01', '2025-03-31'],
      ['2024-05-10', '2024-06-20'],
      ['2024-12-31', '2024-12-31'],
    ] as const)
      expect(await counted(rows, 'deathsNotified', from, to)).toEqual(between(from, to))
    expect(await counted(rows, 'deathsNotified', '2025-04-01', '2026-03-31')).toEqual([])
    expect(await counted(rows, 'reviewsCompleted', '2024-04-01', '2025-03-31')).toEqual([])
  })

  it('of a month take the place of what was brought of that month before', async () => {
    const rows = await someRows()
    const [one] = cases.filter(({ countsOn }) => countsOn.startsWith('2024-06'))
    await rows.keep('deathsNotified', one ? [one] : [])
    expect(await counted(rows, 'deathsNotified', '2024-06-01', '2024-06-30')).toEqual([one?.reference])
    expect((await counted(rows, 'deathsNotified', '2024-07-01', '2024-07-31')).length).toBeGreaterThan(1)
  })
})

import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { DynamoEarlierRows } from '../../functions/shared/adapters/dynamodb/earlier-rows.ts'
import { COHORTS, type Cohort } from '../../schemas/statistics/catalogue.ts'
import { readCodedCases } from './coded-cases.ts'

const USAGE = `npm run import-coded-cases -- <file.json> --cohort deathsNotified|reviewsCompleted --table <name>

Loads coded cases of before this service, in the form that npm run generate-statistics writes, so that releases count them: no names,
no dates but the day on which each counts. None of them may be a case of this service too. Every month in the file takes the place of
what was loaded of that month before. The table's name is the output StatisticsTableName of the stateful stack, or the variable
STATISTICS_TABLE. Bring whole years: statistics.from (infra/config.ts) is then the first day of the first of them.`

const isCohort = (text: string | undefined): text is Cohort => COHORTS.some((cohort) => cohort === text)

async function run() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { cohort: { type: 'string' }, table: { type: 'string' } },
  })
  const { cohort, table = process.env['STATISTICS_TABLE'] } = values
  const [file] = positionals
  if (file === undefined || !isCohort(cohort) || table === undefined) throw new Error(USAGE)
  const cases = readCodedCases(readFileSync(file, 'utf8'), cohort)
  await new DynamoEarlierRows(DynamoDBDocumentClient.from(new DynamoDBClient({})), table).keep(cohort, cases)
  process.stdout.write(`${cases.length} coded cases loaded.\n`)
}

run().catch((fault: unknown) => {
  process.stderr.write(`${fault instanceof Error ? fault.message : String(fault)}\n`)
  process.exitCode = 1
})

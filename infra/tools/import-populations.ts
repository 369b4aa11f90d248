import { createReadStream } from 'node:fs'
import { parseArgs } from 'node:util'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb'
import { populationsKey } from '../../functions/shared/adapters/dynamodb/table-definition.ts'
import { readPopulations } from './populations.ts'

const USAGE = `npm run import-populations -- <file.csv> --year 2025-26 --source "<where from>" --table <name>

Loads numbers of children for the rates of a year: a CSV file with the columns area (ONS code, or code of a panel) and
population. The table's name is the output StatisticsTableName of the stateful stack, or the variable STATISTICS_TABLE. Releases
made afterwards give rates; those that are made already stay as they are.`

async function run() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { year: { type: 'string' }, source: { type: 'string' }, table: { type: 'string' } },
  })
  const { year, source, table = process.env['STATISTICS_TABLE'] } = values
  const [file] = positionals
  if (file === undefined || year === undefined || source === undefined || table === undefined) throw new Error(USAGE)
  const { areas, unknown } = await readPopulations(createReadStream(file, { encoding: 'utf8' }), year)
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({}))
  await client.send(new PutCommand({ TableName: table, Item: { ...populationsKey(year), source, areas } }))
  process.stdout.write(`${Object.keys(areas).length} areas of ${year} loaded.\n`)
  if (unknown.length > 0) process.stdout.write(`Not areas of that year: ${unknown.join(', ')}.\n`)
}

run().catch((fault: unknown) => {
  process.stderr.write(`${fault instanceof Error ? fault.message : String(fault)}\n`)
  process.exitCode = 1
})

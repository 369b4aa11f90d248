import { createReadStream } from 'node:fs'
import { parseArgs } from 'node:util'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { importPostcodes, type ImportReport } from './postcode-import.ts'

const USAGE = `npm run import-postcodes -- <ONSPD_…_UK.csv> --table <name> [--imd 2019|2025]

Loads an ONS Postcode Directory release into the directory table (its name: output DirectoryTableName of the stateful
stack, or the variable DIRECTORY_TABLE). Account, region and endpoint come from the environment, as for every AWS tool.
Run it again at any time: after an interruption, or with the next release.`

function wordsFor(report: ImportReport): string {
  const { rows, written, terminated, withoutRank, skipped, unknownAuthorities } = report
  const lines = [
    `${rows} rows read, ${written} postcodes written (${terminated} of them terminated, ${withoutRank} without a deprivation rank).`,
    ...Object.entries(skipped).map(([reason, count]) => `Rows skipped, ${reason}: ${count}.`),
  ]
  if (unknownAuthorities.length > 0) lines.push(`Add to domain/areas: ${unknownAuthorities.join(', ')}.`)
  return lines.join('\n')
}

async function run() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { table: { type: 'string' }, imd: { type: 'string' } },
  })
  const table = values.table ?? process.env['DIRECTORY_TABLE']
  const [file] = positionals
  if (file === undefined || table === undefined) throw new Error(USAGE)

  const report = await importPostcodes({
    csv: createReadStream(file, { encoding: 'utf8', highWaterMark: 1 << 20 }),
    client: DynamoDBDocumentClient.from(new DynamoDBClient({})),
    table,
    imd: values.imd,
    onProgress: (rows) => process.stderr.write(`${rows} rows\n`),
  })
  process.stdout.write(`${wordsFor(report)}\n`)
}

run().catch((fault: unknown) => {
  process.stderr.write(`${fault instanceof Error ? fault.message : String(fault)}\n`)
  process.exitCode = 1
})

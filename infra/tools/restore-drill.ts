/** `npm run restore-drill -- [--environment <name>]`: restores yesterday's record into a table of its own and proves it equal. */
import { parseArgs } from 'node:util'
import { DynamoDBClient, paginateListTables } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { PlainSentenceError, speakPlainly } from '../local/plain-sentence.ts'
import { runDrill } from './restore/drill.ts'
import { copyTable, removeDrillTable, restoreByAws } from './restore/tables.ts'
import { whereIs } from './where.ts'

const DAY_MS = 24 * 60 * 60 * 1000

await speakPlainly(async () => {
  const { values } = parseArgs({
    options: { environment: { type: 'string' }, to: { type: 'string' }, keep: { type: 'boolean' } },
  })
  const { environment, keep } = values
  const { prefix, dynamodb } = await whereIs(environment)
  const client = new DynamoDBClient(dynamodb)
  const documents = DynamoDBDocumentClient.from(client)
  const table = await caseTableOf(client, prefix)
  const isLocal = environment === undefined
  const restoredTo = isLocal ? new Date().toISOString() : momentOf(values.to)
  const begun = Date.now()

  const report = await runDrill({
    client: documents,
    table,
    restoredTo,
    restore: () =>
      isLocal ? copyTable(client, documents, table, restoredTo) : restoreByAws(client, table, restoredTo),
    tell: (line) => {
      console.error(line)
    },
  })
  const { comparison, history, isEqual, restored } = report
  for (const { item, what } of comparison.differences) console.error(`${item}: ${what}.`)
  console.log(
    `${isEqual ? 'Equal' : 'NOT EQUAL'}: ${comparison.same} items the same, ${comparison.changedSince} changed since, ` +
      `${comparison.differences.length} different; history of ${history.cases} cases, ${history.broken.length} broken; ` +
      `${Math.round((Date.now() - begun) / 1000)} seconds.`,
  )
  // What is not equal is looked at.
  if (isEqual && keep !== true) await removeDrillTable(client, restored)
  else console.error(`The restored table stays: ${restored}.`)
  if (!isEqual) process.exitCode = 1
})

function momentOf(text: string | undefined): string {
  const moment = text === undefined ? Date.now() - DAY_MS : Date.parse(text)
  if (Number.isNaN(moment)) throw new PlainSentenceError('Say the moment as 2026-04-01T09:00:00Z.')
  return new Date(moment).toISOString()
}

async function caseTableOf(client: DynamoDBClient, prefix: string): Promise<string> {
  for await (const { TableNames = [] } of paginateListTables({ client }, {})) {
    const name = TableNames.find(
      (one) => one.startsWith(prefix) && /CaseTable[^-]*$/.test(one) && !one.includes('-drill-'),
    )
    if (name !== undefined) return name
  }
  throw new PlainSentenceError(`There is no case table of ${prefix}.`)
}

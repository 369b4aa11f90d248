/** `npm run verify-history -- [reference] [--anchors <file>]`: whether anybody changed what happened to cases, or who read them. */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { ReferenceSchema, showReference } from '../../schemas/reference.ts'
import { PlainSentenceError, speakPlainly } from '../local/plain-sentence.ts'
import { findRunning } from '../local/state/running.ts'
import { AnchorsSchema, checkHistory, type Anchors, type BrokenCase } from './history-check.ts'

await speakPlainly(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { anchors: { type: 'string' }, table: { type: 'string' } },
  })
  const { client, table } = await caseTable(values.table ?? process.env['CASE_TABLE'])
  const [named] = positionals
  const reference = named === undefined ? undefined : referenceIn(named)
  const anchors = values.anchors === undefined ? {} : anchorsIn(values.anchors)

  const report = await checkHistory({ client, table, reference, anchors })
  for (const one of report.broken) console.error(lineOf(one))
  if (reference && report.cases === 0 && report.broken.length === 0)
    throw new PlainSentenceError('There is no case of that reference.')
  console.log(`${report.cases} cases read, ${report.broken.length} of them broken.`)
  if (report.broken.length > 0) process.exitCode = 1
  else if (values.anchors !== undefined) keepAnchors(values.anchors, report.anchors)
})

/** The table that is named, by the usual settings of AWS tools; otherwise that of the system running on this machine. */
async function caseTable(named: string | undefined) {
  if (named !== undefined) return { client: DynamoDBDocumentClient.from(new DynamoDBClient({})), table: named }
  const running = await findRunning()
  if (!running)
    throw new PlainSentenceError(
      'Start the service with "npm start", or name the table (--table, or the variable CASE_TABLE; output CaseTableName of the stateful stack).',
    )
  const { clientSettings, endpoints } = running
  const client = new DynamoDBClient({ ...clientSettings, endpoint: endpoints.dynamodb })
  return { client: DynamoDBDocumentClient.from(client), table: running.caseTable }
}

function referenceIn(text: string) {
  const { success, data } = ReferenceSchema.safeParse(text)
  if (!success) throw new PlainSentenceError('That is not the reference of a case.')
  return data
}

/** None yet where there is no such file: then this run makes the first. */
function anchorsIn(file: string): Anchors {
  if (!existsSync(file)) return {}
  const { success, data } = AnchorsSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')))
  if (!success) throw new PlainSentenceError(`${file} holds no anchors.`)
  return data
}

/** Whole or not at all: half a file of anchors would vouch for nothing. */
function keepAnchors(file: string, anchors: Anchors) {
  writeFileSync(`${file}.new`, `${JSON.stringify(anchors, null, 1)}\n`, { mode: 0o600 })
  renameSync(`${file}.new`, file)
}

const lineOf = ({ reference, key, faults }: BrokenCase) =>
  `${reference ? showReference(reference) : `The case anchored as ${key}`}: ${faults.join('; ')}.`

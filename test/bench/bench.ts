/** `npm run bench`: what the service costs and how fast it is, as far as this machine can say. Writes `docs/measurements.md`. */
import { writeFileSync } from 'node:fs'
import { performance } from 'node:perf_hooks'
import path from 'node:path'
import { TransactWriteItemsCommand, type TransactWriteItemsCommandInput } from '@aws-sdk/client-dynamodb'
import type { Instant } from '../../domain/calendar/instant.ts'
import { amend } from '../../functions/capture/amend.ts'
import { notify } from '../../functions/capture/notify.ts'
import { categorise } from '../../functions/categorise/categorise.ts'
import { route } from '../../functions/route/route.ts'
import { DynamoCaseRepository } from '../../functions/shared/adapters/dynamodb/case-repository.ts'
import { documentClient } from '../../functions/shared/adapters/dynamodb/document-client.ts'
import { DynamoQueueReader } from '../../functions/shared/adapters/dynamodb/queue-reader.ts'
import { caseTable } from '../../functions/shared/adapters/dynamodb/table-definition.ts'
import { InMemoryPostcodeDirectory } from '../../functions/shared/adapters/memory/postcode-directory.ts'
import { bundleFunctions } from '../../infra/bundle.ts'
import { startLocalCloud } from '../../infra/local/start-local-cloud.ts'
import { synthesise } from '../../infra/local/synthesise.ts'
import type { NotificationReceipt, QueuePage } from '../../schemas/api.ts'
import { nhsNumber } from '../support/builders/nhs-number.ts'
import { bodies } from '../support/builders/notification.ts'
import { createTable } from '../support/dynamodb.ts'
import { aMeter, doctor, hash } from '../support/pipeline.ts'
import { Client } from '../support/service.ts'
import { meterRequestUnits, type Units } from './request-units.ts'

const ROUNDS = 60
const WARM_UP = 40

console.error('Bundling and synthesising ...')
const bundles = await bundleFunctions()
const assembly = await synthesise(path.resolve('.local', 'test'), (line) => {
  console.error(line)
})
const cloud = await startLocalCloud({ assembly })

const here = { normallyResidentAuthority: 'E06000061' }
const bodyOf = (child: number) =>
  bodies.minimal({
    child: {
      ...here,
      nhsNumber: nhsNumber(child),
      // Days apart, or each would be a possible duplicate of every other.
      dateOfBirth: new Date(Date.UTC(2015, 0, 1 + child)).toISOString().slice(0, 10),
    },
    answers: { externalCauses: 'yes' },
  })

/** Request units of each act, by the published rules, on a table of its own beside the running system's. */
async function measureUnits(): Promise<readonly [act: string, units: Units][]> {
  const client = cloud.clients.dynamodb
  const table = await createTable(client, caseTable)
  const meter = meterRequestUnits(client, caseTable)
  const deps = {
    cases: new DynamoCaseRepository(documentClient(client), table),
    directory: new InMemoryPostcodeDirectory(),
    hash,
    meter: aMeter(),
    now: () => new Date().toISOString() as Instant,
  }
  const queues = new DynamoQueueReader(documentClient(client), table)
  const submit = async (key: string, json: object) => {
    const notified = await notify({ person: doctor, key, json, body: JSON.stringify(json) }, deps)
    if (!('notification' in notified)) throw new Error(notified.outcome)
    return notified.notification.reference
  }
  const measured: [string, Units][] = []
  const measure = async <T>(act: string, work: () => Promise<T>): Promise<T> => {
    meter.take()
    const done = await work()
    measured.push([act, meter.take()])
    return done
  }

  for (let child = 0; child < 30; child++) {
    const reference = await submit(`fill-${child}`, bodyOf(child))
    await categorise(reference, deps)
    await route(reference, deps)
  }
  const minimal = bodyOf(500)
  const reference = await measure('notify, minimal form', () => submit('minimal', minimal))
  await measure('the same request again', () => submit('minimal', minimal))
  await measure('categorise', () => categorise(reference, deps))
  await measure('route', () => route(reference, deps))
  const amendment = { answers: { lookedAfter: 'no' } }
  const submission = { person: doctor, key: 'amend', json: amendment, body: JSON.stringify(amendment) }
  await measure('amend', () => amend(reference, submission, deps))
  const full = bodies.full({ child: { nhsNumber: nhsNumber(501) } })
  await measure('notify, full form', () => submit('full', full))
  await measure('queue page of 25', () => queues.queue('northamptonshire', { state: 'open' }, 25))
  await measure('read a case', () => deps.cases.load(reference))
  const reading = { reference, what: 'case', at: deps.now(), subject: 'doctor', roles: [], requestId: 'bench' } as const
  await measure('record that a case was read', () => deps.cases.recordReading(reading))
  return measured
}

const median = (sorted: readonly number[], share = 0.5) => sorted[Math.floor((sorted.length - 1) * share)] ?? NaN
const summary = (times: readonly number[]) => {
  const sorted = [...times].sort((a, b) => a - b)
  return { median: median(sorted), p95: median(sorted, 0.95) }
}

/** Submission, and submission to queue, over HTTP through the whole local system; beside the same transaction made bare. */
async function measureLatency() {
  const client = new Client(cloud)
  const submits: number[] = []
  const queued: number[] = []
  const bare: number[] = []
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    if (round % 20 === 0) console.error(`Round ${round} of ${ROUNDS} ...`)
    const begun = performance.now()
    const { body } = await client.post<NotificationReceipt>(
      'doctor',
      '/notifications',
      `b${round}`,
      bodyOf(1000 + round),
    )
    const submitted = performance.now()
    for (;;) {
      const page = await client.get<QueuePage>('manager', '/panels/northamptonshire/queue?limit=100')
      if (page.body.cases.some(({ reference }) => reference === body.reference)) break
    }
    const seen = performance.now()
    const floor = await bareTransaction(round)
    if (round < 0) continue
    submits.push(submitted - begun)
    queued.push(seen - begun)
    bare.push(floor)
  }
  return { submit: summary(submits), queue: summary(queued), bare: summary(bare) }
}

/** Three puts of the same sizes into the same table, without anything of the service. */
async function bareTransaction(round: number): Promise<number> {
  const TableName = cloud.table('CaseTable').name
  const put = (sk: string, bytes: number) => ({
    Put: {
      TableName,
      Item: { pk: { S: `BARE#${round}` }, sk: { S: sk }, filling: { S: 'x'.repeat(bytes) } },
      ConditionExpression: 'attribute_not_exists(pk)',
    },
  })
  const transaction: TransactWriteItemsCommandInput = { TransactItems: [put('A', 1100), put('B', 500), put('C', 50)] }
  const begun = performance.now()
  await cloud.clients.dynamodb.send(new TransactWriteItemsCommand(transaction))
  return performance.now() - begun
}

const latency = await measureLatency()
const units = await measureUnits()
await cloud.stop()

const ms = (value: number) => `${value.toFixed(0)} ms`
const page = `# Measurements

Written by \`npm run bench\` on ${new Date().toISOString().slice(0, 10)}. Times are of one shared, loaded machine with two cores and DynamoDB
Local: read the ratios, not the milliseconds.

## Latency, one client, ${ROUNDS} notifications

| what | median | 95th percentile | median, as a ratio to the bare transaction |
| --- | --- | --- | --- |
| three puts in one transaction, bare | ${ms(latency.bare.median)} | ${ms(latency.bare.p95)} | 1 |
| submit, over HTTP, until the answer | ${ms(latency.submit.median)} | ${ms(latency.submit.p95)} | ${(latency.submit.median / latency.bare.median).toFixed(1)} |
| submit until the case stands in the panel's queue | ${ms(latency.queue.median)} | ${ms(latency.queue.p95)} | ${(latency.queue.median / latency.bare.median).toFixed(1)} |

## Request units

By the published rules from the sizes of the items sent: a transaction costs twice, an index costs its own writes (doubled here too,
the careful reading). Reads as the local engine counts them.

| act | write, table | write, indexes | read |
| --- | --- | --- | --- |
${units.map(([act, { write, indexWrite, read }]) => `| ${act} | ${write} | ${indexWrite} | ${read} |`).join('\n')}

A capture is one transaction of event, state and identity guard: \`2S + 4\` for a form of S KB.

## Bundles

| function | KB |
| --- | --- |
${bundles.map(({ name, bytes }) => `| ${name} | ${(bytes / 1000).toFixed(0)} |`).join('\n')}
`
writeFileSync('docs/measurements.md', page)
console.log(page)

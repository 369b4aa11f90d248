import path from 'node:path'
import * as z from 'zod'
import { notificationExamples } from '../../schemas/notification/examples.ts'
import { findJava } from './engines/java.ts'
import { claimPorts } from './engines/ports.ts'
import { demoPeople } from './identity/people.ts'
import type { LocalCloud } from './local-cloud.ts'
import { PlainSentenceError } from './plain-sentence.ts'
import { admitKeys } from './admit-keys.ts'
import { seed } from './seed/seed.ts'
import { seedStatistics } from './seed/statistics.ts'
import { startLocalCloud } from './start-local-cloud.ts'
import { readJson, writeJson } from './state/files.ts'
import { announceRunning, findRunning, LOCAL_DIRECTORY, withdrawRunning } from './state/running.ts'
import { synthesise } from './synthesise.ts'

/** Runs the service until it is told to stop. */
export async function runService(port: number): Promise<void> {
  const log = (line: string) => {
    console.error(line)
  }
  await refuseEarly(port)
  const assembly = await synthesise(LOCAL_DIRECTORY, log)
  const cloud = await startLocalCloud({ assembly, directory: LOCAL_DIRECTORY, port, log, admit: admitKeys })
  const stopping = untilToldToStop(cloud)
  try {
    await seedOnce(cloud, log)
    announceRunning(cloud)
    console.log(welcome(cloud))
    const end = { isComing: false }
    void seedStatisticsOnce(cloud, log).catch((fault: unknown) => {
      if (!end.isComing) log(`The synthetic statistics are not there yet; the next start goes on. ${String(fault)}`)
    })
    const reason = await stopping
    end.isComing = true
    log(reason)
  } finally {
    withdrawRunning()
    await cloud.stop()
  }
}

/** What would stop it is said before half a minute is spent on the template. */
async function refuseEarly(port: number): Promise<void> {
  const running = await findRunning()
  if (running)
    throw new PlainSentenceError(`The service is running already, at ${running.url} (process ${running.pid}).`)
  await findJava()
  await claimPorts(port)
}

function untilToldToStop(cloud: LocalCloud): Promise<string> {
  return new Promise((resolve, reject) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      // Again and again if need be: npm and the terminal may both pass it on.
      process.on(signal, () => {
        resolve('Stopping ...')
      })
    void cloud.broken.then((what) => {
      reject(new Error(what))
    })
  })
}

const SeededSchema = z.object({ now: z.iso.datetime(), isDone: z.boolean(), hasStatistics: z.boolean().default(false) })

/** An interrupted filling goes on where it was, with the same dates: what was sent already is recognised. */
async function seedOnce(cloud: LocalCloud, log: (line: string) => void): Promise<void> {
  const begun = seededSoFar()
  if (begun.isDone) return
  log('Loading synthetic cases ...')
  writeJson(SEEDED, begun)
  const count = await seed(cloud, new Date(begun.now))
  writeJson(SEEDED, { ...begun, isDone: true })
  log(`${count} synthetic notifications loaded.`)
}

/** Goes on while the service is used already: making releases takes minutes. */
async function seedStatisticsOnce(cloud: LocalCloud, log: (line: string) => void): Promise<void> {
  const begun = seededSoFar()
  if (begun.hasStatistics) return
  await seedStatistics(cloud, new Date(begun.now))
  writeJson(SEEDED, { ...begun, hasStatistics: true })
  log('Synthetic statistics of two years are there: sign in as analyst, statistics-lead or manager.')
}

const SEEDED = path.join(LOCAL_DIRECTORY, 'seeded.json')

const seededSoFar = (): z.infer<typeof SeededSchema> =>
  SeededSchema.safeParse(readJson(SEEDED)).data ?? {
    now: new Date().toISOString(),
    isDone: false,
    hasStatistics: false,
  }

function welcome({ url, endpoints, issuer = '' }: LocalCloud): string {
  const others = [
    [issuer, 'sign-in'],
    [endpoints.dynamodb, 'DynamoDB Local'],
    [endpoints.messaging, 'SNS and SQS'],
    [endpoints.invoke, "Lambda's invoke call"],
  ].map(([address = '', what]) => `${new URL(address).port} (${what})`)
  const people = demoPeople.map(
    ({ key, roles, area }) => `  ${key.padEnd(16)}${roles.join(', ')}${area ? `, ${area}` : ''}`,
  )
  return `
Ready: ${url}
Also in use on this machine only: ports ${others.join(', ')}. PORT moves all of them.

Open ${url} in a browser and sign in as one of the demo people. Statistics of a made-up England are being made meanwhile; a line tells when
they are there.

Demo people (npm run token -- <person>):
${people.join('\n')}

Notify a death:
  curl -sS ${url}/api/v1/notifications \\
    -H "Authorization: Bearer $(npm run --silent token -- doctor)" \\
    -H 'Content-Type: application/json' -H "Idempotency-Key: $(date +%s)" \\
    -d '${JSON.stringify(notificationExamples.minimal.value)}'

Ctrl-C stops it; everything is kept in .local/ for the next start.
`
}

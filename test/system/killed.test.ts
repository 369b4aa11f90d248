import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import type { History, NotificationReceipt, QueuePage } from '../../schemas/api.ts'
import { nhsNumber } from '../support/builders/nhs-number.ts'
import { bodies } from '../support/builders/notification.ts'
import { Client, eventually } from '../support/service.ts'
import { tally } from '../support/tally.ts'

const directory = mkdtempSync(path.join(tmpdir(), 'killed-'))
let running: { readonly child: ChildProcess; readonly client: Client }

/** Starts the service on the same data; it takes new ports each time, as a restarted machine might. */
async function start(): Promise<void> {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', 'test/support/service-process.ts', process.env['SERVICE_ASSEMBLY']!, directory],
    { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, NODE_OPTIONS: '' } },
  )
  const [line] = (await once(createInterface(child.stdout))) as [string]
  const { url, tokens } = JSON.parse(line) as { url: string; tokens: Record<string, string> }
  running = { child, client: new Client({ url, tokenFor: (person) => Promise.resolve(tokens[person] ?? '') }) }
}

const once = (lines: ReturnType<typeof createInterface>) =>
  new Promise((resolve, reject) => {
    lines.once('line', (line) => {
      resolve([line])
    })
    lines.once('close', () => {
      reject(new Error('The service ended before it was ready.'))
    })
  })

async function ended({ child }: { child: ChildProcess }): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await new Promise((resolve) => child.once('exit', resolve))
}

beforeAll(start, 90_000)
afterAll(async () => {
  running.child.kill('SIGTERM')
  await ended(running)
  rmSync(directory, { recursive: true, force: true })
}, 60_000)

const body = (child: number) =>
  bodies.minimal({
    child: {
      nhsNumber: nhsNumber(child),
      // Days apart, or each would be a possible duplicate of every other.
      dateOfBirth: new Date(Date.UTC(2018, 0, 1 + child)).toISOString().slice(0, 10),
      normallyResidentAuthority: 'E06000061',
    },
    answers: { externalCauses: 'yes' },
  })

/** Sends until it is acknowledged: whoever gets no answer sends the same request again. */
async function notifyUntilAcknowledged(key: string, child: number): Promise<string> {
  return eventually(async () => {
    const { status, body: receipt } = await running.client.post<NotificationReceipt>(
      'doctor',
      '/notifications',
      key,
      body(child),
    )
    return status === 200 || status === 201 ? receipt.reference : undefined
  }, 120)
}

async function everyCaseInQueue(): Promise<Set<string>> {
  const references = new Set<string>()
  let cursor: string | undefined
  do {
    const query = cursor === undefined ? '' : `&cursor=${cursor}`
    const { body: page } = await running.client.get<QueuePage>(
      'manager',
      `/panels/northamptonshire/queue?limit=100${query}`,
    )
    for (const { reference } of page.cases) references.add(reference)
    cursor = page.nextCursor
  } while (cursor !== undefined)
  return references
}

const killers: [what: string, kill: () => void][] = [
  ['the whole service', () => running.child.kill('SIGKILL')],
  // Read when it is needed: every start has a database of its own.
  [
    'the database',
    () => process.kill(Number(readFileSync(path.join(directory, 'dynamodb', 'engine.pid'), 'utf8')), 'SIGKILL'),
  ],
]

/**
 * DynamoDB Local acknowledges a write some milliseconds before it is safe on disk (measured: up to 14 on a loaded machine), which AWS
 * does not. What it acknowledged this shortly before it was killed itself is therefore sent again, as if the answer had been lost.
 */
const ENGINE_GAP_MS = 1000

describe('Killed in the middle of its work and started again', () => {
  it('loses no acknowledged notification, leaves none stuck and routes none twice', async () => {
    const acknowledged = new Map<number, string>()
    const acknowledgedAt = new Map<number, number>()
    let next = 0
    for (const [what, kill] of killers) {
      const until = next + 24
      let killedAt = Infinity
      const senders = Array.from({ length: 4 }, async () => {
        while (next < until) {
          const child = next++
          acknowledged.set(child, await notifyUntilAcknowledged(`key-${child}`, child))
          acknowledgedAt.set(child, Date.now())
          // In the middle: some are stored, some on their way, some not sent yet.
          if (child === until - 12) {
            killedAt = Date.now()
            kill()
          }
        }
      })
      const restarted = ended(running).then(start)
      await Promise.all([...senders, restarted])
      expect([what, running.child.exitCode]).toEqual([what, null])
      for (const [child, at] of acknowledgedAt)
        if (what === 'the database' && at <= killedAt && at > killedAt - ENGINE_GAP_MS)
          expect(await notifyUntilAcknowledged(`key-${child}`, child)).toBe(acknowledged.get(child))
    }

    await eventually(async () => {
      const queue = await everyCaseInQueue()
      const missing = [...acknowledged.values()].filter((reference) => !queue.has(reference))
      if (missing.length === 0) return true
      const stand = await Promise.all(missing.map((one) => running.client.get('doctor', `/notifications/${one}`)))
      throw new Error(
        `Not in the queue: ${missing.length}; their notifications answer ${stand.map(({ status }) => status).join()}.`,
      )
    }, 300)
    expect(new Set(acknowledged.values()).size).toBe(48)
    const inQueue = await everyCaseInQueue()
    tally('killed', { kills: killers.length, acknowledged: acknowledged.size, lost: acknowledged.size - inQueue.size })
    expect(inQueue.size).toBe(48)

    for (const [child, reference] of acknowledged) {
      const { body: history } = await running.client.get<History>('manager', `/cases/${reference}/history`)
      const what = history.entries.map((entry) => entry.what).filter((type) => type !== 'PossibleDuplicateFound')
      expect([child, what]).toEqual([child, ['NotificationReceived', 'DeathCategorised', 'CaseRouted']])
      expect(await notifyUntilAcknowledged(`key-${child}`, child)).toBe(reference)
    }
  }, 600_000)
})

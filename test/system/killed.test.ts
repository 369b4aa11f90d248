import { spawn, type ChildProcess, type ChildProcessByStdio } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import type { History, NotificationReceipt, QueuePage } from '../../schemas/api.ts'
import { nhsNumber } from '../support/builders/nhs-number.ts'
import { bodies } from '../support/builders/notification.ts'
import { Client, eventually } from '../support/service.ts'
import { Chance } from '../support/simulation/chance.ts'
import { tally } from '../support/tally.ts'

const directory = mkdtempSync(path.join(tmpdir(), 'killed-'))
let running: { readonly child: ChildProcessByStdio<Writable, Readable, null>; readonly client: Client }

/** Starts the service on the same data; it takes new ports each time, as a restarted machine might. */
async function start(): Promise<void> {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', 'test/support/service-process.ts', process.env['SERVICE_ASSEMBLY']!, directory],
    { stdio: ['pipe', 'pipe', 'inherit'], env: { ...process.env, NODE_OPTIONS: '' } },
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

/** Functions that run while deaths are notified. */
const FUNCTIONS = ['capture', 'relay', 'categorise', 'route', 'reconcile'] as const

interface Kill {
  readonly what: string
  readonly kill: () => void
  /** The service ends with it and is started again. */
  readonly endsAll?: boolean
}

const theService: Kill = {
  what: 'the whole service, with its pollers and the emulator of topics and queues',
  kill: () => running.child.kill('SIGKILL'),
  endsAll: true,
}
const theDatabase: Kill = {
  what: 'the database',
  // Read when it is needed: every start has a database of its own.
  kill: () => process.kill(Number(readFileSync(path.join(directory, 'dynamodb', 'engine.pid'), 'utf8')), 'SIGKILL'),
  endsAll: true,
}
const aFunction = (name: string): Kill => ({ what: name, kill: () => running.child.stdin.write(`${name}\n`) })

/** `KILLS=40` kills more, `KILL_SEED=7` at other moments. */
const KILLS = Number(process.env['KILLS'] ?? 5)
const seed = Number(process.env['KILL_SEED'] ?? 20_260_401)
const chance = new Chance(seed)

/** Of four kills one ends everything, in turn the service and the database; which functions the others are is left to chance. */
const kills = Array.from({ length: KILLS }, (_, number) => {
  const isGreat = number % 4 === 3
  return isGreat ? (number % 8 === 3 ? theService : theDatabase) : aFunction(chance.oneOf(FUNCTIONS))
})
const CHILDREN_PER_KILL = 8

/**
 * DynamoDB Local acknowledges a write some milliseconds before it is safe on disk (measured: up to 14 on a loaded machine), which AWS
 * does not. What it acknowledged this shortly before it was killed itself is therefore sent again, as if the answer had been lost.
 */
const ENGINE_GAP_MS = 1000

describe(`Killed in the middle of its work and started again, by seed ${seed}`, () => {
  it('loses no acknowledged notification, leaves none stuck and routes none twice', async () => {
    const acknowledged = new Map<number, string>()
    const acknowledgedAt = new Map<number, number>()
    let next = 0
    for (const { what, kill, endsAll } of kills) {
      const until = next + CHILDREN_PER_KILL
      // Some are stored by then, some on their way, some not sent yet.
      const fatal = chance.between(next + 1, until - 2)
      let killedAt = Infinity
      const senders = Array.from({ length: 4 }, async () => {
        while (next < until) {
          const child = next++
          acknowledged.set(child, await notifyUntilAcknowledged(`key-${child}`, child))
          acknowledgedAt.set(child, Date.now())
          if (child !== fatal) continue
          killedAt = Date.now()
          kill()
        }
      })
      const restarted = endsAll ? ended(running).then(start) : Promise.resolve()
      await Promise.all([...senders, restarted])
      expect([what, running.child.exitCode]).toEqual([what, null])
      for (const [child, at] of acknowledgedAt)
        if (what === theDatabase.what && at <= killedAt && at > killedAt - ENGINE_GAP_MS)
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
    const children = KILLS * CHILDREN_PER_KILL
    expect(new Set(acknowledged.values()).size).toBe(children)
    const inQueue = await everyCaseInQueue()
    const restarts = kills.filter(({ endsAll }) => endsAll).length
    const lost = acknowledged.size - inQueue.size
    tally('killed', { kills: kills.length, restarts, acknowledged: acknowledged.size, lost })
    expect(inQueue.size).toBe(children)

    for (const [child, reference] of acknowledged) {
      const { body: history } = await running.client.get<History>('manager', `/cases/${reference}/history`)
      const what = history.entries.map((entry) => entry.what).filter((type) => type !== 'PossibleDuplicateFound')
      expect([child, what]).toEqual([child, ['NotificationReceived', 'DeathCategorised', 'CaseRouted']])
      expect(await notifyUntilAcknowledged(`key-${child}`, child)).toBe(reference)
    }
  }, 1_200_000)
})

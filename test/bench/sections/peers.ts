import path from 'node:path'
import { within } from '../../../infra/local/within.ts'
import { inRounds, throughput, timed, type Act } from '../measure/rounds.ts'
import { summaryOf, type Summary } from '../measure/samples.ts'
import { startFastifyPostgres, whyNot } from '../peers/fastify-postgres/start.ts'
import { httpPeer, readPeer, type Peer } from '../peers/http-peer.ts'
import { startProcess } from '../peers/start-process.ts'
import { FASTIFY, OURS } from './names.ts'

const WORK = ['submit', 'queuePage', 'aggregate'] as const
export type Work = (typeof WORK)[number]

/** One system at one piece of work. */
export interface PeerResult {
  readonly system: string
  readonly work: Work
  readonly summary: Summary
  /** Median of the rounds' ratios of ours to this system's: below 1 we are quicker, above 1 they are. */
  readonly ours: number
  readonly perSecond: readonly { readonly clients: number; readonly rate: number }[]
}

export interface Peers {
  readonly results: readonly PeerResult[]
  readonly skipped: readonly { readonly system: string; readonly because: string }[]
  /** From sending a notification until its case stands in the panel's queue. */
  readonly untilQueued: Summary
}

export interface PeerSizes {
  readonly rounds: number
  readonly each: number
  readonly acts: number
  readonly clients: readonly number[]
  /** Files that describe other systems that are running already. */
  readonly others: readonly string[]
}

/** Ours and others' at the same work over HTTP, turn by turn. */
export async function measurePeers(
  assembly: string,
  { rounds, each, acts, clients, others }: PeerSizes,
  onProgress: (done: number, all: number) => void,
): Promise<Peers> {
  const because = whyNot()
  const own = await startProcess(path.join(import.meta.dirname, '../peers/own-service.ts'), [assembly])
  const fastify = because === undefined ? await startFastifyPostgres() : undefined
  try {
    const service = ourselves(own.said)
    const peers = [service, ...(fastify ? [fastifyPeer(fastify.said)] : []), ...others.map(readPeer)]
    const results: PeerResult[] = []
    for (const [position, work] of WORK.entries()) {
      const compared = await inRounds(
        peers.map((peer) => [peer.name, peer[work]] as const),
        { rounds, each },
      )
      for (const { name, summary, ratio } of compared) {
        const peer = peers.find((one) => one.name === name)
        if (!peer) continue
        const perSecond = []
        for (const count of clients) perSecond.push({ clients: count, rate: await throughput(peer[work], count, acts) })
        results.push({ system: name, work, summary, ours: 1 / ratio, perSecond })
      }
      onProgress(position + 1, WORK.length + 1)
    }
    const untilQueued = await timeUntilQueued(own.said, Math.max(4, each))
    onProgress(WORK.length + 1, WORK.length + 1)
    const skipped = because === undefined ? [] : [{ system: FASTIFY, because }]
    return { results, skipped, untilQueued }
  } finally {
    await own.stop()
    await fastify?.stop()
  }
}

interface OwnService {
  readonly url: string
  readonly tokens: { readonly doctor: string; readonly manager: string; readonly analyst: string }
}

function ourselves(said: unknown): Peer {
  const { url, tokens } = said as OwnService
  const as = (person: keyof typeof tokens) => ({ authorization: `Bearer ${tokens[person]}` })
  return httpPeer({
    name: OURS,
    submit: {
      method: 'POST',
      url: `${url}/notifications`,
      headers: { ...as('doctor'), 'idempotency-key': '{uuid}' },
      body: NOTIFICATION,
    },
    queuePage: { method: 'GET', url: `${url}/panels/northamptonshire/queue?limit=25`, headers: as('manager') },
    aggregate: {
      method: 'GET',
      url: `${url}/statistics/releases/deathsNotified-2025-26-v1/tables/age-band?period=2025-26`,
      headers: as('analyst'),
    },
  })
}

const NOTIFICATION = {
  referrer: { name: 'Dr Invented Example', role: 'Consultant paediatrician on call', phone: '01632 960001' },
  child: {
    name: { familyName: 'Testperson', givenNames: 'Invented' },
    nhsNumber: '{nhsNumber}',
    dateOfBirth: '{dateOfBirth}',
    residence: { kind: 'no-fixed-abode' },
    normallyResidentAuthority: 'E06000061',
  },
  death: { dateOfDeath: '2025-03-09', placeOfDeath: 'emergency-department' },
  answers: { suddenNoApparentCause: 'yes' },
} as const

function fastifyPeer(said: unknown): Peer {
  const { url } = said as { readonly url: string }
  const { child, ...rest } = NOTIFICATION
  return httpPeer({
    name: FASTIFY,
    submit: {
      method: 'POST',
      url: `${url}/notifications`,
      headers: { 'idempotency-key': '{uuid}', 'x-notifier': 'doctor' },
      body: {
        ...rest,
        child: { ...child, ageBand: '5-9' },
        panel: 'panel-1',
        expectedness: 'unexpected',
        dueAt: '2025-03-11T00:00:00Z',
      },
    },
    queuePage: { method: 'GET', url: `${url}/panels/panel-1/queue` },
    aggregate: { method: 'GET', url: `${url}/panels/panel-1/counts` },
  })
}

/** One at a time: what somebody waits who notifies and then looks. */
async function timeUntilQueued(said: unknown, times: number): Promise<Summary> {
  const { url, tokens } = said as OwnService
  const call = async (
    address: string,
    token: string,
    init: { method?: string; body?: string; headers?: Record<string, string> } = {},
  ) => {
    const answer = await fetch(`${url}${address}`, {
      ...init,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...init.headers },
    })
    return (await answer.json()) as { readonly reference: string; readonly cases?: readonly unknown[] }
  }
  const submitAndSee: Act = async (number) => {
    const dateOfBirth = `2007-04-${String(1 + (number % 28)).padStart(2, '0')}`
    const body = JSON.stringify({
      ...NOTIFICATION,
      child: { ...NOTIFICATION.child, dateOfBirth, nhsNumber: undefined },
    })
    const init = { method: 'POST', body, headers: { 'idempotency-key': `until-queued-${number}` } }
    const { reference } = await call('/notifications', tokens.doctor, init)
    const find = `/panels/northamptonshire/cases?reference=${encodeURIComponent(reference)}`
    if (!(await within(60_000, async () => (await call(find, tokens.manager)).cases?.length === 1, 2)))
      throw new Error('A case never came to its panel.')
  }
  const samples: number[] = []
  for (let turn = 0; turn < times; turn++) samples.push(await timed(submitAndSee))
  return summaryOf(samples)
}

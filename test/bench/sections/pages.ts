import { documentClient } from '../../../functions/shared/adapters/dynamodb/document-client.ts'
import { pages } from '../../../functions/web/pages/all.ts'
import { startDynamoDb } from '../../../infra/local/engines/dynamodb.ts'
import { claimPorts } from '../../../infra/local/engines/ports.ts'
import { demoPeople } from '../../../infra/local/identity/people.ts'
import type { LocalCloud } from '../../../infra/local/local-cloud.ts'
import { startLocalCloud } from '../../../infra/local/start-local-cloud.ts'
import type { QueuePage } from '../../../schemas/api.ts'
import { Client, eventually } from '../../support/service.ts'
import { bareCalls } from '../bare-calls.ts'
import { inRounds } from '../measure/rounds.ts'
import { median, quantile, type Summary } from '../measure/samples.ts'
import { crawl, type FoundPage } from '../pages/crawl.ts'
import { startRecordingProxy, type RecordingProxy } from '../pages/recording-proxy.ts'
import { PageServer, Visitor } from '../pages/visitor.ts'
import { bodyOf } from './units.ts'

export interface MeasuredPage {
  readonly path: string
  /** Of the HTML, before any compression. */
  readonly kilobytes: number
  readonly stylesheets: number
  readonly scripts: number
  /** Processor time of the pages' function alone. */
  readonly processor: { readonly median: number; readonly p99: number }
  /** Until the HTML is there, with the API over HTTP and the database behind it. */
  readonly served: Summary
  /** The database calls of page and API, made bare; nothing where a page makes none. */
  readonly bare: Summary | undefined
  readonly calls: number
  readonly ratio: number | undefined
}

export interface MeasuredPages {
  readonly measured: readonly MeasuredPage[]
  /** Pages that show something and that nobody came to. */
  readonly notReached: readonly string[]
}

/** Cases in the queue before anybody looks. */
const CASES = 8
const WARM_UP = 5

/** Every page that people come to, from the real bundle before the real API. */
export async function measurePages(
  assembly: string,
  visits: number,
  onProgress: (done: number, all: number) => void,
): Promise<MeasuredPages> {
  const { dynamodb: port } = await claimPorts(0)
  const engine = await startDynamoDb({ port })
  const proxy = await startRecordingProxy(engine.endpoint)
  const cloud = await startLocalCloud({ assembly, dynamodbEndpoint: proxy.url })
  const server = await PageServer.start(cloud)
  try {
    await fillQueue(cloud)
    const visitors: Visitor[] = []
    for (const { key } of demoPeople.slice(0, 9)) visitors.push(await Visitor.signedIn(server, cloud, key))
    const found = await crawl(visitors)
    const measured: MeasuredPage[] = []
    for (const page of found) {
      measured.push(await measurePage(page, cloud, proxy, visits))
      onProgress(measured.length, found.length)
    }
    const shown = pages.filter(({ get }) => get).map(({ path }) => path)
    return { measured, notReached: shown.filter((path) => !found.some((page) => page.path === path)) }
  } finally {
    await server.stop()
    await cloud.stop()
    await proxy.stop()
    await engine.stop()
  }
}

async function fillQueue(cloud: LocalCloud): Promise<void> {
  const client = new Client(cloud)
  for (let child = 0; child < CASES; child++)
    await client.post(child % 2 === 0 ? 'doctor' : 'nurse', '/notifications', `page-${child}`, bodyOf(child))
  await eventually(async () => {
    const { body } = await client.get<QueuePage>('manager', '/panels/northamptonshire/queue?limit=100')
    return body.cases.length >= CASES ? body : undefined
  }, 120)
}

async function measurePage(
  { path, address, visitor }: FoundPage,
  { clients }: LocalCloud,
  proxy: RecordingProxy,
  visits: number,
): Promise<MeasuredPage> {
  for (let visit = 0; visit < WARM_UP; visit++) await visitor.get(address)
  const { body } = await visitor.get(address)
  const calls = await proxy.during(() => visitor.get(address))
  const processor: number[] = []
  const see = async () => processor.push((await visitor.get(address)).processor)
  const bare = bareCalls(documentClient(clients.dynamodb), calls)
  const [floor, own] = await inRounds(
    [...(calls.length > 0 ? [['bare', bare] as const] : []), ['served', see] as const],
    {
      rounds: 3,
      each: Math.ceil(visits / 3),
    },
  ).then((compared) => (compared.length === 1 ? [undefined, compared[0]] : compared))
  if (!own) throw new Error('A page was measured.')
  return {
    path,
    kilobytes: Buffer.byteLength(body) / 1000,
    stylesheets: body.match(/<link[^>]*rel="stylesheet"/g)?.length ?? 0,
    scripts: body.match(/<script\b/g)?.length ?? 0,
    processor: { median: median(processor), p99: quantile(processor, 0.99) },
    served: own.summary,
    bare: floor?.summary,
    calls: calls.length,
    ratio: floor && own.ratio,
  }
}

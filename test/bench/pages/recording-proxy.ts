import { Agent, createServer, request } from 'node:http'
import { unmarshall } from '@aws-sdk/util-dynamodb'
import { close, listenOnLoopback } from '../../../infra/local/engines/loopback.ts'
import { claimPorts } from '../../../infra/local/engines/ports.ts'
import type { BareCall } from '../bare-calls.ts'

export interface RecordingProxy {
  readonly url: string
  /** The calls that were sent while something was done, whoever sent them. */
  during(act: () => Promise<unknown>): Promise<readonly BareCall[]>
  stop(): Promise<void>
}

/** Stands before a DynamoDB engine and passes everything on: what all functions send can be seen, whatever process they run in. */
export async function startRecordingProxy(engine: string): Promise<RecordingProxy> {
  const agent = new Agent({ keepAlive: true })
  let calls: BareCall[] | undefined
  const server = createServer((incoming, outgoing) => {
    const { method, headers } = incoming
    const chunks: Buffer[] = []
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
    incoming.on('end', () => {
      const body = Buffer.concat(chunks)
      const [, operation] = /^DynamoDB_\d+\.(\w+)$/.exec(String(headers['x-amz-target'])) ?? []
      if (operation !== undefined) calls?.push({ operation, input: documentsIn(JSON.parse(body.toString('utf8'))) })
      const passedOn = request(engine, { ...(method && { method }), headers, agent }, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(outgoing)
      })
      passedOn.on('error', () => outgoing.destroy())
      passedOn.end(body)
    })
  })
  const { dynamodb: port } = await claimPorts(0)
  const url = await listenOnLoopback(server, port)
  return {
    url,
    during: async (act) => {
      calls = []
      await act()
      const taken = calls
      calls = undefined
      return taken
    },
    stop: async () => {
      agent.destroy()
      await close(server)
    },
  }
}

const ITEMS = ['Item', 'Key', 'ExpressionAttributeValues', 'ExclusiveStartKey']

/** What was sent, with items as documents again. */
function documentsIn(sent: unknown): object {
  if (Array.isArray(sent)) return sent.map((one) => (typeof one === 'object' ? documentsIn(one) : (one as unknown)))
  return Object.fromEntries(
    Object.entries(sent as Record<string, unknown>).map(([name, value]) => {
      if (ITEMS.includes(name)) return [name, unmarshall(value as Parameters<typeof unmarshall>[0])]
      return [name, typeof value === 'object' && value !== null ? documentsIn(value) : value]
    }),
  )
}

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Readable } from 'node:stream'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { clientPatience } from '../../../functions/shared/adapters/client-patience.ts'

/** A request as the SDK hands it to the wire. */
export interface WireRequest {
  readonly hostname: string
  readonly port?: number
  readonly headers: Record<string, string>
  readonly body: string | Uint8Array
}
export interface WireAnswer {
  readonly statusCode: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array | Readable
}

/** What is asked, as text. */
export const textOf = ({ body }: WireRequest) => (typeof body === 'string' ? body : new TextDecoder().decode(body))

/** As Node reports a connection that ends before its answer. */
export const brokenConnection = () => Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' })

const text = (statusCode: number, type: string, body: string): WireAnswer => ({
  statusCode,
  headers: { 'content-type': type },
  body: Buffer.from(body),
})

export const json = (statusCode: number, body: object) =>
  text(statusCode, 'application/x-amz-json-1.0', JSON.stringify(body))

export const xml = (statusCode: number, body: string) => text(statusCode, 'text/xml', body)

/** As each of the two services says that there is too much. */
export const throttled = (isTopic: boolean): WireAnswer =>
  isTopic
    ? xml(
        429,
        '<ErrorResponse><Error><Type>Sender</Type><Code>Throttled</Code><Message>Rate exceeded</Message></Error></ErrorResponse>',
      )
    : json(400, { __type: 'com.amazonaws.dynamodb.v20120810#ThrottlingException', message: 'Rate exceeded' })

interface Transaction {
  readonly TransactItems: readonly unknown[]
}

/** The first item is another transaction's; of the others nothing is said. */
export function inConflict(request: WireRequest): WireAnswer {
  const { TransactItems } = JSON.parse(textOf(request)) as Transaction
  return json(400, {
    __type: 'com.amazonaws.dynamodb.v20120810#TransactionCanceledException',
    Message: 'Transaction cancelled, please refer cancellation reasons for specific reasons',
    CancellationReasons: TransactItems.map((_, index) => ({ Code: index === 0 ? 'TransactionConflict' : 'None' })),
  })
}

/** A batch of writes in two halves: what is written, and what is handed back. */
export function halved<R extends WireRequest>(request: R): { readonly first: R; readonly UnprocessedItems: object } {
  const { RequestItems, ...others } = JSON.parse(textOf(request)) as {
    readonly RequestItems: Readonly<Record<string, readonly unknown[]>>
  }
  const part = (from: (count: number) => number, to: (count: number) => number) =>
    Object.fromEntries(
      Object.entries(RequestItems).map(([table, all]) => [table, all.slice(from(all.length), to(all.length))]),
    )
  const half = (count: number) => Math.ceil(count / 2)
  const first = JSON.stringify({
    ...others,
    RequestItems: part(() => 0, half),
  })
  const UnprocessedItems = part(half, (count) => count)
  const headers = { ...request.headers, 'content-length': String(Buffer.byteLength(first)) }
  return { first: { ...request, headers, body: first }, UnprocessedItems }
}

/** Milliseconds after which a call that hangs is given up. The functions' own clients wait longer, and do the same then. */
const HANGS = 2

/** A server that never answers, and a wire that leads nowhere else: how a call hangs until the SDK's own limit ends it. */
export async function silence() {
  const server = createServer(() => undefined)
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const client = new DynamoDBClient({
    ...clientPatience,
    region: 'eu-west-2',
    requestHandler: { ...clientPatience.requestHandler, requestTimeout: HANGS },
  })
  const { port } = server.address() as AddressInfo
  return {
    /** @throws TimeoutError, always */
    hang: async (request: object): Promise<never> => {
      await client.config.requestHandler.handle({ ...request, protocol: 'http:', hostname: '127.0.0.1', port } as never)
      throw new Error('Silence has answered.')
    },
    close: () => {
      client.destroy()
      server.closeAllConnections()
      server.close()
    },
  }
}
export type Silence = Awaited<ReturnType<typeof silence>>

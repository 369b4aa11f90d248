import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { close, listenOnLoopback } from '../engines/loopback.ts'
import { RequestTooLargeError, type EnvironmentPool } from './pool.ts'

export interface InvokeApi {
  readonly endpoint: string
  readonly stop: () => Promise<void>
}

export interface InvokeApiOptions {
  readonly port: number
  /** Whoever calls must sign with it. The signature itself is not checked, but a web page cannot know the key. */
  readonly accessKeyId: string
  readonly poolNamed: (name: string) => EnvironmentPool | undefined
}

const INVOCATION = /^\/2015-03-31\/functions\/([^/?]+)\/invocations/

/** Lambda's Invoke operation: an operator runs a function by hand with the same call, and the same client, as in AWS. */
export async function openInvokeApi({ port, accessKeyId, poolNamed }: InvokeApiOptions): Promise<InvokeApi> {
  const server = createServer((request, response) => {
    const isSigned = request.headers.authorization?.includes(`Credential=${accessKeyId}/`)
    const name = decodeURIComponent(INVOCATION.exec(request.url ?? '')?.[1] ?? '')
    const pool = request.method === 'POST' && isSigned ? poolNamed(name) : undefined
    if (pool) void invoke(pool, request, response)
    else if (isSigned) fail(response, 404, 'ResourceNotFoundException', `Function not found: ${name}`)
    else fail(response, 403, 'UnrecognizedClientException', 'The security token included in the request is invalid.')
  })
  return { endpoint: await listenOnLoopback(server, port), stop: () => close(server) }
}

async function invoke(pool: EnvironmentPool, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    let text = ''
    for await (const chunk of request as AsyncIterable<Buffer>) text += chunk.toString()
    const result = await pool.invoke(text === '' ? {} : (JSON.parse(text) as unknown))
    response.writeHead(200, {
      'content-type': 'application/json',
      'x-amz-executed-version': '$LATEST',
      ...(!result.ok && { 'x-amz-function-error': 'Unhandled' }),
    })
    response.end(result.ok ? result.payload : JSON.stringify(result.error))
  } catch (error) {
    if (error instanceof RequestTooLargeError) fail(response, 413, 'RequestTooLargeException', error.message)
    else fail(response, 400, 'InvalidRequestContentException', 'Could not parse request body into json.')
  }
}

function fail(response: ServerResponse, status: number, errorType: string, message: string) {
  response.writeHead(status, { 'content-type': 'application/json', 'x-amzn-errortype': errorType })
  response.end(JSON.stringify({ Type: 'User', message }))
}

import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

/** What a call over the wire meets: nobody hears it, or it is done and the answer never comes. */
export type Hang = 'unheard' | 'unanswered'

/**
 * A server before another, on which calls hang one after another, and then nothing does. It closes none of them: only whoever waits can
 * end that.
 */
export async function hangingWire(endpoint: string, hangs: readonly Hang[]) {
  let calls = 0
  const pass = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const hang = hangs[calls]
    calls += 1
    const body = await buffer(incoming)
    if (hang === 'unheard') return
    const { method, headers, url } = incoming
    const onward = request(new URL(url ?? '/', endpoint), { method, headers }, (answer) => {
      if (hang === 'unanswered') return void answer.resume()
      outgoing.writeHead(answer.statusCode ?? 500, answer.headers)
      answer.pipe(outgoing)
    })
    onward.end(body)
  }
  const server = createServer((incoming, outgoing) => void pass(incoming, outgoing))
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls: () => calls,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

import type { Server } from 'node:http'

/** Everything that the local cloud opens, it opens here: no other machine can reach it. */
export const LOOPBACK = '127.0.0.1'

/** Listens on the loopback address only. @returns the server's address as a URL */
export async function listenOnLoopback(server: Server, port: number): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, LOOPBACK, resolve)
  })
  return `http://${LOOPBACK}:${port}`
}

/** Takes no new requests, and ends those underway when they are done or after `patienceMs`. */
export async function close(server: Server, patienceMs = 0): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => {
      resolve()
    })
  })
  server.closeIdleConnections()
  const impatience = setTimeout(() => {
    server.closeAllConnections()
  }, patienceMs)
  await closed
  clearTimeout(impatience)
}

import { Server, type ListenOptions } from 'node:net'
import { startFauxqs } from 'fauxqs'
import { LOOPBACK } from './loopback.ts'

export interface MessagingEngine {
  readonly endpoint: string
  stop(): Promise<void>
}

export interface MessagingOptions {
  readonly port: number
  readonly region: string
  /** Where queues and messages are kept; left out, they live in memory. */
  readonly directory?: string
}

/** Starts the SNS and SQS emulator within this process, reachable from the loopback address only. */
export async function startMessaging({ port, region, directory }: MessagingOptions): Promise<MessagingEngine> {
  const listenAsBefore = onLoopback(port)
  try {
    const engine = await startFauxqs({
      port,
      logger: false,
      defaultRegion: region,
      ...(directory !== undefined && { dataDir: directory }),
    })
    return { endpoint: `http://${LOOPBACK}:${port}`, stop: () => engine.stop() }
  } finally {
    listenAsBefore()
  }
}

/** fauxqs 2.4.1 listens on 0.0.0.0 and takes no other address: the one server that asks for this port there gets loopback. */
function onLoopback(port: number) {
  // eslint-disable-next-line @typescript-eslint/unbound-method -- bound again by Reflect.apply
  const { listen } = Server.prototype
  Server.prototype.listen = function (this: Server, ...args: unknown[]) {
    const [options, ...others] = args
    const isOurs = isListenOptions(options) && options.port === port && options.host === '0.0.0.0'
    return Reflect.apply(listen, this, isOurs ? [{ ...options, host: LOOPBACK }, ...others] : args) as Server
  }
  return () => {
    Server.prototype.listen = listen
  }
}

const isListenOptions = (options: unknown): options is ListenOptions => typeof options === 'object' && options !== null

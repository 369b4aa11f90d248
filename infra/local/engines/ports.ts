import { createServer } from 'node:net'
import { PlainSentenceError } from '../plain-sentence.ts'
import { LOOPBACK } from './loopback.ts'

const listenBriefly = (port: number) =>
  new Promise<number>((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(port, LOOPBACK, () => {
      const address = probe.address()
      probe.close(() => {
        resolve(typeof address === 'object' && address ? address.port : port)
      })
    })
  })

export interface Ports {
  readonly api: number
  readonly identity: number
  readonly dynamodb: number
  readonly messaging: number
  readonly invoke: number
}

/**
 * Five ports in a row from `first`, or any five free ones for 0.
 * @throws PlainSentenceError when one of the row is taken.
 */
export async function claimPorts(first: number): Promise<Ports> {
  const claim = async (offset: number) => {
    try {
      return await listenBriefly(first === 0 ? 0 : first + offset)
    } catch (error) {
      throw new PlainSentenceError(
        `Port ${first + offset} is taken; choose another row of five with PORT, for example PORT=${first + 100} npm start.`,
        { cause: error },
      )
    }
  }
  return {
    api: await claim(0),
    identity: await claim(1),
    dynamodb: await claim(2),
    messaging: await claim(3),
    invoke: await claim(4),
  }
}

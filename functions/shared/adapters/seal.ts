import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import type { Seal } from '../ports/seal.ts'

const CIPHER = 'aes-256-gcm'
const NONCE = 12
const TAG = 16

/** AES-256-GCM, the purpose authenticated with the content; nonces are random, and a key seals far fewer than 2³² things. */
export function aesSeal(secret: string): Seal {
  const derived = (use: string) => Buffer.from(hkdfSync('sha256', secret, '', use, 32))
  const sealing = derived('seal')
  const marking = derived('mark')

  return {
    close: (purpose, content) => {
      const nonce = randomBytes(NONCE)
      const cipher = createCipheriv(CIPHER, sealing, nonce, { authTagLength: TAG }).setAAD(Buffer.from(purpose))
      const text = Buffer.concat([cipher.update(JSON.stringify(content), 'utf8'), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64url')
    },
    open: (purpose, sealed) => {
      const bytes = Buffer.from(sealed, 'base64url')
      if (bytes.length < NONCE + TAG) return undefined
      try {
        const decipher = createDecipheriv(CIPHER, sealing, bytes.subarray(0, NONCE), { authTagLength: TAG })
          .setAAD(Buffer.from(purpose))
          .setAuthTag(bytes.subarray(NONCE, NONCE + TAG))
        const text = Buffer.concat([decipher.update(bytes.subarray(NONCE + TAG)), decipher.final()])
        return JSON.parse(text.toString('utf8')) as unknown
      } catch {
        return undefined
      }
    },
    mark: (purpose, text) =>
      createHmac('sha256', marking)
        .update(JSON.stringify([purpose, text]))
        .digest('base64url'),
  }
}

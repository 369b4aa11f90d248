import { createHash, createHmac } from 'node:crypto'
import { REFERENCE_ALPHABET, REFERENCE_LENGTH, ReferenceSchema } from '../../../schemas/reference.ts'
import type { KeyedHash } from '../ports/keyed-hash.ts'

/** HMAC-SHA-256: a plain hash of an NHS number could be undone by trying all of them. */
export function hmacHash(secret: string): KeyedHash {
  const hmac = (purpose: string, ...parts: string[]) =>
    createHmac('sha256', secret)
      .update(JSON.stringify([purpose, ...parts]))
      .digest()

  return {
    reference: (subject, requestKey) => ReferenceSchema.parse(toReference(hmac('request', subject, requestKey))),
    of: (purpose, text) => hmac(purpose, text).toString('base64url'),
    body: bodyHash,
  }
}

/** Tells one request body from another; it needs no secret, as it guards none. */
export const bodyHash = (text: string) => createHash('sha256').update(text).digest('base64url')

/** Five bits of each byte: sixteen characters, eighty bits. */
const toReference = (bytes: Buffer) =>
  [...bytes.subarray(0, REFERENCE_LENGTH)].map((byte) => REFERENCE_ALPHABET.charAt(byte & 31)).join('')

import { createHash, createHmac } from 'node:crypto'
import { REFERENCE_ALPHABET, REFERENCE_LENGTH, ReferenceSchema } from '../../../schemas/reference.ts'
import { eachLed, stamped, type IdentityKey, type Led } from '../identity-keys.ts'
import type { IdentityHash } from '../ports/identity-hash.ts'
import type { KeyedHash } from '../ports/keyed-hash.ts'

/** HMAC-SHA-256: a plain hash of an NHS number could be undone by trying all of them. */
const hmac = (secret: string, purpose: string, ...parts: string[]) =>
  createHmac('sha256', secret)
    .update(JSON.stringify([purpose, ...parts]))
    .digest()

export const hmacHash = (secret: string): KeyedHash => ({
  reference: (subject, requestKey) => ReferenceSchema.parse(toReference(hmac(secret, 'request', subject, requestKey))),
  of: (purpose, text) => hmac(secret, purpose, text).toString('base64url'),
  body: bodyHash,
})

export const identityHash = (keys: Led<IdentityKey>): IdentityHash => ({
  under: (what, text) =>
    eachLed(keys, ({ number, secret }) => stamped(number, hmac(secret, what, text).toString('base64url'))),
})

/** Tells one request body from another; it needs no secret, as it guards none. */
export const bodyHash = (text: string) => createHash('sha256').update(text).digest('base64url')

/** Five bits of each byte: sixteen characters, eighty bits. */
const toReference = (bytes: Buffer) =>
  [...bytes.subarray(0, REFERENCE_LENGTH)].map((byte) => REFERENCE_ALPHABET.charAt(byte & 31)).join('')

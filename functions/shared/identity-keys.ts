import * as z from 'zod'

/** A key of the hashes that find a child again. Its number counts up and stands with every hash that it makes. */
export interface IdentityKey {
  readonly number: number
  readonly secret: string
}

/** Of the keys in use, the first leads: what it finds decides. The others follow: whatever it finds stands under them too (docs/adr/0018). */
export type Led<T> = readonly [leading: T, ...following: T[]]

/** As a setting says them, `2:secret 1:secret`: the leading one first. */
export const IdentityKeysSchema = z
  .string()
  .regex(/^[1-9][0-9]*:[A-Za-z0-9]{32,}( [1-9][0-9]*:[A-Za-z0-9]{32,})*$/)
  .transform((text): Led<IdentityKey> => {
    const [first = '', ...others] = text.split(' ')
    return [identityKey(first), ...others.map(identityKey)]
  })

function identityKey(text: string): IdentityKey {
  const [number, secret = ''] = text.split(':')
  return { number: Number(number), secret }
}

/** Hashes of the first key bear no number: they are older than the second. */
export const stamped = (number: number, hash: string) => (number === 1 ? hash : `${number}.${hash}`)

/** Number of the key that made the hash. */
export const keyNumberOf = (hash: string): number => (hash.includes('.') ? Number(hash.slice(0, hash.indexOf('.'))) : 1)

export function eachLed<T, U>([leading, ...following]: Led<T>, make: (one: T) => U): Led<U> {
  return [make(leading), ...following.map(make)]
}

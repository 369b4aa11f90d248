import type { IssuedLink } from '../../domain/agency-forms/events.ts'
import type { GivenLink } from '../../schemas/agency-forms/link.ts'
import type { Reference } from '../../schemas/reference.ts'
import type { FormKey } from './ports/form-keys.ts'
import type { KeyedHash } from './ports/keyed-hash.ts'
import type { Secrets } from './ports/secrets.ts'

type Hash = Pick<KeyedHash, 'of'>

/** A new link with its two secrets: what is given out, and what is kept to know it again. */
export function newLink(
  reference: Reference,
  form: string,
  { number, expiresAt }: IssuedLink,
  { secrets, hash }: { readonly secrets: Secrets; readonly hash: Hash },
): { readonly given: GivenLink; readonly key: FormKey } {
  const token = secrets.token()
  const passcode = secrets.passcode()
  return {
    given: { request: form, token, passcode, expiresAt },
    key: { hash: linkHash(token, hash), reference, form, link: number, passcode: passcodeHash(token, passcode, hash) },
  }
}

export const linkHash = (token: string, hash: Hash) => hash.of('form-link', token)

export const sessionHash = (secret: string, hash: Hash) => hash.of('form-session', secret)

/** Of link and passcode together: equal passcodes of two links do not look alike. */
export const passcodeHash = (token: string, passcode: string, hash: Hash) =>
  hash.of('passcode', JSON.stringify([token, passcode]))

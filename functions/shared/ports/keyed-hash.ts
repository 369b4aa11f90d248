import type { Reference } from '../../../schemas/reference.ts'

/**
 * Hashes under the service's own secret, which never changes: without it nobody can make, guess or look up one. What they stand for
 * is as good as random, so that whoever learns the secret still has nothing to try out.
 */
export interface KeyedHash {
  /** Reference of the request that this person numbered so: the same request, the same reference, for ever. */
  reference(subject: string, requestKey: string): Reference
  /** Stands for the secret of a link where the thing itself must not stand, or seals where a list goes on. */
  of(purpose: 'cursor' | 'form-link' | 'form-session' | 'passcode', text: string): string
  /** Tells one request body from another. */
  body(text: string): string
}

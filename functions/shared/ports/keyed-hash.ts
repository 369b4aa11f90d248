import type { Reference } from '../../../schemas/reference.ts'

/** Hashes under the service's own secret: without it nobody can make, guess or look up one. */
export interface KeyedHash {
  /** Reference of the request that this person numbered so: the same request, the same reference, for ever. */
  reference(subject: string, requestKey: string): Reference
  /** Stands for an NHS number, for a child's likeness or for the secret of a link where the thing itself must not stand. */
  of(purpose: 'nhs-number' | 'likeness' | 'cursor' | 'form-link' | 'form-session' | 'passcode', text: string): string
  /** Tells one request body from another. */
  body(text: string): string
}

import type { Reference } from '../../../schemas/reference.ts'

/**
 * Where a link to a form, or the session that it was exchanged for, leads. The secret itself is nowhere: it is found again by its
 * keyed hash, so that a copy of the table opens nothing.
 */
export interface FormKey {
  readonly hash: string
  /** The case on which the form was asked for; it may have been joined to another since. */
  readonly reference: Reference
  /** Id of the request. */
  readonly form: string
  readonly link: number
  /** Keyed hash of the passcode, for a link. */
  readonly passcode?: string
}

export interface FormKeys {
  findFormKey(hash: string): Promise<FormKey | undefined>
}

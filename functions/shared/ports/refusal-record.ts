import type { Instant } from '../../../domain/calendar/instant.ts'
import type { OutOfScopeCode } from '../../../domain/scope/scope.ts'
import type { Reference } from '../../../schemas/reference.ts'

/** A notification refused because child death review does not cover the death (R2): the code is kept, the child is not. */
export interface Refusal {
  /** Names the request, so that one sent twice counts once. */
  readonly reference: Reference
  readonly code: OutOfScopeCode
  readonly at: Instant
}

export interface RefusalRecord {
  recordRefusal(refusal: Refusal): Promise<void>
}

import type { Instant } from '../../../domain/calendar/instant.ts'
import type { KeyNumbers, RotationCounts } from '../../../schemas/identity-key-rotation.ts'
import type { Reference } from '../../../schemas/reference.ts'

/** What leads from the hash of an NHS number, or of a likeness, to a case. */
export interface HashedRow {
  readonly kind: 'identity' | 'likeness'
  readonly hash: string
  readonly reference: Reference
}

/** All such rows, and how far a rotation of their keys has come. */
export interface HashedRows {
  /** Some of them, in no order, and where the others begin. */
  rows(after?: string): Promise<{ readonly rows: readonly HashedRow[]; readonly next?: string }>
  /** Puts the row under another hash too, unless it leads elsewhere by now: whoever changed it wrote it under every key. */
  copy(row: HashedRow, to: string): Promise<void>
  remove(row: HashedRow): Promise<void>
  rotation(): Promise<Rotation | undefined>
  /** Keeps it in the place of the one before; false where somebody else did meanwhile. */
  keep(rotation: Rotation): Promise<boolean>
}

export interface Rotation {
  /** One more than that of the one before. */
  readonly revision: number
  /** What functions have, or are about to get. */
  readonly keys: KeyNumbers
  /** Keys under which every row stands. */
  readonly complete: readonly number[]
  /** When functions were first seen with these keys. */
  readonly seenAt?: Instant
  /** How far each step that is not done has come through the rows. */
  readonly walks?: Partial<Readonly<Record<WalkingStep, Walk>>>
}

export type WalkingStep = 'count' | 'rehash' | 'retire'

export interface Walk {
  readonly after: string
  readonly counts: RotationCounts
}

import type { KeyNumbers } from '../../schemas/identity-key-rotation.ts'
import type { Rotation } from '../shared/ports/hashed-rows.ts'

/** Before anything was ever rotated. */
export const FIRST: Rotation = { revision: 0, keys: [1], complete: [1] }

/**
 * Why functions may not get these keys next, if so. Whoever looks for a child looks under the key that leads. So it must have every
 * child; and where functions that are alive beside it are led by another, both kinds must write under both.
 * @param alive keys of functions that may write beside those that get the next
 */
export function objectionTo(
  next: KeyNumbers,
  { complete }: Rotation,
  alive: readonly KeyNumbers[],
): string | undefined {
  const [leading] = next
  if (new Set(next).size < next.length) return 'A key is named twice.'
  if (!complete.includes(leading))
    return `Key ${leading} cannot lead: not every child stands under it. First let it follow, and rehash.`
  const other = alive.find((keys) => keys[0] !== leading && !(next.includes(keys[0]) && keys.includes(leading)))
  if (other)
    return `Functions with keys ${other.join(', ')} are still at work: they and the new ones would not find each other's children.`
  return undefined
}

/** The rotation once functions are about to get these keys. What some functions do not write under is complete no longer. */
export function preparedFor(next: KeyNumbers, rotation: Rotation, alive: readonly KeyNumbers[]): Rotation {
  if ([rotation.keys, ...alive].every((keys) => isSame(keys, next))) return rotation
  const writing = [next, ...alive]
  return {
    revision: rotation.revision,
    keys: next,
    complete: rotation.complete.filter((key) => writing.every((keys) => keys.includes(key))),
  }
}

export const isSame = (one: KeyNumbers, other: KeyNumbers) => one.join() === other.join()

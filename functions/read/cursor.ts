import type { KeyedHash } from '../shared/ports/keyed-hash.ts'
import type { QueuePosition } from '../shared/ports/case-repository.ts'

/** Where a list goes on: readable by this service alone, as its seal shows whether anyone changed it. */
export const cursorOf = ({ dueOrder, reference }: QueuePosition, hash: KeyedHash): string => {
  const position = Buffer.from(JSON.stringify([dueOrder, reference])).toString('base64url')
  return `${position}.${hash.of('cursor', position)}`
}

/** The position in a cursor that this service made; `undefined` for any other text. */
export function positionIn(cursor: string, hash: KeyedHash): QueuePosition | undefined {
  const [position = '', seal = ''] = cursor.split('.')
  if (position === '' || hash.of('cursor', position) !== seal) return undefined
  const [dueOrder, reference] = JSON.parse(Buffer.from(position, 'base64url').toString('utf8')) as [string, string]
  return { dueOrder, reference }
}

export const STALE_CURSOR = {
  pointer: '/cursor',
  code: 'not-accepted',
  detail: 'Begin again without a cursor: this one was not made here.',
} as const

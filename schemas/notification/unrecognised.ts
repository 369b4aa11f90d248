import { toPointer } from '../field-problems.ts'

/** What was sent beyond the form: nothing that somebody typed is lost, and nothing of it is ever read by the service. */
export interface Unrecognised {
  readonly count: number
  /**
   * JSON text of `[pointer, value]` pairs; absent when there are none. It stays text, so that no name or number in it can do
   * anything (`__proto__`, 1e999, half a character).
   */
  readonly kept?: string
}

/** Levels of nesting that the service follows; the form itself has five. */
export const MAX_DEPTH = 32

/** Fields of what was sent that reading it did not take over. */
export function unrecognisedIn(raw: unknown, read: unknown): Unrecognised {
  const fields = leftOver(raw, read, [])
  return fields.length === 0 ? { count: 0 } : { count: fields.length, kept: JSON.stringify(fields, finite) }
}

export const countUnrecognised = (raw: unknown, read: unknown): number => leftOver(raw, read, []).length

/** Whether anything is nested deeper than the service follows. Counts without recursion, which deep nesting would exhaust. */
export function isTooDeep(raw: unknown): boolean {
  let level = [raw]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_DEPTH) return true
    level = level.filter(isNested).flatMap((value) => Object.values(value as Record<string, unknown>))
  }
  return false
}

const isNested = (value: unknown): value is object => typeof value === 'object' && value !== null

const finite = (_key: string, value: unknown) =>
  typeof value === 'number' && !Number.isFinite(value) ? String(value) : value

function leftOver(raw: unknown, read: unknown, path: readonly PropertyKey[]): [pointer: string, value: unknown][] {
  if (!isNested(raw) || !isNested(read)) return []
  const inside = (key: string): unknown =>
    Object.hasOwn(read, key) ? (read as Record<string, unknown>)[key] : undefined
  return Object.entries(raw).flatMap(([key, value]) =>
    inside(key) === undefined ? [[toPointer([...path, key]), value]] : leftOver(value, inside(key), [...path, key]),
  )
}

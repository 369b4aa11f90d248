import { read, write, type Field } from './field.ts'
import type { Typed } from './typed.ts'

export type Group = Record<string, unknown>

/** A notification as far as it was typed. */
export interface Facts {
  readonly referrer: Group
  readonly child: Group
  readonly death: Group
  readonly answers: Group
  readonly certification?: Group | undefined
}

/**
 * The answers where the notification has them. Of two that exclude each other the one that stands first on the page counts: a name
 * that was typed outweighs "not known" below it.
 */
export function factsOf(fields: readonly Field[], typed: Typed): Facts {
  const child: { residence?: Group; nhsNumber?: string; nhsNumberAbsentReason?: string } & Group = {}
  const facts = { referrer: {}, child, death: {}, answers: {} }
  for (const field of fields.toReversed()) {
    const answer = read(field, typed)
    if (answer !== undefined) put(facts, field.at.split('/').slice(1), answer)
  }
  if (child.residence?.['postcode'] !== undefined) child.residence['kind'] = 'postcode'
  if (child.nhsNumber !== undefined) delete child.nhsNumberAbsentReason
  return facts
}

/** Puts an answer where it belongs in something larger. */
export function put(group: Group, [name = '', ...rest]: readonly string[], answer: unknown): void {
  if (rest.length === 0) {
    group[name] = answer
    return
  }
  const inner = group[name]
  const next: Group = isGroup(inner) ? inner : {}
  group[name] = next
  put(next, rest, answer)
}

/** What stands at a pointer. */
export const at = (facts: unknown, pointer: string): unknown =>
  pointer
    .split('/')
    .slice(1)
    .reduce<unknown>((here, name) => (isGroup(here) && Object.hasOwn(here, name) ? here[name] : undefined), facts)

const isGroup = (value: unknown): value is Group => typeof value === 'object' && value !== null && !Array.isArray(value)

/** The boxes of these questions, filled with what a notification holds. */
export const typedFrom = (fields: readonly Field[], facts: unknown): Typed =>
  Object.assign({}, ...fields.map((field) => write(field, at(facts, field.at)))) as Typed

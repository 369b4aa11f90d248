import { boxesOf, read, write, type Field } from './field.ts'
import { closedUp } from './rows.ts'
import type { Typed } from './typed.ts'

export type Group = Record<string, unknown>

/** A notification as far as it was typed. */
export interface Facts {
  readonly referrer: Group
  readonly child: Group
  readonly death: Group
  readonly answers: Group
  readonly certification?: Group | undefined
  readonly family?: Group | undefined
  readonly agencies?: readonly unknown[] | undefined
  readonly otherProcesses?: Group | undefined
}

/**
 * The answers where the notification has them. Of two that exclude each other the one that stands first on the page counts: a name
 * that was typed outweighs "not known" below it.
 */
export function factsOf(fields: readonly Field[], typed: Typed): Facts {
  const child: { residence?: Group; nhsNumber?: string; nhsNumberAbsentReason?: string } & Group = {}
  const facts = { referrer: {}, child, death: {}, answers: {} }
  for (const field of closedUp(fields, typed).toReversed()) {
    const answer = read(field, typed)
    if (answer !== undefined) put(facts, field.at.split('/').slice(1), answer)
  }
  if (child.residence?.['postcode'] !== undefined) child.residence['kind'] = 'postcode'
  if (child.nhsNumber !== undefined) delete child.nhsNumberAbsentReason
  return facts
}

/** Puts an answer where it belongs in something larger. */
export function put(group: object, [name = '', ...rest]: readonly string[], answer: unknown): void {
  const inner: unknown = Reflect.get(group, name)
  const next = rest.length === 0 ? answer : isWithin(inner) ? inner : isRow(rest[0]) ? [] : {}
  Reflect.set(group, name, next)
  if (rest.length > 0) put(next as object, rest, answer)
}

const isRow = (name: string | undefined) => /^\d+$/.test(name ?? '')

/** What stands at a pointer. */
export const at = (facts: unknown, pointer: string): unknown =>
  pointer
    .split('/')
    .slice(1)
    .reduce<unknown>(
      (here, name) => (isWithin(here) && Object.hasOwn(here, name) ? Reflect.get(here, name) : undefined),
      facts,
    )

const isWithin = (value: unknown): value is object => typeof value === 'object' && value !== null

/** The boxes of these questions, filled with what a notification holds. */
export const typedFrom = (fields: readonly Field[], facts: unknown): Typed =>
  Object.assign({}, ...fields.map((field) => write(field, at(facts, field.at)))) as Typed

/** What was typed, and what the notification holds where a question was left empty: that takes nothing back. */
export const typedOver = (fields: readonly Field[], typed: Typed, facts: unknown): Typed =>
  Object.assign(
    {},
    ...fields.map((field) =>
      read(field, typed) === undefined
        ? write(field, at(facts, field.at))
        : Object.fromEntries(boxesOf(field).flatMap((box) => (typed[box] ? [[box, typed[box]]] : []))),
    ),
  ) as Typed

/** Answers put over what was there: groups name by name, rows one by one. What nobody was asked stays. */
export function putOver(before: unknown, answers: unknown): unknown {
  if (answers === undefined) return before
  if (Array.isArray(before) && Array.isArray(answers) && answers.every(isWithin))
    return [
      ...answers.map((row, place) => putOver(before[place], row)),
      ...before.slice(answers.length).map((row: unknown) => row),
    ]
  if (!isGroup(before) || !isGroup(answers)) return answers
  return {
    ...before,
    ...Object.fromEntries(Object.entries(answers).map(([name, one]) => [name, putOver(before[name], one)])),
  }
}

const isGroup = (value: unknown): value is Group => isWithin(value) && !Array.isArray(value)

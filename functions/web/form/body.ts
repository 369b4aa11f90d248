import { put, type Group } from './facts.ts'
import { read, type Field } from './field.ts'
import type { Typed } from './typed.ts'

/** What was typed, where a request of the API has it; a box left empty says nothing. */
export function bodyOf(fields: readonly Field[], typed: Typed): Group {
  const body: Group = {}
  for (const field of fields) {
    const answer = read(field, typed)
    if (answer !== undefined) put(body, field.at.split('/').slice(1), answer)
  }
  return body
}

import type { TypedValues } from '../../shared/ports/draft-store.ts'

/** What was typed into a form. */
export type Typed = TypedValues

/** The text of one box, without the spaces around it. */
export const textOf = (typed: Typed, name: string): string => typed[name]?.[0]?.trim() ?? ''

/** All that was chosen. */
export const chosenOf = (typed: Typed, name: string): readonly string[] => typed[name] ?? []

/** The body of a form. Line breaks come as CR LF, whatever was typed. */
export function typedIn(body: string): Typed {
  const sent = new URLSearchParams(body)
  return Object.fromEntries(
    [...new Set(sent.keys())].map((name) => [name, sent.getAll(name).map((text) => text.replace(/\r\n?/g, '\n'))]),
  )
}

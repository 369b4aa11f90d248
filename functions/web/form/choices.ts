import type { Choice } from './field.ts'

const NOT_KNOWN = 'not-known'

/** The choices of a value set in its own words; nothing is typed twice. "Not known" is one of them, and stands last. */
export const choicesFrom = (
  set: Readonly<Record<string, { readonly label: string }>>,
  ...left: readonly string[]
): readonly Choice[] =>
  Object.entries(set)
    .filter(([value]) => !left.includes(value))
    // Object keys that are numbers come first and in order, which is how categories are counted; the rest as written.
    .map(([value, { label }]) => ({ value, text: value === NOT_KNOWN ? 'Not known yet' : label }))

export const yesNoNotKnown: readonly Choice[] = [
  { value: 'yes', text: 'Yes' },
  { value: 'no', text: 'No' },
  { value: NOT_KNOWN, text: 'Not known yet' },
]

export const notKnownYet: Choice = { value: NOT_KNOWN, text: 'Not known yet' }

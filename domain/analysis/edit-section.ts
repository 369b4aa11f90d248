import type { Instant } from '../calendar/instant.ts'
import {
  withSection,
  type PastText,
  type Section,
  type SectionedForm,
  type SectionName,
  type Written,
} from './sectioned-form.ts'

/** Somebody's new text of a section, and the version of the section that they had before them; 0 for an empty one. */
export interface SectionEdit<S extends object, N extends SectionName<S>> {
  readonly section: N
  readonly value: S[N]
  readonly basedOn: number
  readonly by: string
  readonly at: Instant
}

export type EditRefusal = 'unknown-version' | 'no-such-alternative' | 'changed-meanwhile'

export interface Refused {
  readonly outcome: 'refused'
  readonly code: EditRefusal
  /** What would be allowed, in words. */
  readonly needed: string
}

/**
 * Saved: the text stands. Unchanged: the same text stands already, as after a repeated request. Conflict: someone wrote meanwhile;
 * their text stands, and yours is kept beside it until somebody chooses.
 */
export type EditOutcome<S extends object, N extends SectionName<S>> =
  | { readonly outcome: 'saved' | 'unchanged'; readonly form: SectionedForm<S> }
  | {
      readonly outcome: 'conflict'
      readonly form: SectionedForm<S>
      readonly theirs: Written<S[N]>
      readonly yours: Written<S[N]>
      /** The text that both began from; none where the section was empty. */
      readonly base?: PastText<S[N]>
    }
  | Refused

/** Writes a section, unless that would overwrite a text that the writer has not seen. */
export function editSection<S extends object, N extends SectionName<S>>(
  form: SectionedForm<S>,
  edit: SectionEdit<S, N>,
): EditOutcome<S, N> {
  const known: Section<S[N]> | undefined = form.sections[edit.section]
  if (edit.basedOn > (known?.version ?? 0)) return refused('unknown-version')
  const yours = { value: edit.value, by: edit.by, at: edit.at, version: (known?.version ?? 0) + 1 }
  const save = (next: Section<S[N]>) => withSection(form, edit.section, next)

  if (!known) return { outcome: 'saved', form: save(firstText(yours)) }
  if (isSame(known.current.value, edit.value)) return { outcome: 'unchanged', form }
  if (hasSeenCurrent(known, edit.basedOn)) return { outcome: 'saved', form: save(rewritten(known, yours)) }

  const theirs = known.current
  const base = textAt(known, edit.basedOn)
  const kept = known.alternatives.find(({ value }) => isSame(value, edit.value))
  return {
    outcome: 'conflict',
    form: kept ? form : save(withAlternative(known, yours)),
    theirs,
    yours: kept ?? yours,
    ...(base && { base }),
  }
}

const NEEDED: Readonly<Record<EditRefusal, string>> = {
  'unknown-version': 'Load the section again: the version that this text was based on does not exist.',
  'no-such-alternative': 'Load the section again: this text has been chosen or set aside already.',
  'changed-meanwhile': 'Load the section again and choose among the texts that stand there now.',
}

export const refused = (code: EditRefusal): Refused => ({ outcome: 'refused', code, needed: NEEDED[code] })

/** Whether whoever saw this version of the section has seen the text that stands now. */
export const hasSeenCurrent = <T>({ current }: Section<T>, version: number): boolean => version >= current.version

/** Values come from one schema, so equal ones have their fields in one order; a miss only shows a text twice. */
const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

const firstText = <T>(text: Written<T>): Section<T> => ({
  version: text.version,
  current: text,
  alternatives: [],
  past: [],
})

const rewritten = <T>(known: Section<T>, text: Written<T>): Section<T> => ({
  ...known,
  version: text.version,
  current: text,
  past: [...known.past, ended(known.current, 'rewritten', text)],
})

const withAlternative = <T>(known: Section<T>, text: Written<T>): Section<T> => ({
  ...known,
  version: text.version,
  alternatives: [...known.alternatives, text],
})

export const ended = <T>(
  text: Written<T>,
  how: PastText<T>['ended']['how'],
  { by, at }: { readonly by: string; readonly at: Instant },
): PastText<T> => ({ ...text, ended: { how, by, at } })

/** The text that stood in a version of the section. */
const textAt = <T>({ past }: Section<T>, version: number): PastText<T> | undefined =>
  past.findLast((text) => text.ended.how !== 'alternative-not-chosen' && text.version <= version)

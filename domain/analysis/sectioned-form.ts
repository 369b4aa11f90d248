import type { Instant } from '../calendar/instant.ts'

/** One text of a section, and whose it is. `version` is the section's version that writing it made. */
export interface Written<T> {
  readonly value: T
  /** Pseudonymous subject of the person's token. */
  readonly by: string
  readonly at: Instant
  readonly version: number
}

/** A text that no longer stands: rewritten by someone who had seen it, or not chosen when two stood side by side. */
export interface PastText<T> extends Written<T> {
  readonly ended: {
    readonly how: 'rewritten' | 'replaced-by-alternative' | 'alternative-not-chosen'
    readonly by: string
    readonly at: Instant
  }
}

/** A section with every text it ever had. Its version is 1 more with every change: a text, an alternative, a choice. */
export interface Section<T> {
  readonly version: number
  readonly current: Written<T>
  /** Texts of people who had not seen the current one, each shown beside it until somebody chooses. */
  readonly alternatives: readonly Written<T>[]
  readonly past: readonly PastText<T>[]
}

/**
 * A form that several people write together, section by section. `S` gives each section's value. It is folded from the events of
 * its edits: every text is in one of them, so nothing is lost that is not stored twice.
 */
export interface SectionedForm<S extends object> {
  readonly formVersion: string
  readonly sections: Sections<S>
}

type Sections<S extends object> = { readonly [N in keyof S]?: Section<S[N]> }

export type SectionName<S extends object> = keyof S & string

/** A form on which nothing is written yet. */
export const emptyForm = <S extends object>(formVersion: string): SectionedForm<S> => ({ formVersion, sections: {} })

/** What a section says now; alternatives are not part of it. */
export const valueOf = <S extends object, N extends SectionName<S>>(
  form: SectionedForm<S>,
  section: N,
): S[N] | undefined => form.sections[section]?.current.value

/** Version of a section as an editor sees it; 0 before anything is written. */
export const versionOfSection = <S extends object>(form: SectionedForm<S>, section: SectionName<S>): number =>
  form.sections[section]?.version ?? 0

/** Sections in which somebody still has to choose between texts. */
export const sectionsToChoose = <S extends object>(form: SectionedForm<S>): SectionName<S>[] =>
  (Object.keys(form.sections) as SectionName<S>[]).filter(
    (section) => (form.sections[section]?.alternatives.length ?? 0) > 0,
  )

/** The form with a section in another state. */
export const withSection = <S extends object, N extends SectionName<S>>(
  form: SectionedForm<S>,
  section: N,
  next: Section<S[N]>,
): SectionedForm<S> => ({ ...form, sections: { ...form.sections, [section]: next } })

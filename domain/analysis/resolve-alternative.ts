import type { Instant } from '../calendar/instant.ts'
import { editSection, ended, hasSeenCurrent, refused, type EditOutcome } from './edit-section.ts'
import { withSection, type Section, type SectionedForm, type SectionName, type Written } from './sectioned-form.ts'

/** Which text shall stand: the current one, the alternative, or a new one made of both. */
export type Choice<T> =
  | { readonly kind: 'keep-current' }
  | { readonly kind: 'take-alternative' }
  | { readonly kind: 'write'; readonly value: T }

export interface Resolution<S extends object, N extends SectionName<S>> {
  readonly section: N
  /** Version of the alternative, which names it. */
  readonly alternative: number
  readonly choice: Choice<S[N]>
  /** Version of the section that the person had before them. */
  readonly basedOn: number
  readonly by: string
  readonly at: Instant
}

/**
 * Settles one alternative; other alternatives stay. What is not chosen stays among the section's past texts. Whoever has not seen
 * the text that stands now may not choose; a text that they wrote is kept as a further alternative.
 */
export function resolveAlternative<S extends object, N extends SectionName<S>>(
  form: SectionedForm<S>,
  resolution: Resolution<S, N>,
): EditOutcome<S, N> {
  const { section, alternative, choice, basedOn } = resolution
  if (choice.kind === 'write') {
    const written = editSection(form, { ...resolution, value: choice.value })
    if (written.outcome === 'conflict' || written.outcome === 'refused') return written
    return settled(written.form, resolution) ?? written
  }
  const known: Section<S[N]> | undefined = form.sections[section]
  const chosen = known?.alternatives.find(({ version }) => version === alternative)
  if (!known || !chosen) return refused('no-such-alternative')
  if (basedOn > known.version) return refused('unknown-version')
  if (!hasSeenCurrent(known, basedOn) || chosen.version > basedOn) return refused('changed-meanwhile')
  if (choice.kind === 'keep-current') return settled(form, resolution) ?? refused('no-such-alternative')
  return { outcome: 'saved', form: withSection(form, section, taken(known, chosen, resolution)) }
}

/** The form with the alternative set aside; nothing where it is gone already. */
function settled<S extends object, N extends SectionName<S>>(
  form: SectionedForm<S>,
  resolution: Resolution<S, N>,
): EditOutcome<S, N> | undefined {
  const known: Section<S[N]> | undefined = form.sections[resolution.section]
  const chosen = known?.alternatives.find(({ version }) => version === resolution.alternative)
  if (!known || !chosen) return undefined
  const next = {
    ...without(known, chosen),
    past: [...known.past, ended(chosen, 'alternative-not-chosen', resolution)],
  }
  return { outcome: 'saved', form: withSection(form, resolution.section, next) }
}

function taken<T>(known: Section<T>, chosen: Written<T>, by: { by: string; at: Instant }): Section<T> {
  const next = without(known, chosen)
  return {
    ...next,
    current: { ...chosen, version: next.version },
    past: [...known.past, ended(known.current, 'replaced-by-alternative', by)],
  }
}

const without = <T>(known: Section<T>, chosen: Written<T>): Section<T> => ({
  ...known,
  version: known.version + 1,
  alternatives: known.alternatives.filter((one) => one !== chosen),
})

import { editSection } from '../../../../domain/analysis/edit-section.ts'
import { resolveAlternative, type Choice } from '../../../../domain/analysis/resolve-alternative.ts'
import {
  emptyForm,
  sectionsToChoose,
  valueOf,
  versionOfSection,
  type SectionedForm,
} from '../../../../domain/analysis/sectioned-form.ts'
import type { Instant } from '../../../../domain/calendar/instant.ts'

interface Sections {
  summary: { text: string }
  family: { text: string }
}
type Form = SectionedForm<Sections>

const at = '2026-11-03T10:00:00.000Z' as Instant
const blank = emptyForm<Sections>('analysis/2026-11')

const edit = (form: Form, text: string, basedOn: number, by = 'ada') =>
  editSection(form, { section: 'summary', value: { text }, basedOn, by, at })
const write = (form: Form, text: string, basedOn: number, by = 'ada') => {
  const outcome = edit(form, text, basedOn, by)
  if (outcome.outcome === 'refused') throw new Error(outcome.needed)
  return outcome.form
}
const resolve = (form: Form, alternative: number, choice: Choice<Sections['summary']>, basedOn: number, by = 'cleo') =>
  resolveAlternative(form, { section: 'summary', alternative, choice, basedOn, by, at })

/** Ada wrote; Ben, who had seen nothing, wrote too: his text is version 2. */
const conflicted = write(write(blank, 'of Ada', 0), 'of Ben', 0, 'ben')

describe('a section written by one after the other', () => {
  it('keeps the last text, and the ones before it', () => {
    const form = write(write(blank, 'first', 0), 'second', 1, 'ben')
    expect(valueOf(form, 'summary')).toEqual({ text: 'second' })
    expect(form.sections.summary).toMatchObject({
      version: 2,
      current: { by: 'ben', at, version: 2 },
      past: [{ value: { text: 'first' }, by: 'ada', ended: { how: 'rewritten', by: 'ben', at } }],
    })
  })

  it('changes nothing when the same text arrives again, however old what it was based on', () => {
    const form = write(blank, 'first', 0)
    expect(edit(form, 'first', 0, 'ben')).toEqual({ outcome: 'unchanged', form })
  })

  it('does not touch other sections', () => {
    const form = write(blank, 'first', 0)
    const outcome = editSection(form, { section: 'family', value: { text: 'other' }, basedOn: 0, by: 'ben', at })
    expect(outcome).toMatchObject({ outcome: 'saved', form: { sections: { summary: form.sections.summary! } } })
  })

  it('refuses a text based on a version that does not exist, and says what to do', () => {
    expect(edit(blank, 'first', 1)).toEqual({
      outcome: 'refused',
      code: 'unknown-version',
      needed: expect.stringContaining('Load the section again') as string,
    })
  })
})

describe('a section written by two at once', () => {
  it('keeps the first text standing and shows the second beside it', () => {
    expect(edit(write(blank, 'of Ada', 0), 'of Ben', 0, 'ben')).toMatchObject({
      outcome: 'conflict',
      theirs: { value: { text: 'of Ada' }, by: 'ada' },
      yours: { value: { text: 'of Ben' }, by: 'ben', version: 2 },
    })
    expect(valueOf(conflicted, 'summary')).toEqual({ text: 'of Ada' })
    expect(sectionsToChoose(conflicted)).toEqual(['summary'])
    expect(versionOfSection(conflicted, 'summary')).toBe(2)
  })

  it('shows the text that both began from', () => {
    const form = write(write(write(blank, 'base', 0), 'later', 1), 'latest', 2)
    expect(edit(form, 'of Ben', 1, 'ben')).toMatchObject({ outcome: 'conflict', base: { value: { text: 'base' } } })
    expect(edit(form, 'of Ben', 2, 'ben')).toMatchObject({ outcome: 'conflict', base: { value: { text: 'later' } } })
    expect(edit(form, 'of Ben', 0, 'ben')).not.toHaveProperty('base')
  })

  it('shows as the base only a text that stood, never an alternative that was set aside', () => {
    const kept = resolve(conflicted, 2, { kind: 'keep-current' }, 2)
    if (kept.outcome !== 'saved') throw new Error('expected a saved choice')
    const form = write(kept.form, 'of Ada, longer', 3)
    expect(edit(form, 'of Ben again', 3, 'ben')).toMatchObject({ base: { value: { text: 'of Ada' } } })
  })

  it('keeps the second text once, though its request be repeated', () => {
    const again = edit(conflicted, 'of Ben', 0, 'ben')
    expect(again).toMatchObject({ outcome: 'conflict', form: conflicted, yours: { version: 2 } })
  })

  it('lets whoever has seen the text that stands go on writing it, the alternative beside it', () => {
    const form = write(conflicted, 'of Ada, longer', 1)
    expect(valueOf(form, 'summary')).toEqual({ text: 'of Ada, longer' })
    expect(sectionsToChoose(form)).toEqual(['summary'])
  })
})

describe('a choice between two texts', () => {
  const past = (form: Form) => form.sections.summary!.past.map(({ value, ended }) => [value.text, ended.how])

  it.each<[Choice<Sections['summary']>, string, [string, string][]]>([
    [{ kind: 'keep-current' }, 'of Ada', [['of Ben', 'alternative-not-chosen']]],
    [{ kind: 'take-alternative' }, 'of Ben', [['of Ada', 'replaced-by-alternative']]],
    [
      { kind: 'write', value: { text: 'of both' } },
      'of both',
      [
        ['of Ada', 'rewritten'],
        ['of Ben', 'alternative-not-chosen'],
      ],
    ],
    [{ kind: 'write', value: { text: 'of Ada' } }, 'of Ada', [['of Ben', 'alternative-not-chosen']]],
  ])('%j leaves one text standing and the other in the record', (choice, stands, kept) => {
    const outcome = resolve(conflicted, 2, choice, 2)
    expect(outcome.outcome).toBe('saved')
    if (outcome.outcome !== 'saved') return
    expect(valueOf(outcome.form, 'summary')).toEqual({ text: stands })
    expect(past(outcome.form)).toEqual(kept)
    expect(sectionsToChoose(outcome.form)).toEqual([])
    expect(versionOfSection(outcome.form, 'summary')).toBeGreaterThan(2)
  })

  it('leaves the writer of a chosen text its author, and names who chose', () => {
    const outcome = resolve(conflicted, 2, { kind: 'take-alternative' }, 2)
    expect(outcome).toMatchObject({ form: { sections: { summary: { current: { by: 'ben', version: 3 } } } } })
    expect(outcome).toMatchObject({ form: { sections: { summary: { past: [{ by: 'ada', ended: { by: 'cleo' } }] } } } })
  })

  it.each([
    ['no-such-alternative', 9, 2],
    ['unknown-version', 2, 9],
    ['changed-meanwhile', 2, 1],
  ])('is refused as %s', (code, alternative, basedOn) => {
    expect(resolve(conflicted, alternative, { kind: 'keep-current' }, basedOn)).toMatchObject({
      outcome: 'refused',
      code,
    })
    expect(resolve(conflicted, alternative, { kind: 'take-alternative' }, basedOn)).toMatchObject({ code })
  })

  it('is refused to whoever has not seen the text that stands now', () => {
    const moved = write(conflicted, 'of Ada, longer', 2)
    expect(resolve(moved, 2, { kind: 'take-alternative' }, 2)).toMatchObject({ code: 'changed-meanwhile' })
  })

  it('is refused where nothing was written', () => {
    expect(resolve(blank, 1, { kind: 'keep-current' }, 0)).toMatchObject({ code: 'no-such-alternative' })
  })

  it('keeps a text made of both as a further alternative where someone wrote meanwhile', () => {
    const moved = write(conflicted, 'of Ada, longer', 2)
    const outcome = resolve(moved, 2, { kind: 'write', value: { text: 'of both' } }, 2)
    expect(outcome).toMatchObject({ outcome: 'conflict', yours: { value: { text: 'of both' } } })
    if (outcome.outcome !== 'conflict') return
    expect(outcome.form.sections.summary!.alternatives.map(({ value }) => value.text)).toEqual(['of Ben', 'of both'])
  })

  it('keeps a text made of both where someone settled the alternative meanwhile', () => {
    const settled = resolve(conflicted, 2, { kind: 'keep-current' }, 2)
    if (settled.outcome !== 'saved') throw new Error('expected a saved choice')
    const outcome = resolve(settled.form, 2, { kind: 'write', value: { text: 'of both' } }, 2)
    expect(outcome).toMatchObject({ outcome: 'saved' })
    if (outcome.outcome === 'saved') expect(valueOf(outcome.form, 'summary')).toEqual({ text: 'of both' })
  })
})

import fc from 'fast-check'
import { editSection, type EditOutcome } from '../../../../domain/analysis/edit-section.ts'
import { resolveAlternative, type Choice } from '../../../../domain/analysis/resolve-alternative.ts'
import { emptyForm, type Section, type SectionedForm } from '../../../../domain/analysis/sectioned-form.ts'
import { instantOf } from '../../../../domain/calendar/instant.ts'

interface Sections {
  summary: string
}
type Form = SectionedForm<Sections>
type Outcome = EditOutcome<Sections, 'summary'>

/** What an editor does next, on what they last saw. Numbers pick among what there is then. */
type Step =
  | { readonly kind: 'look'; readonly editor: number }
  | { readonly kind: 'write'; readonly editor: number }
  | {
      readonly kind: 'resolve'
      readonly editor: number
      readonly pick: number
      readonly choice: Choice<string>['kind']
    }

const stepOf = (editors: number): fc.Arbitrary<Step> => {
  const editor = fc.nat(editors - 1)
  const choice = fc.constantFrom('keep-current' as const, 'take-alternative' as const, 'write' as const)
  return fc.oneof(
    fc.record({ kind: fc.constant('look' as const), editor }),
    fc.record({ kind: fc.constant('write' as const), editor }),
    fc.record({ kind: fc.constant('resolve' as const), editor, pick: fc.nat(4), choice }),
  )
}
const interleaving = fc
  .integer({ min: 2, max: 4 })
  .chain((editors) => fc.array(stepOf(editors), { minLength: 1, maxLength: 25 }))

interface Moment {
  readonly before: Form
  readonly after: Form
  readonly step: Step
  readonly outcome: Outcome
  /** What the editor had before them. */
  readonly seen: Section<string> | undefined
  /** The text that the editor sent, if any. */
  readonly sent?: string
}

/** Plays an interleaving; every text is its own. `named` says who each editor is. */
function play(steps: readonly Step[], named = (editor: number) => `editor ${editor}`): Moment[] {
  let form: Form = emptyForm('analysis/2026-11')
  const seen = new Map<number, Section<string> | undefined>()
  return steps.flatMap((step, number): Moment[] => {
    const { editor } = step
    if (step.kind === 'look') {
      seen.set(editor, form.sections.summary)
      return []
    }
    const saw = seen.get(editor)
    const written = `text ${number}`
    const by = { section: 'summary' as const, basedOn: saw?.version ?? 0, by: named(editor), at: instantOf(number) }
    const sends = step.kind === 'write' || step.choice === 'write'
    const outcome =
      step.kind === 'write' ? editSection(form, { ...by, value: written }) : choose(form, step, saw, by, written)
    const before = form
    if (outcome.outcome !== 'refused') form = outcome.form
    return [{ before, after: form, step, outcome, seen: saw, ...(sends && { sent: written }) }]
  })
}

type Common = Omit<Parameters<typeof resolveAlternative<Sections, 'summary'>>[1], 'choice' | 'alternative'>

function choose(
  form: Form,
  step: Step & { kind: 'resolve' },
  saw: Section<string> | undefined,
  by: Common,
  text: string,
) {
  const offered = saw?.alternatives ?? []
  const alternative = offered[step.pick % Math.max(1, offered.length)]?.version ?? 0
  const choice: Choice<string> = step.choice === 'write' ? { kind: 'write', value: text } : { kind: step.choice }
  return resolveAlternative<Sections, 'summary'>(form, { ...by, alternative, choice })
}

const standingTexts = ({ sections: { summary } }: Form) =>
  summary ? [summary.current, ...summary.alternatives].map(({ value }) => value) : []
const allTexts = (form: Form) => [
  ...standingTexts(form),
  ...(form.sections.summary?.past ?? []).map(({ value }) => value),
]
const versionOf = (form: Form) => form.sections.summary?.version ?? 0
const runs = { numRuns: 400 }

describe('any interleaving of two to four editors', () => {
  it('loses no text, and keeps each once', () => {
    fc.assert(
      fc.property(interleaving, (steps) => {
        const moments = play(steps)
        const sent = moments.flatMap(({ sent, outcome }) =>
          sent !== undefined && outcome.outcome !== 'refused' ? [sent] : [],
        )
        const kept = moments.length === 0 ? [] : allTexts(moments.at(-1)!.after)
        expect(kept.sort()).toEqual(sent.sort())
        expect(moments.every(({ sent, outcome }) => sent === undefined || outcome.outcome !== 'refused')).toBe(true)
      }),
      runs,
    )
  })

  it('takes no text out of sight that its editor had not before them', () => {
    fc.assert(
      fc.property(interleaving, (steps) => {
        for (const { before, after, seen } of play(steps)) {
          const inSight = seen ? [seen.current, ...seen.alternatives].map(({ value }) => value) : []
          const gone = standingTexts(before).filter((text) => !standingTexts(after).includes(text))
          expect(inSight).toEqual(expect.arrayContaining(gone))
        }
      }),
      runs,
    )
  })

  it('raises the version with every change and with nothing else', () => {
    fc.assert(
      fc.property(interleaving, (steps) => {
        for (const { before, after } of play(steps))
          expect(versionOf(after) > versionOf(before)).toBe(JSON.stringify(after) !== JSON.stringify(before))
      }),
      runs,
    )
  })

  it('comes to the same texts whoever writes and whoever chooses', () => {
    const texts = (moments: readonly Moment[]) =>
      moments.map(({ outcome, after }) => [outcome.outcome, standingTexts(after), allTexts(after), versionOf(after)])
    fc.assert(
      fc.property(interleaving, fc.string(), (steps, somebody) => {
        expect(texts(play(steps, () => somebody))).toEqual(texts(play(steps)))
      }),
      runs,
    )
  })
})
